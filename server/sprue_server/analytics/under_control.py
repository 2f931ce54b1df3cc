"""Is this quantity under control?

A control chart of single values of the newest stretch of one job and setting: limits from its first good shots,
then every shot is held against them. An alarm comes once in 60,000 shots by chance, a mark once in 1,000.
"""

from collections.abc import Sequence

from sprue_server.findings import CAVITY, Finding, ShotFacts
from sprue_server.spc.control import QUIET, Shots, Stretch, control, shots_of
from sprue_server.spc.learning import NEEDS
from sprue_server.spc.panel import Mark

NOW = 5  # points; a mark that is older is over
PULSE, SENSOR = ("cycle_time_s",), "cavity_"


def level_of(quantity: str) -> str:
    """What it takes to know it: A pulse, B values of the control, D a sensor in the cavity, or a gauge."""
    if quantity.endswith(("_mm", "_g")):
        return "part"
    return "A" if quantity in PULSE else "D" if quantity.startswith(SENSOR) else "B"


def analyse(shots: Sequence[ShotFacts], quantity: str = CAVITY) -> list[Finding] | None:
    """What the newest stretch says; None where the quantity was never measured."""
    ordered, told = shots_of(shots, quantity)
    if not any(shot.values.get(quantity) is not None for shot in ordered):
        return None
    return explain(quantity, ordered, told, control("individuals", told)[-1])


def explain(quantity: str, ordered: Sequence[ShotFacts], told: Shots, newest: Stretch) -> list[Finding]:
    """Findings of a stretch that is drawn: the state first, then what makes it doubtful."""
    about: dict[str, float | str | None] = {"quantity": quantity, "level": level_of(quantity)}
    if newest.learnt is None:
        gathered = int((~told.aside[newest.shots].any(axis=1)).sum())
        return [_untaught(newest, {**about, "shots": gathered, "needs": NEEDS})]
    judged = len(newest.shots) - newest.reference
    found = _state(ordered, newest, {**about, "shots": judged, "taught": newest.learnt.count})
    return [found] if newest.learnt.steady else [found, Finding("unsteady", about)]


def _untaught(newest: Stretch, numbers: dict[str, float | str | None]) -> Finding:
    if newest.reason == "no_spread":
        return Finding("no_spread", numbers)
    return Finding("too_few", numbers)


def _state(ordered: Sequence[ShotFacts], newest: Stretch, numbers: dict[str, float | str | None]) -> Finding:
    mark = strongest(newest)
    if mark is None:
        return Finding("in_control", numbers) if numbers["shots"] else Finding("learning", numbers)
    points = since(mark, _marks(newest))
    first = ordered[newest.shots[points[0]][0]]
    evidence = {**numbers, "rule": mark.rule, "count": len(points)}
    evidence |= {"since_us": first.measured_us, "since_shot": first.id}
    lasts = bool(_speaking(newest))
    if mark.level == "alarm":
        return Finding("alarm_now", evidence) if lasts else Finding("alarm_over", evidence)
    return Finding("mark_now", evidence) if lasts else Finding("mark_over", evidence)


def _marks(stretch: Stretch) -> list[Mark]:
    return [mark for panel in stretch.panels for mark in panel.marks]


def _speaking(stretch: Stretch) -> list[Mark]:
    """What a rule says of the newest points, or an alarm of the last ones before a person is called again."""
    last = len(stretch.shots) - 1
    reach = {"mark": NOW, "alarm": QUIET}
    return [mark for mark in _marks(stretch) if last - mark.points[-1] < reach[mark.level]]


def strongest(stretch: Stretch) -> Mark | None:
    """Of the alarms, or else the marks, the one that spoke last; of these the one that began first."""
    marks = _marks(stretch)
    alarms = [mark for mark in marks if mark.level == "alarm"]
    return max(alarms or _speaking(stretch) or marks, key=_when, default=None)


def since(mark: Mark, marks: Sequence[Mark]) -> list[int]:
    """Points of a mark and of those that lead to it without a pause: since when it has been so."""
    points = set(mark.points)
    for one in sorted(marks, key=lambda one: -one.points[-1]):
        if one.points[-1] >= min(points) - NOW:
            points |= set(one.points)
    return sorted(points)


def _when(mark: Mark) -> tuple[int, bool, int]:
    """A moving range is wide once more after the shot that made it so; of the two the shot itself is told."""
    ranges = mark.rule == "range_beyond"
    return mark.points[-1] - ranges, not ranges, -mark.points[0]
