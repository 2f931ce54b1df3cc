"""Wide frames: all continuous channels of a cell at one moment are one row, written once and never altered.

Frames tell by themselves how many are stored of whom (`tally`) and which minutes the roll-ups have not seen yet
(`dirty`); both change in the frames' own transaction.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

MINUTE_US = 60_000_000
DAY_US = 86_400_000_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Teller(NamedTuple):
    """Who sent records about what: the unit of the counters."""

    gateway: str
    session: str
    cell: str


class Frame(NamedTuple):
    """One row; `vals` are packed little-endian float64, NaN = not measured."""

    stream: int
    measured_us: int
    seq: int
    vals: bytes


Told = Mapping[Teller, Sequence[Frame]]


class Mark(NamedTuple):
    """A minute of a stream that must be rolled up; another generation means: changed again since."""

    month: str
    stream: int
    minute_us: int
    generation: int


def month_of(measured_us: int) -> str:
    """Month of UTC that a moment falls into, for example 202611."""
    return _month_of_day(measured_us // DAY_US)


@lru_cache(maxsize=512)
def _month_of_day(day: int) -> str:
    return f"{EPOCH + timedelta(days=day):%Y%m}"
