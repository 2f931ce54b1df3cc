"""Each moment of a cell in exactly one category, each shot and each bad part at its moment and with its job.

At a moment the first of these counts: it runs; its standstill is planned; no work is planned; nobody has told
what it does (unknown, never production); it stands between the last good part of a job and the first good part
of the next (changeover); a stop is told; it is set up, stands without a reason, or could produce (idle).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from sprue_server.oee.counting import Flagged, Made, Names, made
from sprue_server.oee.facts import (
    NO_REASON,
    RUNNING,
    STATES,
    Downtime,
    Facts,
    Interval,
    Job,
    Scrap,
    Span,
    State,
    Stop,
)
from sprue_server.oee.layers import Laid, Layer, lay

Category = Literal[
    "not_planned", "planned_downtime", "changeover", "stop", "idle", "unknown", "start_up", "production"
]
JITTER_US = 5_000_000  # states are told once a second, alarms at once
RUNS_OUT_US = 300_000_000  # a shot or two that began before the order changed
JITTERY = {"stopped_while_running", "stop_without_reason", "overlapping_states"}
CHANGEOVER, SET_UP = "changeover", "set_up"


class Stretch(NamedTuple):
    """Time of one category, reason and job. `fresh`: category and reason begin here."""

    start_us: int
    end_us: int
    category: Category
    reason: str | None
    job: Job | None
    fresh: bool


class Bad(NamedTuple):
    """Bad parts of a job."""

    at_us: int
    parts: int
    reason: str
    job: Job | None


@dataclass(frozen=True)
class Timeline:
    """A cell's facts, laid flat. Stretches follow each other without gap."""

    stretches: tuple[Stretch, ...]
    made: tuple[Made, ...]
    bad: tuple[Bad, ...]
    flagged: tuple[Flagged, ...]


class _Layers(NamedTuple):
    states: Layer[State]
    stops: Layer[Stop]
    jobs: Layer[Job]
    planned: Layer[bool] | None
    downtimes: Layer[Downtime]
    changeovers: Layer[bool]

    def cuts(self) -> set[int]:
        return {us for layer in self if layer is not None for us in layer.cuts()}


def timeline(facts: Facts, asked: Span) -> Timeline:
    """All that a cell's facts say, at least of the time that is asked for; outside of them all is unknown."""
    layers, flagged = _laid(facts)
    stretches = _stretches(layers, _reach(facts, asked))
    names = Names(facts.jobs, layers.jobs)
    shots, strange = made(facts.readings, names)
    bad, lost = _bad(facts.scraps, names)
    odd = [one for stretch in stretches for one in _odd(layers, stretch)]
    return Timeline(tuple(stretches), tuple(shots), tuple(bad), (*flagged, *_joined(odd), *strange, *lost))


def _reach(facts: Facts, asked: Span) -> Span:
    """Also what lies around: what had begun before a period did not begin in it."""
    every = [asked, *map(_span, facts.states), *map(_span, facts.stops)]
    return Span(min(one.start_us for one in every) - 1, max(one.end_us for one in every))


def _stretches(layers: _Layers, reach: Span) -> list[Stretch]:
    cuts = sorted({*reach} | {us for us in layers.cuts() if reach.start_us < us < reach.end_us})
    found: list[Stretch] = []
    for start, end in pairwise(cuts):
        category, reason = _category(layers, start)
        found.append(Stretch(start, end, category, reason, layers.jobs.at(start), fresh=False))
    last = len(found) - 1
    told = [_reasoned(found[max(at - 1, 0)], one, found[min(at + 1, last)]) for at, one in enumerate(found)]
    begins = [False, *(now[2:4] != before[2:4] for before, now in pairwise(told))]
    return [stretch._replace(fresh=fresh) for stretch, fresh in zip(told, begins, strict=True)]


def _reasoned(before: Stretch, one: Stretch, after: Stretch) -> Stretch:
    """A moment without reason beside a stop that has one is of that stop: clocks of mode and alarm differ."""
    if (one.category, one.reason) != ("stop", NO_REASON) or one.end_us - one.start_us > JITTER_US:
        return one
    told = [near.reason for near in (before, after) if near.category == "stop" and near.reason != NO_REASON]
    return one._replace(reason=told[0]) if told else one


def _joined(flagged: Iterable[Flagged]) -> list[Flagged]:
    """What goes on from stretch to stretch is told once, and what clocks that differ make of it is not."""
    last: dict[str, Flagged] = {}
    found = []
    for one in flagged:
        before = last.get(one.key)
        if before and before.end_us == one.start_us:
            last[one.key] = Flagged(one.key, before.start_us, one.end_us)
            continue
        found += [before] if before else []
        last[one.key] = one
    every = [*found, *last.values()]
    return [one for one in every if one.key not in JITTERY or one.end_us - one.start_us > JITTER_US]


