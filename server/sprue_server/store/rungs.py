"""The ladder of roll-ups: 10 s, 1 min, 10 min, 1 h and the plant's own day, which may have 23 or 25 hours."""

from bisect import bisect_right
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

import numpy as np

from sprue_server.store.buckets import Times

SECOND_US = 1_000_000
HOUR_US = 3600 * SECOND_US
DAY_US = 24 * HOUR_US
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Name = Literal["frames", "10s", "1min", "10min", "1h", "1d"]


class Rung(NamedTuple):
    """One step of the ladder; a day's `size_us` is that of a day without a change of clocks."""

    name: Name
    size_us: int


RUNGS = (
    Rung("10s", 10 * SECOND_US),
    Rung("1min", 60 * SECOND_US),
    Rung("10min", 600 * SECOND_US),
    Rung("1h", HOUR_US),
    Rung("1d", DAY_US),
)
TEN_SECONDS, MINUTE, TEN_MINUTES, HOUR, DAY = RUNGS


def floor(rung: Rung, moment_us: int, timezone: str) -> int:
    """Beginning of the bucket that a moment falls into."""
    if rung is not DAY:
        return moment_us // rung.size_us * rung.size_us
    midnight = _midnight(_local(moment_us, timezone), timezone)
    # where clocks go back across midnight, the day's name begins a second time: it is still one day
    return (
        midnight if midnight <= moment_us else _midnight(_local(moment_us, timezone) - timedelta(1), timezone)
    )


def after(rung: Rung, bucket_us: int, timezone: str) -> int:
    """Beginning of the next bucket, given the beginning of one."""
    if rung is not DAY:
        return bucket_us + rung.size_us
    return _midnight(_local(bucket_us, timezone) + timedelta(1), timezone)


def ceil(rung: Rung, moment_us: int, timezone: str) -> int:
    """Beginning of the first bucket that does not begin before a moment."""
    begin = floor(rung, moment_us, timezone)
    return begin if begin == moment_us else after(rung, begin, timezone)


def buckets_of(rung: Rung, moments: Times, timezone: str) -> Times:
    """Beginning of the bucket of each moment; `moments` are sorted."""
    if rung is not DAY or not moments.size:
        return moments // rung.size_us * rung.size_us
    edges = [floor(DAY, int(moments[0]), timezone)]
    while edges[-1] <= moments[-1]:
        edges.append(after(DAY, edges[-1], timezone))
    ladder = np.array(edges, dtype=np.int64)
    return ladder[np.searchsorted(ladder, moments, side="right") - 1]


def below(rung: Rung, bucket_us: int, timezone: str) -> Rung:
    """The coarsest rung whose buckets fill this bucket exactly; some zones' days begin at half past."""
    if rung is not DAY:
        return RUNGS[RUNGS.index(rung) - 1]
    edges = (bucket_us, after(rung, bucket_us, timezone))
    whole = [lower for lower in RUNGS[:-1] if all(edge % lower.size_us == 0 for edge in edges)]
    return whole[-1]


def coarsest(wanted_us: float) -> Rung | None:
    """The coarsest rung not wider than a bucket that is wanted; None: read frames."""
    fit = bisect_right([rung.size_us for rung in RUNGS], wanted_us)
    return RUNGS[fit - 1] if fit else None


def _local(moment_us: int, timezone: str) -> datetime:
    return (EPOCH + timedelta(microseconds=moment_us)).astimezone(_zone(timezone))


def _midnight(local: datetime, timezone: str) -> int:
    midnight = datetime(local.year, local.month, local.day, tzinfo=_zone(timezone))
    return int(midnight.timestamp()) * SECOND_US


@lru_cache(maxsize=16)
def _zone(timezone: str) -> ZoneInfo:
    return ZoneInfo(timezone)
