"""A morning of one press, minute by minute, for tests of OEE and the terminal.

Local time: it runs from 6 to 11, stands from 8:00 to 8:30 with an alarm, and is set up from 11 to 12.
Now it is 12.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, time

import pytest
from api_hub import ADMIN, LAYOUT, a_hub, arrived, birth, visitor
from httpx2 import AsyncClient
from store_world import Place

from sprue_contract.payloads import Body, Event, Sample, Shot
from sprue_server.hub import Hub
from sprue_server.oee.calendar import moment_us

DAY = date(2026, 3, 10)
MINUTE_US = 60_000_000
BAD = (40, 41, 200)  # counts of bad shots
SETUP = 4
OPERATOR = "a secret of the floor"


def at(clock: str) -> int:
    return moment_us(DAY, time.fromisoformat(clock))


NOW = at("12:00")


def bodies() -> list[tuple[Body, int]]:
    begun = birth(at("05:00")).model_copy(
        update={"cavities": 4, "standard_cycle_s": 60, "mould": "Cap, 4 cavities"}
    )
    found: list[tuple[Body, int]] = [(begun, at("05:00"))]
    runs = [*range(at("05:59"), at("08:00"), MINUTE_US), *range(at("08:30"), at("11:00"), MINUTE_US)]
    for counter, start in enumerate(runs):
        quality = 1 if counter in BAD else 0
        shot = Shot(started_us=start, counter=counter, job="J7", quality=quality, values={"cycle_time_s": 60})
        found.append((shot, start + MINUTE_US))
    for clock, active in (("08:00", True), ("08:30", False)):
        found.append((Event(what="alarm", name="part_not_ejected", severity=500, active=active), at(clock)))
    frames = [[us, SETUP, 230] for us in range(at("11:00"), NOW + 1, MINUTE_US // 6)]
    return [*found, (Sample(layout=LAYOUT, frames=frames), NOW)]


async def a_morning(hub: Hub) -> None:
    arrivals = [arrived(body, moment, seq, NOW) for seq, (body, moment) in enumerate(bodies(), 1)]
    await hub.writes.keep(arrivals, [])
    hub.live.take(arrivals)


@asynccontextmanager
async def a_floor(
    place: Place, patch: pytest.MonkeyPatch
) -> AsyncIterator[tuple[Hub, AsyncClient, AsyncClient]]:
    """A hub at noon, a visitor, and an operator who has signed in."""
    patch.setattr(Hub, "now_us", staticmethod(lambda: NOW))
    async with a_hub(place) as hub, visitor(hub) as guest, visitor(hub) as boss, visitor(hub) as operator:
        await a_morning(hub)
        await boss.post("/login", json={"secret": ADMIN})
        await boss.put("/secrets/operator", json={"secret": OPERATOR})
        assert (await operator.post("/login", json={"secret": OPERATOR})).json()["role"] == "operator"
        yield hub, guest, operator
