"""docs/fidelity.md, put together from what was compared. A figure that misses says so."""

from typing import NamedTuple

import numpy as np

from benchmarks.comparing import kassel
from benchmarks.comparing.effects import IN_ORDER, TARGETS, Effect, table
from benchmarks.comparing.faults import Told
from benchmarks.comparing.scatter import Spread
from benchmarks.comparing.shapes import Shape
from benchmarks.comparing.side_by_side import Pair
from benchmarks.comparing.speed import LEAST_PER_S, MOST_DAY_S, RANGES, Energy, Rates

MOST_SHIFT = 0.3
LEAST_SETTINGS = 100
RAMP = ("weight_g", "cavity_peak_bar", "dosing_time_s", "injection_peak_bar")


class Compared(NamedTuple):
    """Everything that was compared with the measured press."""

    effects: list[Effect]
    fitted: list[Effect]
    in_order: list[Effect]
    spreads: list[Spread]
    lags: list[float]
    shapes: dict[str, list[Shape]]
    ramp: Pair
    levels: dict[str, Pair]

    @property
    def good(self) -> bool:
        """All goals met."""
        counted = [one for one in self.effects if one.counts]
        return (
            all(one.sign_right and one.near for one in counted)
            and all(one.near for one in self.spreads)
            and all(shape.good >= LEAST_SETTINGS for shape in self.shapes["doe"])
            and all(abs(ours - real) <= MOST_SHIFT * abs(real) for _, real, ours in shifts(self.ramp))
        )


def whole(found: Compared, faults: list[Told], rates: Rates, machine: str) -> str:
    """The document."""
    parts = (_head(), _effects(found), _spreads(found), _shapes(found), _ramp(found), _levels(found))
    return "\n\n".join((*parts, _faults(faults), _speed(rates, machine), _misses(found, faults, rates)))


def _head() -> str:
    return """# How near the simulated cell is to a measured press

Simulated shots beside the cycles of an Arburg press (University of Kassel, repository
MRT-RT/DigitalTwinInjectionMolding, LGPL-3.0): 1,389 cycles of a designed experiment (`doe`), 243 of another day
(`reference`), 122 with recyclate. Each simulated shot has the settings of the measured one, in the same order, and
both go through the same estimators. `.venv/bin/python -m benchmarks.fidelity` writes this page and its pictures.

The cap was fitted (`benchmarks/calibrate.py`) on every second setting of `doe` and `reference`. Unless a line says
otherwise, what follows is of the other half of the settings, which the fit has not seen.

`reference` and recyclate were run in another campaign, with parts 1.3 % heavier, melt that lets go of the sensor more
slowly, and an inner diameter that answers to nothing: we take it for another lot. What that lot does otherwise stands in
`cells/kassel-cap.yaml`, from one half of the settings of `reference`; recyclate did not go into it. By hand after the
fit: the sensor's gain and its power of flow, the contact's level and slopes; the wall's two time constants were fitted
on the whole day of `reference`. So its table of effects is no blind check of peaks by flow and of walls."""


def _effects(found: Compared) -> str:
    return f"""## Effects of settings
Percent of the mean, measured / simulated, linear, all factors at once; ✓ sign right and within 30 %, ✗ not, in
italics below two sigma of noise, in brackets melt and mould temperature: they were run in blocks of days, so that
their effects are confounded with lots and drift.

{table(found.effects)}

{_counted("Other half", found.effects)}
{_counted("Fitted half", found.fitted)}

Melt and mould temperature were varied in order, with flow and change-over, on the day of `reference`. All its 24
settings, half of which the fit has seen:

{table(found.in_order, IN_ORDER)}

{_counted("Reference", found.in_order)}

![Effects](fidelity-effects.png)"""


def _counted(title: str, effects: list[Effect]) -> str:
    counted = [one for one in effects if one.counts]
    signs, near = sum(one.sign_right for one in counted), sum(one.near for one in counted)
    return f"{title}: {len(counted)} effects above two sigma, {signs} with the right sign, {near} within 30 %."


def _spreads(found: Compared) -> str:
    rows = "\n".join(
        f"| {one.title} | {_digits(one, one.measured)} | {_digits(one, one.simulated)} | "
        f"{one.simulated / one.measured:.2f} {'✓' if one.near else '✗'} |"
        for one in found.spreads
    )
    real, ours, settled_real, settled_ours = found.lags
    return f"""## Repeatability and transients
Median over settings of one sigma within a setting, after four shots; relative unless a unit is named; goal: within a
factor 1.3.

| | measured | simulated | ratio |
|---|---|---|---|
{rows}

Neighbouring weights within a setting: correlation {real:.2f} measured, {ours:.2f} simulated on all shots;
{settled_real:.2f} and {settled_ours:.2f} after dropping four.

![After a change of settings](fidelity-transients.png)"""


def _digits(one: Spread, value: float) -> str:
    return f"{value * 100:.2g} %" if one.relative else f"{value:.2g}"


def _shapes(found: Compared) -> str:
    rows = "\n".join(
        f"| {name} | {shape.title} | {np.median(shape.correlation):.3f} | {np.median(shape.error) * 100:.1f} % | "
        f"{shape.good} of {len(shape.error)} |"
        for name, shapes in found.shapes.items()
        for shape in shapes
    )
    return f"""## Curves
Median curve of each setting, 50 Hz, whole recording; goal: correlation at least 0.97 and error (RMS) at most 8 % of
the range, on at least {LEAST_SETTINGS} settings.

| settings | signal | correlation, median | error, median | both met |
|---|---|---|---|---|
{rows}

![Curves](fidelity-curves.png)"""


