"""Visitors, an instructor and what they say, for tests of voices, meetings and what is one's own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import httpx2
from api_hub import ADMIN, a_hub, visitor
from sqlalchemy import text
from sqlmodel import Session, SQLModel
from store_world import Place

from sprue_server.hub import Hub
from sprue_server.voices.consent import VERSION

AGREED = {"version": VERSION, "language": "es"}
DAY_US = 86_400_000_000


class Hall(NamedTuple):
    """A hub with two browsers that have left nothing, and somebody who teaches."""

    hub: Hub
    anna: httpx2.AsyncClient
    bert: httpx2.AsyncClient
    teacher: httpx2.AsyncClient


@asynccontextmanager
async def a_hall(place: Place) -> AsyncIterator[Hall]:
    async with a_hub(place) as hub, visitor(hub) as anna, visitor(hub) as bert, visitor(hub) as teacher:
        await teacher.post("/login", json={"secret": ADMIN})
        yield Hall(hub, anna, bert, teacher)


def voice(kind: str = "proposal", **more: Any) -> dict[str, Any]:
    """A wish to say something."""
    words = {} if kind == "feedback" else {"text": "A robot that stacks caps"}
    return {"kind": kind, "language": "en", **words, **more}


async def said(page: httpx2.AsyncClient, wish: dict[str, Any]) -> dict[str, Any]:
    answer = await page.post("/voices", json=wish)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def shown(hall: Hall, number: int, **more: Any) -> dict[str, Any]:
    answer = await hall.teacher.post(f"/voices/{number}/moderation", json={"state": "shown", **more})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def proposed(hall: Hall) -> int:
    """A proposal of Anna's that everybody sees."""
    number = (await said(hall.anna, voice()))["id"]
    await shown(hall, number)
    return number


def on_the_wall(hall: Hall, us: int) -> str:
    """As the plant's clock shows it, to the minute."""
    return f"{datetime.fromtimestamp(us / 1e6, ZoneInfo(hall.hub.plant.timezone)):%Y-%m-%dT%H:%M}"


async def announced(hall: Hall, **more: Any) -> int:
    """A seminar in two days."""
    told = {
        "kind": "seminar",
        "title": "Sensors for the mould",
        "starts": on_the_wall(hall, hall.hub.now_us() + 2 * DAY_US),
    }
    told |= {
        "place": "Ibi",
        "places": 2,
        "language": "es",
        "link": "https://example.org/x",
        "station": "sensors",
    }
    answer = await hall.teacher.post("/together/meetings", json={**told, **more})
    assert answer.status_code == 200, answer.text
    return answer.json()["id"]


def interest(side: str = "look", kind: str = "firm", **more: Any) -> dict[str, Any]:
    return {"side": side, "station": "vision", "kind": kind, "language": "en", **more}


def named(who: str, **more: Any) -> dict[str, Any]:
    """A contact that may be shown."""
    return {"name": who, "contact": f"{who.lower()}@example.org", "consent": AGREED, **more}


def everything_kept(hub: Hub) -> str:
    """All rows of all tables, as text."""
    with hub.reader.engine.connect() as db:
        return "".join(str(db.execute(one.select()).all()) for one in SQLModel.metadata.tables.values())


def keeps_what_is_deleted(db: Session) -> None:
    """As a SQLite does that was built so; this connection, from now on."""
    db.execute(text("PRAGMA secure_delete = OFF"))
