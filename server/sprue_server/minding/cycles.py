"""Stored shots as the analyses see them: values, settings, curves, and what the channels said meanwhile."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

from sprue_contract.payloads import Birth
from sprue_server.drift.watched import WATCHED
from sprue_server.fingerprint import Cycle
from sprue_server.golden import Signal
from sprue_server.shots import values_of
from sprue_server.store.curves import CurveData
from sprue_server.store.reader import Reader
from sprue_server.store.shots import key_of
from sprue_server.store.tables import ShotRow

POINTS = 2000  # of a channel, over all shots that are looked at
Means = Mapping[str, tuple[Sequence[int], Sequence[float | None]]]


def cycles_of(reader: Reader, birth: Birth | None, rows: Sequence[ShotRow]) -> list[Cycle]:
    """Cycles of shots of one cell, oldest first, in the same order."""
    if not rows:
        return []
    curves, means = reader.curves_of(rows), _means(reader, birth, rows)
    return [_cycle(row, curves.get(key_of(row), []), means) for row in rows]


def _cycle(row: ShotRow, curves: Iterable[CurveData], means: Means) -> Cycle:
    during = {name: value for name in means if (value := _during(means[name], row)) is not None}
    return Cycle({**during, **values_of(row)}, row.settings, {curve.name: Signal(*curve) for curve in curves})


def _means(reader: Reader, birth: Birth | None, rows: Sequence[ShotRow]) -> Means:
    names = [channel.name for channel in birth.channels if channel.name in WATCHED] if birth else []
    if not names:
        return {}
    low, high = rows[0].started_us, rows[-1].measured_us + 1
    told = reader.series(rows[0].cell, names, from_us=low, to_us=high, points=POINTS)
    return {part["name"]: (part["t_us"], part["mean"]) for part in told["series"]}


def _during(means: tuple[Sequence[int], Sequence[float | None]], row: ShotRow) -> float | None:
    """What a channel said last before the shot was over, if it spoke since the shot began or shortly before."""
    times, values = means
    at = bisect_right(times, row.measured_us) - 1
    if at < 0 or times[at] < 2 * row.started_us - row.measured_us:
        return None
    return values[at]
