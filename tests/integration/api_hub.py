"""A hub for tests of its API: real store, real routes, made-up records, no broker."""

import hashlib
import math
from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx2
from store_world import Place

from sprue_contract.curves import pack, to_text
from sprue_contract.layout import channel, layout_id
from sprue_contract.messages import Message, Row, UnreadableError
from sprue_contract.payloads import (
    Birth,
    Body,
    CellCount,
    Curve,
    Event,
    Image,
    Measurement,
    Sample,
    Shot,
    Status,
)
from sprue_contract.plant import Plant
from sprue_contract.topics import CellTopic
from sprue_server import auth
from sprue_server.app import create_app
from sprue_server.arrivals import Arrival, Misfit
from sprue_server.hub import Hub, ShotKeys
from sprue_server.live.state import LiveState
from sprue_server.store.reader import Reader
from sprue_server.store.store import Store
from sprue_server.store.tables import SecretRow

S = 1_000_000
CYCLE_S = 30
CHANNELS = [channel("machine_mode", "simulated"), channel("melt_temperature_c", "simulated", 220, 240)]
LAYOUT = layout_id(CHANNELS)
ADMIN = "abcde-fghij-klmno-pqrst"
PNG = b"\x89PNG\r\n\x1a\n" + b"as a camera sends it"
ODD = 33  # the shot whose change-over was set too early
APP = create_app(None)  # one for all: it takes a tenth of a second to get ready, and keeps nothing of a hub
PLANT = Plant.model_validate(
    {
        "title": "Test hall",
        "cells": [
            {
                "name": name,
                "title": f"Press {name}",
                "at": {"x_m": 1, "y_m": 2},
                "source": {"type": "simulated"},
            }
            for name in ("imm-1", "imm-2")
        ],
    }
)


@dataclass
class World:
    """What the hub would hear of broker and inbox."""

    store: str = "ok"
    broker: str = "connected"
    asked: list[tuple[str, str]] = field(default_factory=list)

    def health(self) -> dict[str, Any]:
        problem = None if self.store == "ok" else "the disk is full"
        numbers = ("inbox", "inbox_dropped", "messages_per_s", "rows_per_s", "quarantined", "rollup_behind")
        return {"broker": self.broker, "store": self.store, "store_problem": problem} | dict.fromkeys(
            numbers, 0
        )

    def topics(self) -> list[Any]:
        return []

    def ask_rebirth(self, gateway: str, cell: str, _reason: str) -> None:
        self.asked.append((gateway, cell))


@asynccontextmanager
async def a_hub(place: Place, *, lan: bool = False) -> AsyncIterator[Hub]:
    """A hub whose admin secret is ADMIN."""
    store = Store(place.data, PLANT.timezone, place.database)
    reader = Reader(place.data, PLANT.timezone, place.database)
    row = SecretRow(role="admin", hash=auth.hashed(ADMIN), changed_us=1)
    await store.change(lambda db: db.merge(row))
    live = LiveState(PLANT, ShotKeys(store))
    yield Hub(plant=PLANT, reader=reader, writes=store, outside=World(), live=live, lan=lan)
    reader.close()
    await store.close()


def visitor(hub: Hub, address: str = "127.0.0.1") -> httpx2.AsyncClient:
    """A browser without a history."""

    async def door(scope: Any, receive: Any, send: Any) -> None:
        APP.state.hub = hub
        await APP(scope, receive, send)

    transport = httpx2.ASGITransport(door, client=(address, 50_000))
    return httpx2.AsyncClient(transport=transport, base_url="http://hub.test/api/v1")


async def fill(hub: Hub, shots: int = 60) -> int:
    """A press that has made some shots until now, the odd one among them; the moment of the last."""
    now_us = hub.now_us()
    start_us = now_us - shots * CYCLE_S * S
    bodies: list[tuple[Body, int]] = [(birth(start_us), start_us)]
    for number in range(shots):
        moment = start_us + (number + 1) * CYCLE_S * S
        bodies.append((shot(number, moment), moment))
    frames = [[start_us + second * S, 1, 230 + second % 10 / 10] for second in range(shots * CYCLE_S + 1)]
    bodies.append((Sample(layout=LAYOUT, frames=frames), now_us))
    alarm = Event(what="alarm", name="mould_not_shut", severity=700, active=False)
    bodies.append((alarm, now_us - 60 * S))
    gauge = Measurement(
        shot_measured_us=now_us, inspector="scales", origin="simulated", values={"weight_g": 8.1}
    )
    bodies.append((gauge, now_us))
    arrivals = [arrived(body, moment, seq, now_us) for seq, (body, moment) in enumerate(bodies, 1)]
    await hub.writes.keep(arrivals, [misfit(now_us)])
    hub.live.take(arrivals)
    counts = {"imm-1": CellCount(produced=2000, receipted=1800)}
    hub.live.status("gw", "s1", Status(state="online", counts=counts), (now_us, now_us))
    hub.live.tallied(hub.reader.tallies())
    return now_us


def birth(started_us: int) -> Birth:
    return Birth(
        title="Press one",
        machine="Test press",
        origin="simulated",
        pace=1,
        started_us=started_us,
        standard_cycle_s=CYCLE_S,
        layout=LAYOUT,
        channels=CHANNELS,
        shot_fields=[channel("cavity_pressure_maximum_bar", "simulated", 450, 550)],
    )


def shot(number: int, moment: int) -> Shot:
    odd = number == ODD
    wobble = 1 + ((number * 37) % 11 - 5) / 1000
    values = {
        "cavity_pressure_maximum_bar": 380.0 if odd else 500.0 * wobble,
        "injection_time_s": 0.8 * wobble,
        "cushion_volume_cm3": 6.0 if odd else 5.0 * wobble,
        "cycle_time_s": float(CYCLE_S),
    }
    settings = {"set_transfer_volume_cm3": 14.0 if odd else 13.5, "set_hold_time_s": 4.0}
    if number == 0:
        values["oil_temperature_c"] = 41.5  # told by the oldest shot only
    return Shot(
        started_us=moment - CYCLE_S * S,
        counter=number + 1,
        values=values,
        settings=settings,
        curves=[curve("cavity_pressure_bar", values["cavity_pressure_maximum_bar"])],
    )


def curve(name: str, peak: float) -> Curve:
    values = [peak * math.exp(-(((n - 50) / 20) ** 2)) for n in range(300)]
    packed = to_text(pack(values, 0.1))
    return Curve(name=name, unit="bar", period_s=0.02, step=0.1, count=300, data=packed)


def image(content: bytes, counter: int = 60, light: str | None = "diffuse") -> Image:
    """A picture of the part of a shot; the newest of sixty is the sixtieth."""
    digest, data = hashlib.sha256(content).hexdigest(), b64encode(content).decode()
    told = {"camera": "parts", "light": light, "shot_counter": counter, "media_type": "image/png"}
    return Image.model_validate({**told, "sha256": digest, "data": data})


def arrived(body: Body, measured_us: int, seq: int, now_us: int, cell: str = "imm-1") -> Arrival:
    kind = type(body).__name__.lower()
    row = Row(seq=seq, run="r1", measured_us=measured_us, body=body)
    message = Message(gateway="gw", session="s1", sent_us=now_us, rows=[row])
    return Arrival(CellTopic("gw", cell, kind), message, now_us)


def misfit(now_us: int) -> Misfit:
    problem = UnreadableError("not-json", "Expecting value: line 1")
    return Misfit("sprue/v1/gw/imm-1/shot", b"{oops", problem, now_us)
