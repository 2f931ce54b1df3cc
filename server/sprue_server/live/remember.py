"""After a restart of the hub: what each cell was when it was last heard of. It stays stale until it speaks.

A visitor's cell is not remembered: one that still runs is told of again by the broker, which keeps its birth.
"""

from sprue_contract.payloads import Birth, Event
from sprue_server.live.cell import SECOND_US, CellNow
from sprue_server.live.state import LiveState
from sprue_server.shots import view
from sprue_server.store.reader import Reader
from sprue_server.store.tables import BirthRow

BACK_S = 60  # how far back the last values are looked for
ALARMS = 500  # events among which an alarm that still stands is looked for


def remember(live: LiveState, reader: Reader) -> None:
    """Fill a new live state from the store."""
    latest = reader.latest_measured()
    for name in {*reader.cells(), *live.cells}:
        birth = reader.current_birth(name)
        if birth is not None and not birth.body.get("sandbox"):
            now = live.cells.setdefault(name, CellNow(name))
            _remember_cell(now, birth, reader)
            now.clock_us = latest.get(name)
            now.readings.remembered(_last_values(now, reader))


def _remember_cell(now: CellNow, birth: BirthRow, reader: Reader) -> None:
    now.born(birth.run, Birth.model_validate(birth.body), birth.born_us)
    now.gateway = birth.gateway
    shots = reader.shots(now.name, limit=1)
    now.last_shot = view(shots[0], reader.origins(now.name).get(shots[0].run, "real")) if shots else None
    for row in reversed(reader.events([now.name], after_us=birth.started_us, limit=ALARMS)):
        now.event(row.run, row.measured_us, Event.model_validate(row.body))


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
