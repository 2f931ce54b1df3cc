"""Energy and parts of the same time: windows of one length, each with its kWh, shots, parts and kilograms.

A window counts only when the meter was read all through it and everything made in it was counted; how many do
not, and why, is told. Shots and parts count when they end, so a window may have one more or one less than its
share; kilograms flow (flow.py).
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sprue_server.energy.flow import flow
from sprue_server.energy.meter import Meter
from sprue_server.oee.facts import Facts, Job, Span
from sprue_server.oee.figures import Figure, Oee
from sprue_server.oee.reckoning import reckon_told
from sprue_server.oee.timeline import Timeline

QUARTER_US, HOUR_US = 900_000_000, 3_600_000_000
LONG_US = 2 * 86_400_000_000  # from here on windows are hours
WHOLE = 0.995  # of a window in which the meter was read
DARK = 0.02  # of a window in which nobody told what the machine did


class Window(NamedTuple):
    """Energy of a stretch of time and what was made in it. None: not known.

    `kg`: of parts, good and bad, as they leave the mould, without runner. `mould`: None where it changed.
    """

    start_us: int
    end_us: int
    kwh: float
    shots: int
    parts: int
    good: int | None
    kg: float | None
    mould: str | None
    running_us: float

    @property
    def hours(self) -> float:
        """Its length."""
        return (self.end_us - self.start_us) / HOUR_US


@dataclass(frozen=True)
class Windows:
    """Those that count, oldest first, and how many do not by the reason."""

    counted: tuple[Window, ...]
    left_out: dict[str, int]

    @property
    def kwh(self) -> float:
        """All energy that was measured together with parts."""
        return sum(one.kwh for one in self.counted)

    @property
    def per_shot(self) -> Figure:
        """KWh per shot."""
        return self._per(sum(one.shots for one in self.counted), "no_shots")

    @property
    def per_kg(self) -> Figure:
        """KWh per kilogram of parts, good and bad."""
        if any(one.kg is None for one in self.counted):
            return Figure(None, "no_weight")
        return self._per(sum(one.kg or 0.0 for one in self.counted), "no_parts")

    @property
    def per_good(self) -> Figure:
        """KWh per good part: bad ones and standing are paid for by the good ones."""
        if any(one.good is None for one in self.counted):
            return Figure(None, "no_good_count")
        return self._per(sum(one.good or 0 for one in self.counted), "no_good_parts")

    def _per(self, amount: float, why: str) -> Figure:
        if not self.counted:
            return Figure(None, max(self.left_out, key=lambda one: self.left_out[one], default="no_meter"))
        return Figure(self.kwh / amount) if amount > 0 else Figure(None, why)


def spans_of(period: Span) -> list[Span]:
    """Whole windows of a period: quarters of an hour, of more than two days hours."""
    size = HOUR_US if period.end_us - period.start_us > LONG_US else QUARTER_US
    first = -(-period.start_us // size) * size
    return [Span(start, start + size) for start in range(first, period.end_us - size + 1, size)]


def windows(facts: Facts, told: Timeline, meter: Meter, spans: Sequence[Span]) -> Windows:
    """What each of these windows took and made; `told` is the timeline of the facts."""
    judged, made = bool(facts.goods_us or facts.scraps), flow(facts, told)
    counted: list[Window] = []
    left_out: dict[str, int] = {}
    for span, oee in zip(spans, reckon_told(told, spans), strict=True):
        found = "no_counter" if oee.apt_us > 0 and not made.counted(*span) else _window(told, oee, meter, span)
        if isinstance(found, str):
            left_out[found] = left_out.get(found, 0) + 1
            continue
        known = found.kg is not None
        kg, good = made.kg(*span) if known else None, found.good if judged else None
        counted.append(found._replace(kg=kg, good=good))
    return Windows(tuple(counted), left_out)


def _window(told: Timeline, oee: Oee, meter: Meter, span: Span) -> Window | str:
    """A window, or why it does not count."""
    length = span.end_us - span.start_us
    measured = meter.between(*span)
    if measured.us < WHOLE * length:
        return _trouble(meter, span)
    if oee.spent_us("unknown") > DARK * length:
        return "states_missing"
    jobs = _jobs(told, span)
    weighed = not oee.shots or all(job is not None and job.part_weight_g is not None for job in jobs)
    moulds = {job.mould if job else None for job in jobs}
    return Window(
        *span,
        kwh=measured.kwh,
        shots=oee.shots,
        parts=oee.pq,
        good=oee.gq,
        kg=oee.weight_g / 1000 if weighed else None,
        mould=next(iter(moulds)) if len(moulds) == 1 else None,
        running_us=oee.apt_us,
    )


def _jobs(told: Timeline, span: Span) -> set[Job | None]:
    """Jobs of what was made in it; where nothing was, the job at its end."""
    first, after = (bisect_left(told.made, us, key=lambda one: one.at_us) for us in span)
    made = {one.job for one in told.made[first:after] if one.shots}
    if made:
        return made
    last = bisect_left(told.stretches, span.end_us, key=lambda one: one.end_us)
    return {one.job for one in told.stretches[last : last + 1]}


def _trouble(meter: Meter, span: Span) -> str:
    """The first thing that was wrong with the meter in this window."""
    troubles = (one for one in meter.troubles if one.start_us < span.end_us and one.end_us > span.start_us)
    found = next(troubles, None)
    return f"meter_{found.key}" if found else "no_meter"
