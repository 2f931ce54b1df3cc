"""Effects of settings: sign and size, measured and simulated, by one least-squares fit on each side."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from benchmarks.comparing import kassel

APART = frozenset(  # of `doe`: run in time blocks, confounded with the days
    ("set_nozzle_temperature_c", "set_mould_temperature_c")
)
WITHIN = 0.30
TARGETS = {  # column -> what it is called in the report
    "weight_g": "weight",
    "inner_diameter_mm": "inner Ø",
    "cavity_peak_bar": "cavity peak",
    "injection_peak_bar": "injection peak",
    "injection_time_s": "fill time",
    "dosing_time_s": "dosing time",
    "cushion_cm3": "cushion",
    "wall_start_c": "wall start",
    "wall_peak_c": "wall peak",
}


class Effect(NamedTuple):
    """One effect, relative to the mean: measured, its standard error, simulated."""

    target: str
    factor: str
    measured: float
    error: float
    simulated: float
    apart: bool
    """Confounded: shown, not counted."""

    @property
    def counts(self) -> bool:
        """Above two sigma of noise, and not confounded."""
        return abs(self.measured) > 2 * self.error and not self.apart

    @property
    def sign_right(self) -> bool:
        """Both point the same way."""
        return self.measured * self.simulated > 0

    @property
    def near(self) -> bool:
        """Within 30 %."""
        return abs(self.simulated - self.measured) <= WITHIN * abs(self.measured)


class Plan(NamedTuple):
    """What a campaign varied, by which steps effects are quoted, and which of them are confounded."""

    steps: Mapping[str, float] = kassel.FACTORS
    apart: frozenset[str] = APART


DOE = Plan()
IN_ORDER = Plan(kassel.IN_ORDER, frozenset())


def compare(measured: kassel.Run, simulated: kassel.Run, plan: Plan = DOE) -> list[Effect]:
    """All effects of all targets. Both runs hold one row per setting, in the same order."""
    return [
        Effect(target, factor, float(real[i]), float(error[i]), float(ours[i]), factor in plan.apart)
        for target in TARGETS
        for real, error, ours in [_pair(measured, simulated, target, plan)]
        for i, factor in enumerate(plan.steps)
    ]


def _pair(
    measured: kassel.Run, simulated: kassel.Run, target: str, plan: Plan
) -> tuple[kassel.Floats, kassel.Floats, kassel.Floats]:
    real, _ = kassel.effects(measured, target, plan.steps)
    ours, _ = kassel.effects(simulated, target, plan.steps)
    return real, errors(measured, target, plan), ours


def errors(run: kassel.Run, target: str, plan: Plan = DOE) -> kassel.Floats:
    """Standard errors of the relative effects, from what the linear fit leaves over."""
    factors = np.column_stack([run.columns[name] / step for name, step in plan.steps.items()])
    design = np.column_stack([np.ones(len(factors)), factors - factors.mean(axis=0)])
    values = run.columns[target]
    found = np.linalg.lstsq(design, values, rcond=None)[0]
    left = values - design @ found
    variance = left @ left / (len(values) - design.shape[1])
    spread = np.sqrt(np.diag(np.linalg.inv(design.T @ design)) * variance)
    return np.asarray(spread[1:] / abs(found[0]))


def table(effects: list[Effect], plan: Plan = DOE) -> str:
    """As Markdown: one row per target, measured / simulated in percent."""
    names = [factor.removeprefix("set_").rsplit("_", 1)[0].replace("_", " ") for factor in plan.steps]
    steps = [f"+{step:g}" for step in plan.steps.values()]
    head = "| | " + " | ".join(f"{n} {s}" for n, s in zip(names, steps, strict=True)) + " |"
    lines = [head, "|---" * (len(names) + 1) + "|"]
    for target, title in TARGETS.items():
        cells = [_cell(one) for one in effects if one.target == target]
        lines.append(f"| {title} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _cell(one: Effect) -> str:
    text = f"{one.measured * 100:+.2f} / {one.simulated * 100:+.2f}"
    if one.apart:
        return f"({text})"
    if not one.counts:
        return f"_{text}_"
    return f"{text} ✓" if one.sign_right and one.near else f"{text} ✗"
