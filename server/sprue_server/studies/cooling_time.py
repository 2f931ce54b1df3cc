"""How short may cooling be before parts come out warped or out of size?

Short enough is the shortest cooling time at which, and at every longer one, no part was rejected by eye and
the mean of the dimension keeps three sigmas from both ends of its tolerance, where that is known. Where the
cycle no longer gets shorter, the screw's recovery takes the time, and shorter cooling gains nothing.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from sprue_contract.studies import GOOD, OFF_SIZE, Point
from sprue_server.study_reading import (
    Axis,
    Dot,
    Mark,
    Number,
    Plot,
    Reading,
    Said,
    Step,
    dots_of,
    gained,
    scatter,
    steps_of,
)

NEEDS = 4
SIGMAS = 3.0
SHORTER = 0.2  # of what cooling was cut by: so much shorter, at least, must the cycle get
FITS = 0.2  # s


class _Time(NamedTuple):
    """One cooling time: its dimension, its cycle, what was wrong."""

    size: Step
    cycle_s: float
    wrong: str

    @property
    def cooling_s(self) -> float:
        return self.size.at


def read(points: Sequence[Point], facts: Mapping[str, float]) -> Reading:
    """Columns `cooling_s`, `cycle_s`, `size_mm`, `seen`; facts: as set now, and the dimension's tolerance."""
    sizes = steps_of(points, "cooling_s", "size_mm")
    sigma = scatter(sizes)
    times = _times(points, sizes, sigma, facts)
    plot = Plot("line", Axis("cooling_s", "s"), Axis("size_mm", "mm"), _dots(times, sigma))
    if len(times) < NEEDS:
        return Reading(plot, cannot=Said("few_times", {"times": len(times), "needs": NEEDS}))
    if times[-1].wrong != GOOD:
        return Reading(
            plot, cannot=Said("none_good", {"spoils": times[-1].wrong, "longest_s": times[-1].cooling_s})
        )
    short = shortest_good(times)
    gains = shortest_that_gains(times)
    return _read(plot, times, max(short, gains), facts)


def _times(
    points: Sequence[Point], sizes: Sequence[Step], sigma: float, facts: Mapping[str, float]
) -> list[_Time]:
    cycles = {step.at: step.mean for step in steps_of(points, "cooling_s", "cycle_s")}
    bad: dict[float, list[str]] = {}
    for point in points:
        bad.setdefault(float(point["cooling_s"]), []).extend([str(point["seen"])] * (point["seen"] != GOOD))
    return [_Time(size, cycles[size.at], _wrong(bad[size.at], size, sigma, facts)) for size in sizes]


def _wrong(bad: Sequence[str], size: Step, sigma: float, facts: Mapping[str, float]) -> str:
    if bad:
        return max(set(bad), key=bad.count)
    nominal, tolerance = facts.get("nominal_mm"), facts.get("tolerance_mm")
    if nominal is None or tolerance is None:
        return GOOD
    return GOOD if abs(size.mean - nominal) + SIGMAS * sigma <= tolerance else OFF_SIZE


def _dots(times: Sequence[_Time], sigma: float) -> tuple[Dot, ...]:
    dots = dots_of([one.size for one in times], sigma)
    return tuple(dot._replace(word=one.wrong) for dot, one in zip(dots, times, strict=True))


def shortest_good(times: Sequence[_Time]) -> int:
    """The first from which on everything is good."""
    bad = [place for place, one in enumerate(times) if one.wrong != GOOD]
    return bad[-1] + 1 if bad else 0


def shortest_that_gains(times: Sequence[_Time]) -> int:
    """The first after which longer cooling makes the cycle longer: below it the screw takes the time."""
    for place, (one, after) in enumerate(pairwise(times)):
        if after.cycle_s - one.cycle_s > SHORTER * (after.cooling_s - one.cooling_s):
            return place
    return len(times) - 1


def _read(plot: Plot, times: Sequence[_Time], place: int, facts: Mapping[str, float]) -> Reading:
    chosen, short, screw = times[place], shortest_good(times), shortest_that_gains(times)
    before = times[place - 1].cooling_s if place else None
    numbers = [Number("short_s", chosen.cooling_s, "s", before, chosen.cooling_s if place else None)]
    numbers.append(Number("cycle_s", chosen.cycle_s, "s"))
    if short > screw:
        bad = times[short - 1]
        found = Said("spoils", {"at_s": bad.cooling_s, "spoils": bad.wrong})
    elif screw:
        found = Said("screw", {"at_s": chosen.cooling_s, "cycle_s": chosen.cycle_s})
    else:
        found = Said("open", {"at_s": chosen.cooling_s})
    now = facts.get("cooling_s")
    marks = (Mark("short", chosen.cooling_s, times[-1].cooling_s),)
    return Reading(
        plot=plot._replace(marks=marks if now is None else (*marks, Mark("now", now, now))),
        numbers=tuple(numbers),
        says=(found,),
        advises=(
            Said("short", {"short_s": chosen.cooling_s, "cycle_s": chosen.cycle_s}),
            *_against(chosen, facts),
        ),
    )


def _against(chosen: _Time, facts: Mapping[str, float]) -> list[Said]:
    now, cycle_s = facts.get("cooling_s"), facts.get("cycle_s")
    if now is None:
        return []
    told = {"now_s": now, "short_s": chosen.cooling_s}
    if now < chosen.cooling_s - FITS:
        return [Said("too_short", told)]
    saved = (cycle_s if cycle_s is not None else chosen.cycle_s + now - chosen.cooling_s) - chosen.cycle_s
    if saved < FITS:
        return [Said("fits", told)]
    return [Said("too_long", told | {"saved_s": saved}), *gained(facts, saved)]
