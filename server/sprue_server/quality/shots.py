"""Shots of a cell as control charts take them: facts of one quantity, with job, mould and settings as keys."""

from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import NamedTuple

from sprue_contract.fields import Origin
from sprue_server.findings import CAVITY, ShotFacts
from sprue_server.shots import facts, shot_id
from sprue_server.store.reader import Reader
from sprue_server.store.tables import SHOT_COLUMNS, MeasurementRow, ShotRow

MOST = 2000  # shots of one chart
LOOKED = 500  # shots that say which quantities there are
SOME = 200  # shots of a second look back
FEW = 20  # shots that say whether press or gauge tells a quantity
SET = ("set_", "recyclate_")  # settings that a source tells among what it measured
HIDDEN = {"cooling_time_s"}  # a timer's


class Made(NamedTuple):
    """Under what a shot was made."""

    mould: str | None
    job: str | None
    settings: tuple[tuple[str, float | None], ...]


class Series(NamedTuple):
    """Shots oldest first, with what each was made under, its count and its origin."""

    facts: list[ShotFacts]
    made: dict[str, Made]
    counters: dict[str, int]
    origin: Origin | None
    part: bool = False
    """A gauge tells the quantity, of the part."""


def wanted(name: str) -> bool:
    """Whether a value is a result, not a setting."""
    return not name.startswith(SET) and name not in HIDDEN


def of_parts(measured: Iterable[MeasurementRow]) -> dict[str, int]:
    """Quantities that gauges read, with how often."""
    counts: dict[str, int] = {}
    for row in measured:
        for name, value in row.readings.items():
            if value is not None and wanted(name):
                counts[name] = counts.get(name, 0) + 1
    return counts


def of_shots(rows: Iterable[ShotRow]) -> dict[str, int]:
    """Quantities that shots tell, with how often."""
    counts: dict[str, int] = {}
    for row in rows:
        for name, value in facts(row).values.items():
            if value is not None and wanted(name):
                counts[name] = counts.get(name, 0) + 1
    return counts


def series(reader: Reader, cell: str, quantity: str, rows: Sequence[ShotRow]) -> Series:
    """Rows, newest first, as facts of this quantity."""
    births = {birth.run: birth.body for birth in reader.births(cell)}
    moulds = {run: body.get("mould") for run, body in births.items()}
    told = [_fact(row, quantity) for row in reversed(rows)]
    ids = [(shot.id, row) for shot, row in zip(told, reversed(rows), strict=True)]
    made = {name: _made(row, moulds.get(row.run)) for name, row in ids}
    origin = births.get(rows[0].run, {}).get("origin") if rows else None
    return Series(told, made, {name: row.counter for name, row in ids}, origin)


def value_of(row: ShotRow, quantity: str) -> float | None:
    """What a shot tells of one quantity."""
    found: float | None = getattr(row, quantity) if quantity in SHOT_COLUMNS else row.more.get(quantity)
    return found


def _fact(row: ShotRow, quantity: str) -> ShotFacts:
    """As `shots.facts`, with the values that a chart looks at: it is quick for thousands of shots."""
    values = {name: value_of(row, name) for name in (quantity, CAVITY)}
    return ShotFacts(shot_id(row), row.measured_us, values, quality=row.quality, start_up=row.start_up)


def _made(row: ShotRow, mould: str | None) -> Made:
    return Made(mould, row.job, tuple(sorted(row.settings.items())))


def newest(reader: Reader, cell: str, quantity: str, limit: int) -> Series | None:
    """The last shots, or those of the last parts that a gauge has read; None: nobody tells the quantity."""
    of_press = quantity in SHOT_COLUMNS or _told(reader.shots(cell, limit=FEW), quantity)
    found = None if of_press else measured(reader, cell, quantity, limit)
    if found is not None:
        return found
    rows = reader.shots(cell, limit=limit)
    return series(reader, cell, quantity, rows) if _told(rows, quantity) else None


def _told(rows: Sequence[ShotRow], quantity: str) -> bool:
    return any(value_of(row, quantity) is not None for row in rows)


def measured(
    reader: Reader, cell: str, quantity: str, limit: int, before_us: int | None = None
) -> Series | None:
    """The shots of the last parts that a gauge has read, of those that were read before a moment."""
    rows = reader.measurements(cell, limit, before_us)
    told = [row for row in rows if row.readings.get(quantity) is not None]
    pairs = reader.shots_measured(told, reader.shown(cell, None, None))
    if not pairs:
        return None
    found = series(reader, cell, quantity, [row for row, _ in pairs])
    read = {shot_id(row): readings for row, readings in pairs}
    return found._replace(facts=[_with(shot, read[shot.id]) for shot in found.facts], part=True)


def _with(shot: ShotFacts, readings: dict[str, float | None]) -> ShotFacts:
    return ShotFacts(**(vars(shot) | {"values": {**shot.values, **readings}}))


def before(reader: Reader, cell: str, quantity: str, shown: Series) -> Series:
    """Shots just before the first one shown and made under the same, as far back as a chart reaches."""
    for limit in (FEW, SOME, MOST):  # a short look is quick, and most stretches began long ago or just now
        earlier = _earlier(reader, cell, quantity, shown, limit)
        older = [shot for shot in earlier.facts if shot.measured_us < shown.facts[0].measured_us]
        same = _like(shown.made[shown.facts[0].id], earlier, older)
        if len(same) < len(older) or not older:
            break
    return earlier._replace(facts=same)


def _like(made: Made, earlier: Series, older: Sequence[ShotFacts]) -> list[ShotFacts]:
    """The last of these shots, as far back as they were made under the same."""
    return list(takewhile(lambda shot: earlier.made[shot.id] == made, reversed(older)))[::-1]


def _earlier(reader: Reader, cell: str, quantity: str, shown: Series, limit: int) -> Series:
    oldest_us = shown.facts[0].measured_us
    if shown.part:
        return measured(reader, cell, quantity, limit, oldest_us) or shown
    return series(reader, cell, quantity, reader.shots(cell, before_us=oldest_us, limit=limit))
