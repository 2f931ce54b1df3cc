"""Parts of a cell's mould that were measured, by a gauge or a person, with what their shots tell."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sprue_contract.quantities import QUANTITIES
from sprue_server.fingerprint import Cycle, interrupted
from sprue_server.gauge.inputs import told_by
from sprue_server.minding.cycles import cycles_of
from sprue_server.shots import shot_id
from sprue_server.store.floor_tables import HandMeasuredRow
from sprue_server.store.reader import Reader
from sprue_server.store.tables import ShotRow
from sprue_server.store.visibility import Stretch

MOST = 600  # measured parts, the newest; learning takes about 15 s of a core for so many
AT_ONCE = 50  # shots whose curves are in memory together
REMEMBERED = 1500  # shots whose features are kept, 10 kB each
Readings = Mapping[str, float | None]


class Seen(NamedTuple):
    """What a shot tells, or why it tells nothing (a key of `gauge.report.WHY`)."""

    told: Mapping[str, float]
    why: str | None


class Sample(NamedTuple):
    """A measured part and its shot."""

    id: str
    measured_us: int
    counter: int
    job: str | None
    curves: bool
    seen: Seen
    readings: Readings


class Features:
    """What shots tell, read once. Any thread may ask."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self._known: dict[str, Seen] = {}

    def of(self, rows: Sequence[ShotRow]) -> list[Seen]:
        """Of shots of one cell, in their order."""
        names = [shot_id(row) for row in rows]
        found = {name: self._known[name] for name in names if name in self._known}
        new = [row for name, row in zip(names, rows, strict=True) if name not in found]
        for begin in range(0, len(new), AT_ONCE):
            some = new[begin : begin + AT_ONCE]
            told = [_seen(cycle) for cycle in cycles_of(self.reader, None, some)]
            found |= dict(zip(map(shot_id, some), told, strict=True))
        kept = self._known | found
        self._known = dict(list(kept.items())[-REMEMBERED:])  # replaced as a whole: another thread may read
        return [found[name] for name in names]


def newer(
    features: Features, cell: str, stretches: Sequence[Stretch], known: Sequence[Sample], after_us: int
) -> list[Sample]:
    """The known ones, and what scale and gauge have read from a moment on; oldest first."""
    read = features.reader.measurements(cell, MOST, after_us=after_us)
    found = {shot_id(row): (row, told) for row, told in features.reader.shots_measured(read, stretches)}
    there = {one.id: one for one in known}
    for one in _told(features, [*found.values()]):
        before = there.get(one.id)
        there[one.id] = one._replace(readings={**before.readings, **one.readings}) if before else one
    return sorted(there.values(), key=lambda one: one.measured_us)[-MOST:]


def samples(features: Features, cell: str, stretches: Sequence[Stretch]) -> list[Sample]:
    """The newest measured parts that were made in these stretches, oldest first."""
    reader = features.reader
    found = {shot_id(row): (row, dict(read)) for row, read in _gauged(reader, cell, stretches)}
    for row, read in _noted(reader, cell, stretches):
        _, there = found.setdefault(shot_id(row), (row, {}))
        there.update(read)
    newest = sorted(found.values(), key=lambda one: (one[0].measured_us, one[0].seq))[-MOST:]
    return _told(features, newest)


def _told(features: Features, newest: Sequence[tuple[ShotRow, Readings]]) -> list[Sample]:
    told = features.of([row for row, _ in newest])
    return [
        Sample(shot_id(row), row.measured_us, row.counter, row.job, row.has_curves, seen, _of_parts(read))
        for (row, read), seen in zip(newest, told, strict=True)
    ]


def _gauged(reader: Reader, cell: str, stretches: Sequence[Stretch]) -> Sequence[tuple[ShotRow, Readings]]:
    return reader.shots_measured(reader.measurements(cell, MOST), stretches)


def _noted(reader: Reader, cell: str, stretches: Sequence[Stretch]) -> list[tuple[ShotRow, Readings]]:
    """What people measured of a shot that they named; other entries are of no shot that is known."""
    rows = [(row, row.shot_counter) for row in reader.noted_last(HandMeasuredRow, cell, MOST)]
    named = [(row, count) for row, count in rows[::-1] if count is not None]
    shots = reader.shots_counted(cell, [(count, row.at_us) for row, count in named], stretches)
    return [(shot, row.readings) for (row, _), shot in zip(named, shots, strict=True) if shot]


def _of_parts(read: Readings) -> Readings:
    return {name: value for name, value in read.items() if value is not None and name in QUANTITIES}


def _seen(cycle: Cycle) -> Seen:
    told = told_by(cycle)
    return Seen(told, None if told else interrupted(cycle) or "unreadable")
