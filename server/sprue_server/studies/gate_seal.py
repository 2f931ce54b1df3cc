"""How long must hold pressure stay on until the gate is frozen?

Weight against hold time is taken as low, then rising, then level (least squares); sealed is where the level
begins, with the interval in which that fits nearly as well (profile likelihood, 2 sigma) and a quarter of a
step on either side, as fine as places were tried. Where that form does not fit the scatter of weighing, the
interval reaches to the first step from which on none is lighter than those after it (3 standard errors). To
set: a tenth over the seal, at least to the end of the interval.
"""

from collections.abc import Mapping, Sequence
from math import ceil
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sprue_contract.studies import Point
from sprue_server.study_reading import (
    Axis,
    Mark,
    Number,
    Plot,
    Reading,
    Said,
    Step,
    dots_of,
    error,
    gained,
    scatter,
    steps_of,
)

Floats = NDArray[np.float64]
NEEDS, LEVEL_STEPS = 6, 3
CERTAIN = 3.0  # standard errors: of 13 steps on a level one is called a rise once in 60 studies
RISES = 16.0  # of chi-square, which a level must fit worse by; once in 1,000 for the numbers that were sought
FINE = 4  # places tried between two steps
WORSE = 4.0  # of chi-square with one degree of freedom: 95 %
FITTED = 4  # numbers: where it rises from and to, both levels
OVER = 0.1  # over the seal, as moulders set it; the interval says more than their other rule, 1 s
FITS_S = 0.1  # nobody turns hold for less


class Fits(NamedTuple):
    """Low, then straight up to the level at `to_s`; `misfit`: chi-square. Arrays (n,) over what was tried."""

    to_s: Floats
    low_g: Floats
    level_g: Floats
    misfit: Floats


class Seal(NamedTuple):
    """When the gate is frozen, between which times surely, and what parts weigh then."""

    at_s: float
    low_s: float
    high_s: float
    level_g: float


def read(points: Sequence[Point], facts: Mapping[str, float]) -> Reading:
    """`hold_s`, `weight_g`; facts `hold_s`, `cycle_s`, `cavities`: as set now."""
    steps = steps_of(points, "hold_s", "weight_g")
    sigma = scatter(steps)
    plot = Plot("line", Axis("hold_s", "s"), Axis("weight_g", "g"), dots_of(steps, sigma))
    if len(steps) < NEEDS:
        return Reading(plot, cannot=Said("few_steps", {"steps": len(steps), "needs": NEEDS}))
    seal = seal_of(steps, sigma)
    if seal is None:
        return Reading(plot, cannot=Said("no_rise", {"shortest_s": steps[0].at}))
    if seal.high_s > steps[-LEVEL_STEPS].at:
        return Reading(plot, cannot=Said("still_rising", {"longest_s": steps[-1].at}))
    return _sealed(plot, steps, seal, facts)


def first_level(steps: Sequence[Step], sigma: float) -> int:
    """The first step from which on none is lighter than those after it; as many as there are, if none."""
    for place in range(len(steps) - 1):
        if not any(_lighter(steps, one, sigma) for one in range(place, len(steps) - 1)):
            return place
    return len(steps)


def _lighter(steps: Sequence[Step], place: int, sigma: float) -> bool:
    rest = [value for step in steps[place + 1 :] for value in step.values]
    below = sum(rest) / len(rest) - steps[place].mean
    return below > CERTAIN * error(sigma, len(steps[place].values), len(rest))


