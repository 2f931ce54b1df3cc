"""Does a gauge still hold? Every part that is measured later is a test: did its interval hold, is it off?

It no longer holds when so few of the newest intervals hold that it comes by chance once in 2,000 looks, or when
readings lie off on one side by 4.5 standard errors and by a third of half an interval. On steady parts that
is a false alarm in some 18,000 measured parts (simulated, independent); where errors last from one
measured part to the next it comes sooner, and learning anew is then no loss.
"""

from collections.abc import Sequence
from math import comb, sqrt
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv, stdtrit

from sprue_server.gauge.interval import HELD

WINDOW = 40  # measured parts, the newest
NEEDS = 10  # of them; with fewer nothing is said
RARE = 0.0005
ERRORS = 4.5  # standard errors
SHARE = 1 / 3  # of half an interval
NORMAL_90 = 1.645  # half an interval in standard deviations
SURE = 0.95
Floats = NDArray[np.float64]


class Tested(NamedTuple):
    """A part that was measured after the gauge was learnt, and what the gauge had said of it."""

    measured_us: int
    measured: float
    predicted: float
    half: float


class Holding(NamedTuple):
    """`held` of `tests` intervals held the reading, with a 95 % interval of that share; mean error (`off`).

    `since_us`: from when on it no longer holds. Numbers are None without a test.
    """

    verdict: Literal["too_few", "holds", "coverage", "off"]
    tests: int
    held: int
    low: float | None
    high: float | None
    off: float | None
    off_low: float | None
    off_high: float | None
    since_us: int | None


UNTESTED = Holding("too_few", 0, 0, None, None, None, None, None, None)


def holding(tests: Sequence[Tested]) -> Holding:
    """Of tests in order of time; only those in experience, since elsewhere nothing was promised."""
    newest = tests[-WINDOW:]
    if not newest:
        return UNTESTED
    errors = np.array([one.measured - one.predicted for one in newest])
    half = np.array([one.half for one in newest])
    held = int((np.abs(errors) <= half).sum())
    verdict = _verdict(errors, half, held)
    since = newest[_changed(errors / half, verdict)].measured_us if verdict in {"coverage", "off"} else None
    low, high = _share(held, len(newest))
    off_low, off_high = _mean(errors)
    off = float(errors.mean())
    return Holding(verdict, len(newest), held, low, high, off, off_low, off_high, since)


def _verdict(errors: Floats, half: Floats, held: int) -> Literal["too_few", "holds", "coverage", "off"]:
    count = errors.size
    if count < NEEDS:
        return "too_few"
    if _so_few(held, count) < RARE:
        return "coverage"
    spreads = errors / half * NORMAL_90
    far = abs(float(spreads.mean())) * sqrt(count) > ERRORS
    return "off" if far and abs(float(errors.mean())) > SHARE * float(half.mean()) else "holds"


def _so_few(held: int, count: int) -> float:
    """How likely it is that no more intervals hold, if nine of ten do."""
    return sum(comb(count, k) * HELD**k * (1 - HELD) ** (count - k) for k in range(held + 1))


def _share(held: int, count: int) -> tuple[float, float]:
    """Clopper and Pearson, Biometrika 26, 1934."""
    out = (1 - SURE) / 2
    low = 0.0 if held == 0 else float(betaincinv(held, count - held + 1, out))
    return low, 1.0 if held == count else float(betaincinv(held + 1, count - held, 1 - out))


def _mean(errors: Floats) -> tuple[float | None, float | None]:
    """Where the mean error lies in 95 of 100 cases, if errors do not last from one part to the next."""
    if errors.size < 2:  # noqa: PLR2004  # one error has no spread
        return None, None
    wide = float(stdtrit(errors.size - 1, (1 + SURE) / 2) * errors.std(ddof=1)) / sqrt(errors.size)
    return float(errors.mean()) - wide, float(errors.mean()) + wide


def _changed(errors: Floats, verdict: str) -> int:
    """Where it most likely began: the last tests stand out most from what was promised. Errors in halves."""
    told = (np.abs(errors) > 1) - (1 - HELD) if verdict == "coverage" else np.clip(errors, -2, 2)
    sums = np.cumsum(told[::-1])[::-1]
    lengths = np.arange(errors.size, 0, -1)
    return int(np.argmax(np.abs(sums) / np.sqrt(lengths)))
