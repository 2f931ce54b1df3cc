"""Made-up records for tests of the store, and the store opened and closed around them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple

from sprue_contract.curves import pack, to_text
from sprue_contract.layout import channel, layout_id
from sprue_contract.messages import Message, Row
from sprue_contract.payloads import BODIES, Birth, Body, Curve, Sample, Shot
from sprue_contract.topics import CellTopic
from sprue_server.arrivals import Arrival
from sprue_server.store.reader import Reader
from sprue_server.store.store import Store

S = 1_000_000
T0 = 1_790_000_000 * S  # some moment in September 2026
ZONE = "Europe/Madrid"
CHANNELS = [channel("melt_temperature_c", "simulated"), channel("oil_temperature_c", "simulated")]
LAYOUT = layout_id(CHANNELS)
KINDS = {body: kind for kind, body in BODIES.items()}


class Place(NamedTuple):
    """Where a store is; no database: files in the folder."""

    data: Path
    database: str | None = None


def store_at(place: Place) -> Store:
    return Store(place.data, ZONE, place.database)


def reader_at(place: Place) -> Reader:
    return Reader(place.data, ZONE, place.database)


@asynccontextmanager
async def opened(place: Place) -> AsyncIterator[tuple[Store, Reader]]:
    store = store_at(place)
    reader = reader_at(place)
    try:
        yield store, reader
    finally:
        reader.close()
        await store.close()


async def roll_all(store: Store) -> None:
    while store.behind():
        await store.roll()


def arrival(
    *bodies: tuple[int, int, Body], run: str = "r1", session: str = "s1", cell: str = "imm-1"
) -> Arrival:
    """A message of rows (seq, measured_us, body) of one kind."""
    rows = [Row(seq=seq, run=run, measured_us=moment, body=body) for seq, moment, body in bodies]
    message = Message(gateway="gw", session=session, sent_us=T0, rows=rows)
    return Arrival(CellTopic("gw", cell, KINDS[type(bodies[0][2])]), message, T0)


def birth(started_us: int = 0, until_us: int | None = None, **other: object) -> Birth:
    told = {
        "title": "Press",
        "machine": "Test press",
        "origin": "simulated",
        "pace": 1,
        "started_us": started_us,
        "until_us": until_us,
        "layout": LAYOUT,
        "channels": CHANNELS,
    }
    return Birth.model_validate(told | other)


def sample(*frames: tuple[int, float | None, float | None]) -> Sample:
    return Sample(layout=LAYOUT, frames=[list(frame) for frame in frames])


def shot(counter: int, peak_bar: float | None = 500.0, curve: list[float] | None = None) -> Shot:
    curves = []
    if curve:
        data = to_text(pack(curve, 0.1))
        curves = [
            Curve(name="cavity_pressure_bar", unit="bar", period_s=0.1, step=0.1, count=len(curve), data=data)
        ]
    values = {"cavity_pressure_maximum_bar": peak_bar, "part_length_mm": 12.5}
    return Shot(started_us=T0, counter=counter, values=values, settings={"set_hold_time_s": 4.0}, curves=curves)
