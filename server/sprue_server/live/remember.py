"""After a restart of the hub: what each cell was when it was last heard of. It stays stale until it speaks.

A visitor's cell is not remembered: one that still runs is told of again by the broker, which keeps its birth.
"""

from collections.abc import Iterable
from typing import NamedTuple

from sprue_contract.payloads import Birth, Event
from sprue_server.live.cell import SECOND_US, CellNow
from sprue_server.live.state import LiveState
from sprue_server.shot_views import ShotView
from sprue_server.shots import view
from sprue_server.store.reader import Reader
from sprue_server.store.tables import BirthRow, EventRow

BACK_S = 60  # how far back the last values are looked for
ALARMS = 500  # events among which an alarm that still stands is looked for


class Kept(NamedTuple):
    """What the store knows of a cell's current run."""

    cell: str
    birth: BirthRow
    shot: ShotView | None
    events: list[EventRow]


def kept(reader: Reader, names: Iterable[str]) -> list[Kept]:
    """Cells that the store knows, and these."""
    births = {name: reader.current_birth(name) for name in {*reader.cells(), *names}}
    return [
        Kept(name, birth, _shot(reader, name), _events(reader, birth))
        for name, birth in births.items()
        if birth is not None and not birth.body.get("sandbox")
    ]


def remember(live: LiveState, reader: Reader) -> None:
    """Fill a new live state from the store."""
    latest = reader.latest_measured()
    for one in kept(reader, live.cells):
        now = live.cells.setdefault(one.cell, CellNow(one.cell))
        take_over(now, one)
        now.clock_us = latest.get(one.cell)
        now.readings.remembered(_last_values(now, reader))


def catch_up(live: LiveState, known: Iterable[Kept]) -> None:
    """A live state that is at work missed some of this, or it did not: what is newer stays."""
    for one in known:
        take_over(live.cells.setdefault(one.cell, CellNow(one.cell)), one)


def take_over(now: CellNow, one: Kept) -> None:
    """Each part looks whether it is news."""
    birth = one.birth
    if now.born(birth.run, Birth.model_validate(birth.body), birth.born_us):
        now.gateway = birth.gateway
    if now.last_shot is None:
        now.last_shot = one.shot  # also of an earlier run, as long as this one has made none
    elif one.shot is not None:
        now.shot(one.shot.run, one.shot.measured_us, one.shot)
    for row in one.events:
        now.event(row.run, row.measured_us, Event.model_validate(row.body))


def _shot(reader: Reader, cell: str) -> ShotView | None:
    rows = reader.shots(cell, limit=1)
    return view(rows[0], reader.origins(cell).get(rows[0].run, "real")) if rows else None


def _events(reader: Reader, birth: BirthRow) -> list[EventRow]:
    """Oldest first."""
    return reader.events([birth.cell], after_us=birth.started_us, limit=ALARMS)[::-1]


def _last_values(now: CellNow, reader: Reader) -> dict[str, float | None]:
    """The newest reading of each channel, as far as the last minute tells one."""
    if now.clock_us is None or now.birth is None or not now.birth.channels:
        return {}
    names = [channel.name for channel in now.birth.channels]
    period = {"from_us": now.clock_us - BACK_S * SECOND_US, "to_us": now.clock_us + 1}
    answer = reader.series(now.name, names, **period, points=2 * BACK_S)
    return {part["name"]: _last(part["mean"]) for part in answer["series"]}


def _last(values: list[float | None]) -> float | None:
    return next((value for value in reversed(values) if value is not None), None)
