"""Does a gauge still hold? Every part that is measured later is a test: did its interval hold, is it off?

It no longer holds when so few of the newest intervals hold that it comes by chance once in 2,000 looks, or when
readings lie off on one side by 4.5 standard errors and by a third of half an interval. On steady parts that is
a false alarm in some 7,000 measured parts (simulated). Where errors last, as those of one setting do, so many
parts are worth fewer: how long they last is known from the parts that taught.
"""

from collections.abc import Sequence
from math import ceil, sqrt
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, betaincinv, stdtrit

from sprue_server.gauge.interval import HELD

WINDOW = 40  # measured parts, the newest
NEEDS = 10  # of them; with fewer nothing is said
RARE = 0.0005
ERRORS = 4.5  # standard errors
SHARE = 1 / 3  # of half an interval
NORMAL_90 = 1.645  # half an interval in standard deviations
SURE = 0.95
MOST_LASTING = 0.8
Verdict = Literal["too_few", "holds", "coverage", "off"]
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

    verdict: Verdict
    tests: int
    held: int
    low: float | None
    high: float | None
    off: float | None
    off_low: float | None
    off_high: float | None
    since_us: int | None


UNTESTED = Holding("too_few", 0, 0, None, None, None, None, None, None)


def lasting(errors: Sequence[float] | Floats) -> float:
    """How much of an error is that of the part before: lag-1 correlation, of errors in order of time."""
    told = np.asarray(errors, np.float64)
    if told.size < NEEDS or float(told.std()) == 0:
        return 0.0
    told = told - told.mean()
    return float(np.clip((told[1:] * told[:-1]).mean() / (told**2).mean(), 0.0, MOST_LASTING))


def worth(lasts: float) -> float:
    """How many tests one test is worth whose error is partly that of the one before (Bartlett 1935)."""
    return (1 - lasts) / (1 + lasts)


def needed(lasts: float) -> int:
    """Measured parts before anything is said."""
    return ceil(NEEDS / worth(lasts))


def holding(tests: Sequence[Tested], lasts: float = 0.0) -> Holding:
    """Of tests in order of time; only those in experience, since elsewhere nothing was promised."""
    newest = tests[-ceil(WINDOW / worth(lasts)) :]
    if not newest:
        return UNTESTED
    errors = np.array([one.measured - one.predicted for one in newest])
    half = np.array([one.half for one in newest])
    held, count = int((np.abs(errors) <= half).sum()), len(newest) * worth(lasts)
    verdict = _verdict(errors, half, lasts)
    since = newest[_changed(errors / half, verdict)].measured_us if verdict in {"coverage", "off"} else None
    low, high = _share(count * held / len(newest), count)
    off, apart = float(errors.mean()), _mean(errors, count)
    return Holding(verdict, len(newest), held, low, high, off, *apart, since)


def _verdict(errors: Floats, half: Floats, lasts: float) -> Verdict:
    """Of the newest few, more, and all: a large change is seen soon, a small one in the end."""
    if errors.size < needed(lasts):
        return "too_few"
    spans = [needed(lasts), 2 * needed(lasts), errors.size]
    told = [_of(errors[-span:], half[-span:], min(span, errors.size) * worth(lasts)) for span in spans]
    return next((one for one in told if one != "holds"), "holds")


def _of(errors: Floats, half: Floats, count: float) -> Verdict:
    if _so_few(count * float((np.abs(errors) <= half).mean()), count) < RARE:
        return "coverage"
    spreads = errors / half * NORMAL_90
    far = abs(float(spreads.mean())) * sqrt(count) > ERRORS
    return "off" if far and abs(float(errors.mean())) > SHARE * float(half.mean()) else "holds"


def _so_few(held: float, count: float) -> float:
    """How likely it is that no more intervals hold, if nine of ten do: a binomial sum, for any real count."""
    return float(betainc(count - held, held + 1, 1 - HELD)) if held < count else 1.0


def _share(held: float, count: float) -> tuple[float, float]:
    """Clopper and Pearson, Biometrika 26, 1934."""
    out = (1 - SURE) / 2
    low = 0.0 if held <= 0 else float(betaincinv(held, count - held + 1, out))
    return low, 1.0 if held >= count else float(betaincinv(held + 1, count - held, 1 - out))


def _mean(errors: Floats, count: float) -> tuple[float | None, float | None]:
    """Where the mean error lies in 95 of 100 cases."""
    if count < 2:  # noqa: PLR2004  # one error has no spread
        return None, None
    wide = float(stdtrit(count - 1, (1 + SURE) / 2) * errors.std(ddof=1)) / sqrt(count)
    return float(errors.mean()) - wide, float(errors.mean()) + wide


def _changed(errors: Floats, verdict: str) -> int:
    """Where it most likely began: the last tests stand out most from what was promised. Errors in halves."""
    told = (np.abs(errors) > 1) - (1 - HELD) if verdict == "coverage" else np.clip(errors, -2, 2)
    sums = np.cumsum(told[::-1])[::-1]
    lengths = np.arange(errors.size, 0, -1)
    return int(np.argmax(np.abs(sums) / np.sqrt(lengths)))