def _laid(facts: Facts) -> tuple[_Layers, list[Flagged]]:
    states, torn = lay(
        Laid(one.start_us, one.end_us, (one.start_us, STATES.index(one.state)), one.state)
        for one in facts.states
    )
    stops, doubled = _stops(facts.stops)
    jobs, crowded = lay(Laid(job.start_us, job.end_us, (job.start_us, job.name), job) for job in facts.jobs)
    downtimes, _ = lay(
        Laid(one.start_us, one.end_us, (one.start_us, one.reason), one) for one in facts.downtimes
    )
    planned = None if facts.planned is None else _spans(facts.planned)
    changeovers = _spans(_changeovers(facts.goods_us, states, jobs))
    spans = {"overlapping_states": torn, "overlapping_stops": doubled, "overlapping_jobs": crowded}
    flagged = [Flagged(key, *span) for key, found in spans.items() for span in found]
    told = [*map(_span, facts.states), *map(_span, facts.stops), *map(_span, facts.downtimes)]
    empty = {span for span in told if span.end_us <= span.start_us}
    flagged += [Flagged("reversed_interval", span.start_us, span.start_us) for span in sorted(empty)]
    return _Layers(states, stops, jobs, planned, downtimes, changeovers), _joined(flagged)


def _span(one: Interval | Stop | Downtime) -> Span:
    return Span(one.start_us, one.end_us)


def _spans(spans: Iterable[Span]) -> Layer[bool]:
    return lay(Laid(span.start_us, span.end_us, (), True) for span in spans)[0]  # noqa: FBT003  # it holds


def _stops(stops: Iterable[Stop]) -> tuple[Layer[Stop], list[Span]]:
    """What counts, and where the same witness tells two stops at once."""
    laid = [
        Laid(one.start_us, one.end_us, (one.by == "operator", one.start_us, one.reason), one) for one in stops
    ]
    crowded = [lay(one for one in laid if one.value.by == by)[1] for by in ("operator", "machine")]
    return lay(laid)[0], [span for found in crowded for span in found]


def _changeovers(goods_us: Iterable[int], states: Layer[State], jobs: Layer[Job]) -> list[Span]:
    """From the last good part of a job to the first good part of the next."""
    goods = sorted(set(goods_us))
    runs = [Span(part.start_us, part.end_us) for part in states.parts if part.value == "production"]
    ends, begins = goods or [run.end_us for run in runs], goods or [run.start_us for run in runs]
    found = []
    for before, now in pairwise(jobs.parts):
        turn = _turn(runs, now.start_us)
        if before.value.name == now.value.name or turn is None:
            continue
        last = bisect_right(ends, turn) - 1
        first = bisect_right(begins, turn) if goods else bisect_left(begins, turn)
        if last >= 0 and first < len(begins):
            found.append(Span(ends[last], begins[first]))
    return found


def _turn(runs: Sequence[Span], us: int) -> int | None:
    """When the old order ran out, at a moment when the new one begins; None: it goes on without a stop."""
    place = bisect_right(runs, us, key=lambda run: run.start_us) - 1
    end = runs[place].end_us if place >= 0 else us
    if end > us + RUNS_OUT_US:
        return None
    return max(end, us)


def _category(layers: _Layers, us: int) -> tuple[Category, str | None]:
    state, stop = layers.states.at(us), layers.stops.at(us)
    if state == "production" or state == "start_up":  # noqa: PLR1714  # so that types follow
        return state, None
    if downtime := layers.downtimes.at(us):
        return "planned_downtime", downtime.reason
    if layers.planned is not None and not layers.planned.at(us):
        return "not_planned", None
    if state is None and stop is None:
        return "unknown", None
    if layers.changeovers.at(us) and layers.jobs.at(us):  # between orders nothing is changed over
        return "changeover", CHANGEOVER
    return _standing(stop, state)


def _standing(stop: Stop | None, state: State | None) -> tuple[Category, str | None]:
    if stop:
        return "stop", stop.reason
    if state == "set_up":
        return "changeover", SET_UP
    return ("idle", None) if state == "idle" else ("stop", NO_REASON)


def _odd(layers: _Layers, stretch: Stretch) -> list[Flagged]:
    """Contradictions of this stretch, and what nobody has told."""
    start, running = stretch.start_us, stretch.category in RUNNING
    unplanned = layers.planned is not None and not layers.planned.at(start)
    found = {
        "stopped_while_running": running and layers.stops.at(start) is not None,
        "running_outside_plan": running and (unplanned or layers.downtimes.at(start) is not None),
        "states_missing": stretch.category == "unknown",
        "stop_without_reason": stretch.category == "stop" and stretch.reason == NO_REASON,
    }
    return [Flagged(key, start, stretch.end_us) for key, holds in found.items() if holds]


def _bad(scraps: Iterable[Scrap], names: Names) -> tuple[list[Bad], list[Flagged]]:
    told = sorted(set(scraps), key=lambda scrap: (scrap.at_us, scrap.reason, scrap.parts, scrap.job or ""))
    bad = [Bad(one.at_us, one.parts, one.reason, names.of(one.job, one.at_us)) for one in told]
    return bad, [Flagged("scrap_without_job", one.at_us, one.at_us) for one in bad if one.job is None]
