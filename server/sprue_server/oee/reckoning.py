"""How much of the time made good parts? The one OEE function of every screen: any period of any cells.

A period is [from, to): what happens at its end belongs to the next one, so periods add up. One that still goes
on ends now for who asks, or the time to come is unknown.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from sprue_server.oee.counting import Flagged, Made
from sprue_server.oee.facts import Facts, Job, Span
from sprue_server.oee.figures import NOTHING, PRODUCING, Key, Lost, Oee, added
from sprue_server.oee.timeline import Bad, Stretch, Timeline, timeline

Instant = TypeVar("Instant", Made, Bad)
NO_JOB, NO_CYCLE = "no_job", "no_standard_cycle"


def reckon(facts: Facts, from_us: int, to_us: int) -> Oee:
    """One cell in one period.

    Raises:
        ValueError: the period has no length.
    """
    return reckon_each(facts, [Span(from_us, to_us)])[0]


def reckon_each(facts: Facts, periods: Sequence[Span]) -> list[Oee]:
    """The same for each of several periods, which costs hardly more than one.

    Raises:
        ValueError: a period has no length.
    """
    if any(period.end_us <= period.start_us for period in periods):
        raise ValueError("a period ends after it begins; nothing was reckoned")
    if not periods:
        return []
    told = timeline(facts, Span(min(one.start_us for one in periods), max(one.end_us for one in periods)))
    return reckon_told(told, periods)


def reckon_told(told: Timeline, periods: Sequence[Span]) -> list[Oee]:
    """The same of a timeline that is there already and reaches over all of these periods."""
    return [_of(told, period) for period in periods]


def _of(told: Timeline, period: Span) -> Oee:
    first = bisect_right(told.stretches, period.start_us, key=lambda one: one.end_us)
    after = bisect_left(told.stretches, period.end_us, key=lambda one: one.start_us)
    stretches = [_clipped(one, period) for one in told.stretches[first:after]]
    made, bad = _during(told.made, period), _during(told.bad, period)
    return Oee(
        times=added(_times(stretches)),
        scrap=added((one.reason, _scrapped(one)) for one in bad),
        blocked=added(("blocked", _blocked(one)) for one in made).get("blocked", NOTHING),
        flags=added(_flags(told.flagged, period)),
        unrated=added(_unrated(stretches)),
        ideal_us=sum(one.shots * (_cycle(one.job) or 0.0) for one in made),
        pq=sum(one.shots * one.job.active for one in made if one.job),
        shots=sum(one.shots for one in made),
        readings=len(made),
        weight_g=sum(one.shots * one.job.active * (one.job.part_weight_g or 0) for one in made if one.job),
        scrap_g=sum(one.parts * (one.job.part_weight_g or 0) for one in bad if one.job),
    )


def _in(us: int, period: Span) -> bool:
    return period.start_us <= us < period.end_us


def _during(items: Sequence[Instant], period: Span) -> Sequence[Instant]:
    """Those of a period, of items in order of time."""
    first, after = (bisect_left(items, us, key=lambda one: one.at_us) for us in period)
    return items[first:after]


def _clipped(stretch: Stretch, period: Span) -> Stretch:
    return stretch._replace(
        start_us=max(stretch.start_us, period.start_us),
        end_us=min(stretch.end_us, period.end_us),
        fresh=stretch.fresh and _in(stretch.start_us, period),
    )


def _times(stretches: Iterable[Stretch]) -> Iterator[tuple[Key, Lost]]:
    """Time by category and reason, and the parts that the job of that time would have made."""
    for one in stretches:
        us = one.end_us - one.start_us
        pri = one.job.pri_us if one.job else None
        yield (one.category, one.reason), Lost(us, us / pri if pri else 0.0, int(one.fresh))


def _unrated(stretches: Iterable[Stretch]) -> Iterator[tuple[str, Lost]]:
    for one in stretches:
        if one.category in PRODUCING and _cycle(one.job) is None:
            yield NO_CYCLE if one.job else NO_JOB, Lost(one.end_us - one.start_us)


def _cycle(job: Job | None) -> float | None:
    return job.cycle_us if job else None


def _blocked(one: Made) -> Lost:
    """Parts that blocked cavities did not make, and the share of the shots' time that they stand for."""
    if not one.job:
        return NOTHING
    parts = one.shots * (one.job.cavities - one.job.active)
    return Lost(parts * (one.job.pri_us or 0.0), parts)


def _scrapped(one: Bad) -> Lost:
    return Lost(one.parts * ((one.job.pri_us if one.job else None) or 0.0), one.parts, 1)


def _flags(flagged: Iterable[Flagged], period: Span) -> Iterator[tuple[str, Lost]]:
    """How long within the period; counted where it began."""
    for key, start, end in flagged:
        us = min(end, period.end_us) - max(start, period.start_us)
        if us > 0 or _in(start, period):
            yield key, Lost(max(us, 0), 0.0, int(_in(start, period)))