def seal_of(steps: Sequence[Step], sigma: float) -> Seal | None:
    """Where the level begins; None where there is no rise to it."""
    sigma = max(sigma, 1e-9 * steps[-1].mean)  # a scale that shows the same number for all parts
    fits = _fits(steps, sigma)
    rising = fits.level_g > fits.low_g
    if not rising.any():
        return None
    misfit = np.where(rising, fits.misfit, np.inf)
    best, free = int(misfit.argmin()), len(steps) - FITTED
    if _misfit_of_level(steps, sigma) - misfit[best] < RISES:
        return None
    near = fits.to_s[misfit <= misfit[best] + WORSE * max(1.0, float(misfit[best]) / free)]
    fine_s = (steps[-1].at - steps[0].at) / (len(steps) - 1) / FINE  # nothing lies surer than it was tried
    low_s, high_s = float(near.min()) - fine_s, float(near.max()) + fine_s
    seal = Seal(float(fits.to_s[best]), max(low_s, 0.0), high_s, float(fits.level_g[best]))
    if misfit[best] <= free + CERTAIN * (2 * free) ** 0.5:
        return seal
    first_s = steps[min(first_level(steps, sigma), len(steps) - 1)].at
    return seal._replace(at_s=max(seal.at_s, first_s), high_s=max(seal.high_s, first_s))


def _misfit_of_level(steps: Sequence[Step], sigma: float) -> float:
    values = [value for step in steps for value in step.values]
    mean = sum(values) / len(values)
    return sum(len(step.values) * (step.mean - mean) ** 2 for step in steps) / sigma**2


def _fits(steps: Sequence[Step], sigma: float) -> Fits:
    """Both levels by weighted least squares, for each place where the weight may begin and end to rise."""
    at, means = (np.array(one) for one in zip(*((step.at, step.mean) for step in steps), strict=True))
    weights = np.array([len(step.values) for step in steps]) / sigma**2
    places = np.interp(np.arange(FINE * (len(at) - 1)) / FINE, np.arange(len(at)), at)
    first, last = np.triu_indices(len(places), 1)
    begin, end = places[first], places[last]
    shares = np.clip((at - begin[:, None]) / (end - begin)[:, None], 0.0, 1.0)
    share, mean = shares @ weights / weights.sum(), float(means @ weights / weights.sum())
    off = shares - share[:, None]
    spread = off**2 @ weights
    rise = off @ (weights * (means - mean)) / np.where(spread > 0, spread, np.inf)
    misfit = (means - mean - rise[:, None] * off) ** 2 @ weights
    low = mean - rise * share
    return Fits(end, low, low + rise, misfit)


def to_set_s(seal: Seal) -> float:
    """Hold time to set, in tenths."""
    return ceil(round(10 * max(seal.at_s * (1 + OVER), seal.high_s), 3)) / 10


def _sealed(plot: Plot, steps: Sequence[Step], seal: Seal, facts: Mapping[str, float]) -> Reading:
    to_set = to_set_s(seal)
    lost_pct = 100 * (1 - steps[0].mean / seal.level_g)
    interval = {"sealed_s": seal.at_s, "low_s": seal.low_s, "high_s": seal.high_s}
    return Reading(
        plot=plot._replace(marks=_marks(seal, to_set, facts.get("hold_s"))),
        numbers=(
            Number("sealed_s", seal.at_s, "s", seal.low_s, seal.high_s),
            Number("to_set_s", to_set, "s"),
            Number("level_g", seal.level_g, "g"),
            Number("lost_pct", lost_pct, "%"),
        ),
        says=(Said("sealed", interval),),
        advises=_against(to_set, seal, facts),
    )


def _marks(seal: Seal, to_set: float, now_s: float | None) -> tuple[Mark, ...]:
    found = (Mark("sealed", seal.low_s, seal.high_s), Mark("to_set", to_set, to_set))
    return found if now_s is None else (*found, Mark("now", now_s, now_s))


def _against(to_set: float, seal: Seal, facts: Mapping[str, float]) -> tuple[Said, ...]:
    """Compared with what is set now, as far as that is known."""
    now_s = facts.get("hold_s")
    if now_s is None:
        return (Said("set", {"to_set_s": to_set}),)
    told = {"now_s": now_s, "to_set_s": to_set, "sealed_s": seal.at_s}
    if now_s < seal.low_s:
        return (Said("too_short", told),)
    if now_s < to_set - FITS_S:
        return (Said("near", told),)
    saved_s = now_s - to_set
    if saved_s < FITS_S:
        return (Said("fits", told),)
    return (Said("too_long", told | {"saved_s": saved_s}), *gained(facts, saved_s))
