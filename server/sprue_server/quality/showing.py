"""Control charts as the API shows them: lists of numbers, null for nothing; marks with their shots."""

from collections.abc import Sequence
from math import floor, isnan, log10

import numpy as np
from numpy.typing import NDArray

from sprue_contract.quantities import QUANTITIES
from sprue_server.analytics import under_control
from sprue_server.findings import ShotFacts
from sprue_server.quality.drawing import Asked, Drawn, draw
from sprue_server.quality.memory import Memory
from sprue_server.quality.shots import Series
from sprue_server.quality_views import (
    ChartName,
    ControlChart,
    ControlMark,
    ControlPanel,
    ControlPoint,
    ControlStretch,
    Kind,
    LimitsView,
)
from sprue_server.shots import finding_views
from sprue_server.spc.control import Shots
from sprue_server.spc.learning import NEEDS
from sprue_server.spc.panel import MARK_EVERY, Panel
from sprue_server.store.reader import Reader

Floats = NDArray[np.float64]
LINES = ("centre", "lower", "upper", "alarm_lower", "alarm_upper")
PANELS: dict[ChartName, tuple[str, ...]] = {
    "individuals": ("individuals", "moving_range"),
    "xbar_r": ("means", "ranges"),
    "ewma": ("ewma",),
    "cusum": ("cusum_up", "cusum_down"),
}
VALUES = {"individuals", "means"}  # panels that show values, with or without limits
SIGMAS = {"cusum_up", "cusum_down"}  # panels without a unit: they count standard deviations
LEARNT = ("basis", "centre", "sigma", "phi", "count", "trimmed", "steady")
FINER = 2  # decimals beyond the sensor's own, for means and limits


def chart(reader: Reader, memory: Memory, asked: Asked, shown: Series) -> ControlChart:
    """The chart of shots, of which there is at least one."""
    quantity, name = asked.question.quantity, asked.chart
    ordered, told, drawn = draw(reader, memory, asked, shown)
    begins = np.cumsum([0, *(len(one.stretch.shots) for one in drawn)]).tolist()
    return ControlChart(
        cell=asked.question.cell,
        quantity=quantity,
        unit=unit_of(quantity),
        part=shown.part,
        chart=name,
        size=asked.question.size,
        origin=shown.origin,
        shots=len(ordered),
        points=[point for one in drawn for point in _points(one, shown, ordered, told)],
        panels=[_panel(panel, quantity, drawn, told) for panel in PANELS[name]],
        marks=[mark for one, at in zip(drawn, begins, strict=False) for mark in _marks(one, at, ordered)],
        stretches=[_stretch(one, at, shown, (ordered, told)) for one, at in zip(drawn, begins, strict=False)],
        findings=finding_views(
            "under_control", under_control.explain(quantity, ordered, told, drawn[-1].stretch)
        ),
        needs=NEEDS,
        reference=asked.plan.reference,
        mark_every=int(MARK_EVERY),
    )


def unit_of(quantity: str) -> str:
    """Its unit, where there is a word for it."""
    return QUANTITIES[quantity].unit if quantity in QUANTITIES else ""


def decimals(quantity: str) -> int:
    """Decimals that are told of means and limits."""
    step = QUANTITIES[quantity].step if quantity in QUANTITIES else 0.001
    return max(0, -floor(log10(step))) + FINER


def _points(one: Drawn, shown: Series, ordered: Sequence[ShotFacts], told: Shots) -> list[ControlPoint]:
    return [
        ControlPoint(
            shot=(shot := ordered[group[-1]]).id,
            measured_us=shot.measured_us,
            counter=shown.counters[shot.id],
            kind=_kind(told, group),
            taught=one.taught is not None and place < one.stretch.reference,
            stretch=one.stretch.number,
        )
        for place, group in enumerate(one.stretch.shots.tolist())
    ]


def _kind(told: Shots, group: list[int]) -> Kind:
    if any(isnan(told.values[place]) for place in group):
        return "missing"
    return "aside" if any(told.aside[place] for place in group) else "used"


def _panel(name: str, quantity: str, drawn: Sequence[Drawn], told: Shots) -> ControlPanel:
    digits = 3 if name in SIGMAS else decimals(quantity)
    lines = {line: _joined(name, line, drawn) for line in LINES}
    values = [_values(name, one, told) for one in drawn]
    return ControlPanel(
        name=name,
        unit="" if name in SIGMAS else unit_of(quantity),
        values=listed(np.concatenate(values), digits),
        **{line: listed(numbers, digits) for line, numbers in lines.items()},
    )


def _of(one: Drawn, name: str) -> Panel | None:
    return next((panel for panel in one.stretch.panels if panel.name == name), None)


def _values(name: str, one: Drawn, told: Shots) -> Floats:
    if name in VALUES:  # shown also while limits are learnt
        return np.asarray(told.values[one.stretch.shots].mean(axis=1), np.float64)
    found = _of(one, name)
    return found.points if found else np.full(len(one.stretch.shots), np.nan)


def _joined(name: str, line: str, drawn: Sequence[Drawn]) -> Floats:
    empty = (np.full(len(one.stretch.shots), np.nan) for one in drawn)
    found = (_of(one, name) for one in drawn)
    return np.concatenate(
        [getattr(panel, line) if panel else nothing for panel, nothing in zip(found, empty, strict=True)]
    )


def listed(numbers: Floats, digits: int) -> list[float | None]:
    """Rounded, null for what there is not."""
    return [None if number != number else number for number in np.round(numbers, digits).tolist()]  # noqa: PLR0124  # NaN


def _marks(one: Drawn, begins: int, ordered: Sequence[ShotFacts]) -> list[ControlMark]:
    """Of a rule that speaks twice of the same, as mark and as alarm, both: the page shows the stronger."""
    shots = [ordered[place] for place in one.stretch.shots[:, -1]]
    return [
        ControlMark(
            panel=panel.name,
            rule=mark.rule,
            level=mark.level,
            points=[begins + point for point in mark.points],
            shot=shots[mark.points[-1]].id,
            since_shot=shots[mark.points[0]].id,
            since_us=shots[mark.points[0]].measured_us,
            until_us=shots[mark.points[-1]].measured_us,
        )
        for panel in one.stretch.panels
        for mark in panel.marks
    ]


def _stretch(
    one: Drawn, begins: int, shown: Series, shots: tuple[Sequence[ShotFacts], Shots]
) -> ControlStretch:
    ordered, told = shots
    places = np.flatnonzero(told.stretch == one.stretch.number)
    made = shown.made[ordered[places[0]].id]
    good = ~told.aside[one.stretch.shots].any(axis=1) & np.isfinite(told.values[one.stretch.shots]).all(axis=1)
    return ControlStretch(
        first=begins,
        last=begins + len(one.stretch.shots) - 1,
        job=made.job,
        mould=made.mould,
        settings=dict(made.settings),
        left_out=one.left_out,
        limits=_limits(one),
        reason=one.stretch.reason,
        gathered=int(good.sum()),
    )


def _limits(one: Drawn) -> LimitsView | None:
    if one.taught is None:
        return None
    learnt = one.taught.learnt
    told = {name: getattr(learnt, name) for name in LEARNT}
    return LimitsView(**told, reused=one.reused, from_us=one.taught.from_us, to_us=one.taught.to_us)
