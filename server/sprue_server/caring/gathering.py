"""Spells of a cell from the store: shots in the database's own averages, channels from their roll-ups."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from statistics import fmean
from typing import NamedTuple

from sprue_contract.payloads import Birth
from sprue_server.store.reader import Reader
from sprue_server.store.tables import SHOT_COLUMNS
from sprue_server.store.visibility import Stretch
from sprue_server.store.wearing import SpellRow
from sprue_server.wear.parts import PARTS
from sprue_server.wear.spells import FEWEST, Spell, spread_of

MINUTE_US = 60_000_000
HOUR_US = 60 * MINUTE_US
SIZES_US = (15 * MINUTE_US, HOUR_US, 6 * HOUR_US, 24 * HOUR_US)
MOST = 250  # spells; a robust line looks at every pair of them
USUAL = 30  # shots in a spell
BACK_US = 90 * 24 * HOUR_US  # longer ago another press operator, another material, another winter
POINTS = 2000
SIGNS = tuple(sign for part in PARTS.values() for sign in part.signs)
WATCHED = tuple(
    dict.fromkeys(name for sign in SIGNS for name in (sign.quantity, sign.spread_of) if name is not None)
)
COLUMNS = tuple(name for name in WATCHED if name in SHOT_COLUMNS)
CHANNELS = tuple(name for name in WATCHED if name not in SHOT_COLUMNS)


class Gathered(NamedTuple):
    """Spells oldest first, one per setting; how long each is; when the newest shot was."""

    spells: list[Spell]
    size_us: int
    newest_us: int


def spells_of(reader: Reader, cell: str, now_us: int) -> Gathered | None:
    """Spells in which it made shots; None: it made none."""
    newest = reader.shots(cell, limit=1)
    shown = reader.shown(cell, now_us - BACK_US, None)
    if not newest or not shown:
        return None
    size_us, rows = _rows(reader, cell, shown, newest[0].measured_us)
    births = {birth.run: Birth.model_validate(birth.body) for birth in reader.births(cell)}
    means = _channels(reader, cell, (rows[0].begin_us, rows[-1].begin_us + size_us, size_us), births.values())
    groups = groupby(rows, key=lambda row: (row.begin_us, row.run, row.settings))
    spells = [
        _spell(begin, f"{births[run].mould} {settings}", list(group), means.get(begin, {}))
        for (begin, run, settings), group in groups
        if run in births
    ]
    return Gathered(spells, size_us, newest[0].measured_us)


def _rows(reader: Reader, cell: str, shown: Sequence[Stretch], newest_us: int) -> tuple[int, list[SpellRow]]:
    """In the shortest spells that are not too many and usually hold enough shots for a mean."""
    span_us = newest_us - shown[0].from_us
    sizes = [size for size in SIZES_US if span_us / size <= MOST] or [SIZES_US[-1]]
    for size in sizes:
        rows = reader.spells_made(cell, shown, COLUMNS, size)
        if sum(row.shots for row in rows) >= USUAL * len({row.begin_us for row in rows}):
            break
    return size, sorted(rows, key=lambda row: (row.begin_us, row.run, row.settings))


def _spell(begin_us: int, like: str, rows: Sequence[SpellRow], channels: Mapping[str, float]) -> Spell:
    good = next((row for row in rows if row.good), None)
    made, count = sum(row.shots for row in rows), good.shots if good else 0
    told = good.moments if good else {}
    means = {name: mean for name, (mean, _) in told.items()}
    spreads = {name: spread_of(count, *moments) for name, moments in told.items()}
    if count >= FEWEST:  # a press that stood most of the spell tells of standing
        means |= channels
    return Spell(begin_us, made, count, like, means, spreads)


def _channels(
    reader: Reader, cell: str, grid: tuple[int, int, int], births: Iterable[Birth]
) -> dict[int, dict[str, float]]:
    """Mean of each channel in each spell of a grid: from, to, size."""
    told = {channel.name for birth in births for channel in birth.channels}
    names = [name for name in CHANNELS if name in told]
    if not names:
        return {}
    low, high, size = grid
    found: defaultdict[int, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for part in reader.series(cell, names, from_us=low, to_us=high, points=POINTS)["series"]:
        for moment, value in zip(part["t_us"], part["mean"], strict=True):
            if value is not None:
                found[moment // size * size][part["name"]].append(value)
    return {spell: {name: fmean(values) for name, values in one.items()} for spell, one in found.items()}