def shifts(ramp: Pair) -> list[tuple[str, float, float]]:
    """Relative shift from the first to the last step of the ramp, measured and simulated."""

    def over(run: kassel.Run, name: str) -> float:
        return float(run.columns[name][-1] / run.columns[name][0] - 1)

    return [(name, over(ramp.measured, name), over(ramp.simulated, name)) for name in RAMP]


def _ramp(found: Compared) -> str:
    rows = "\n".join(
        f"| {TARGETS[name]} | {real * 100:+.2f} % | {ours * 100:+.2f} % | "
        f"{'✓' if abs(ours - real) <= MOST_SHIFT * abs(real) else '✗'} |"
        for name, real, ours in shifts(found.ramp)
    )
    return f"""## Recyclate, 0 to 100 %
The regrind numbers of the resin are this very ramp's (`materials/cap-resin.yaml`), so this is a check of the model's
arithmetic and residence, not a prediction. Goal: within 30 % of the measured shift.

| | measured | simulated | |
|---|---|---|---|
{rows}

![Recyclate](fidelity-recyclate.png)"""


def _levels(found: Compared) -> str:
    lines = [
        "| | doe measured | doe simulated | reference measured | reference simulated |",
        "|---|---|---|---|---|",
    ]
    for name, title in TARGETS.items():
        cells = [np.nanmean(run.columns[name]) for pair in found.levels.values() for run in pair]
        lines.append(f"| {title} | " + " | ".join(f"{value:.4g}" for value in cells) + " |")
    return (
        "## Levels\nMeans over all settings, units as in the data. Days differ in ways no setting tells: "
        "weight by 1.3 %.\n\n" + "\n".join(lines)
    )


def _faults(faults: list[Told]) -> str:
    rows = "\n".join(_fault(one) for one in faults)
    return f"""## Faults
Each at severity 1 on a cell in which it matters, against the same shots without it. Signals as in the table of
causes and effects; a property test per fault holds direction and defect (`tests/unit/test_every_fault.py`).

| fault | cell | signals | defects, mean severity |
|---|---|---|---|
{rows}"""


def _fault(one: Told) -> str:
    signals = "; ".join(
        f"{name} {way}: {words} {'✓' if right else '✗'}" for name, way, words, right in one.signals
    )
    defects = "; ".join(f"{name} {before:.2f} to {after:.2f}" for name, before, after in one.defects)
    return f"| {one.name.replace('_', ' ')} | {one.cell} | {signals} | {defects} |"


def _speed(rates: Rates, machine: str) -> str:
    each = "\n".join(f"| {name} | {value:.0f} |" for name, value in rates.per_s.items())
    energy = "\n".join(
        f"| {one.cell} | {one.drive} | {one.kg_h:.1f} | {one.kwh_kg:.2f} | {RANGES[one.drive][0]} to "
        f"{RANGES[one.drive][1]} {_verdict(one)} |"
        for one in rates.energy
    )
    return f"""## Speed and energy
On one core of a machine with {machine}. Whole cycles with curves, parts and 1 Hz channels; goal {LEAST_PER_S}
per second:

| cell | cycles per second |
|---|---|
{each}

One day of six cells, encoded as messages: {rates.day_s:.0f} s for {rates.day_cycles:,} cycles (goal {MOST_DAY_S} s);
memory grew by {rates.grown_mb:.1f} MB meanwhile.

| cell | drive | kg/h | kWh/kg, press only | published range |
|---|---|---|---|---|
{energy}"""


def _verdict(one: Energy) -> str:
    if not one.ordinary:
        return "(so little throughput that fixed loads prevail)"
    return "✓" if one.inside else "✗"


def _misses(found: Compared, faults: list[Told], rates: Rates) -> str:
    missed = [f"effect on {TARGETS[one.target]} of {one.factor.removeprefix('set_')}" for one in found.effects
              if one.counts and not (one.sign_right and one.near)]  # fmt: skip
    missed += [f"on reference, effect on {TARGETS[one.target]} of {one.factor.removeprefix('set_')}"
               for one in found.in_order if one.counts and not (one.sign_right and one.near)]  # fmt: skip
    missed += [f"repeatability of {one.title}" for one in found.spreads if not one.near]
    missed += [f"recyclate: {TARGETS[name]}" for name, real, ours in shifts(found.ramp)
               if abs(ours - real) > MOST_SHIFT * abs(real)]  # fmt: skip
    missed += [f"fault {one.name}" for one in faults if not one.good]
    missed += [f"energy of {one.cell}" for one in rates.energy if one.ordinary and not one.inside]
    missed += [f"cycles per second of {name}" for name, value in rates.per_s.items() if value < LEAST_PER_S]
    lines = "\n".join(f"- {one}" for one in missed) or "- nothing"
    return f"""## What misses
{lines}

And beyond the goals: the integral of cavity pressure answers recyclate two and a half times too weakly; the
transient of the cavity peak after a change (+1.7 % measured) does not appear; why the two campaigns differ as they do
is not known, "another lot" is our reading."""
