"""What a recorded cycle says: where its phases lie, the shot's values, the gauge's reading of the part.

Rules that were found by looking at the 1,754 Kassel cycles:

- A cycle is interrupted (FAILED_CYCLE) when the pressure in the cavity never reaches 100 bar (one cycle: the
  screw pushed for 30 s, nothing arrived) or the part weighs less than 7.8 g. A weight near 0 g is neither: all
  six such parts have a full pressure curve and full dimensions, so the scale was empty, not the mould. It is
  missing, as `plausible` says. An injection time of 0 is missing too: 162 good cycles have it.
- A curve that fills the whole width of the file was cut off there: its cycle time is not known.
- The cushion is the lowest volume before the screw within 10 s after change-over, as presses report it.
  Cycles of one setting agree within 0.03 cm³.
"""

from math import isnan
from typing import NamedTuple

from sprue_contract import curves
from sprue_contract.fields import CycleQuality, Phase
from sprue_contract.payloads import Curve, Measurement, Shot
from sprue_contract.quantities import QUANTITIES, plausible
from sprue_edge.recording.cycles import DIGITS, Cycle

FAILED_BELOW_BAR = 100.0
FAILED_BELOW_G = 7.8
CUSHION_WITHIN_S = 10.0
ALMOST = 0.95  # of the limit that the set pressure shows while the screw is led by speed

RENAMED = {
    "transfer_pressure_bar": "transfer_specific_pressure_bar",
    "injection_pressure_max_bar": "specific_pressure_maximum_bar",
}
MEASURED = ("transfer_volume_cm3", "dosing_time_s", "injection_time_s")
GAUGED = (
    "weight_g",
    "inner_diameter_mm",
    "outer_diameter_mm",
    "hinge_width_mm",
    "tab_width_mm",
    "outer_roundness_mm",
)
FROM_CURVES = (
    "cycle_time_s",
    "cavity_pressure_maximum_bar",
    "cavity_wall_start_c",
    "cavity_wall_peak_c",
    "cushion_volume_cm3",
)
SHOT_VALUES = (*FROM_CURVES, *MEASURED, *RENAMED.values())


class Marks(NamedTuple):
    """Sample numbers at which the phases of a cycle change."""

    change_over: int
    hold_end: int
    mould_opens: int

    def phase(self, at: int) -> Phase:
        """The phase at a sample."""
        if at <= self.change_over:
            return Phase.FILL
        if at <= self.hold_end:
            return Phase.PACK
        return Phase.COOL if at < self.mould_opens else Phase.OPEN


def marks(cycle: Cycle) -> Marks:
    """Find the phases: the set pressure is at its limit while filling and above zero until hold ends.

    Flow and screw volume were recorded until the mould opened, the other signals until the next cycle.
    """
    pressure = cycle.curves.get("injection_pressure_set_bar", [])
    highest = max(pressure, default=0)
    filling = _last(pressure, ALMOST * highest) if highest > 0 else -1
    opens = len(cycle.curves.get("screw_volume_cm3", [])) or cycle.samples
    return Marks(filling, max(filling, _last(pressure, 0.1)), opens)


def shot_of(cycle: Cycle, period_s: float, started_us: int) -> Shot:
    """The cycle as a shot with its curves."""
    values = {name: cycle.columns.get(name) for name in MEASURED}
    values |= {ours: plausible(ours, cycle.columns.get(theirs)) for theirs, ours in RENAMED.items()}
    values |= {name: plausible(name, value) for name, value in _from_curves(cycle, period_s).items()}
    set_to = {name: value for name, value in cycle.columns.items() if name.startswith(("set_", "recyclate"))}
    return Shot(
        started_us=started_us,
        counter=cycle.number,
        quality=_quality(cycle),
        values=values,
        settings=set_to,
        curves=[_curve(name, readings, period_s) for name, readings in cycle.curves.items()],
    )


def gauge_of(cycle: Cycle, ended_us: int) -> Measurement | None:
    """The gauge's reading of the part; None when nothing was measured."""
    values = {name: cycle.columns[name] for name in GAUGED if name in cycle.columns}
    if all(value is None for value in values.values()):
        return None
    return Measurement(
        shot_counter=cycle.number,
        shot_measured_us=ended_us,
        inspector="recorded gauge",
        origin="recorded",
        values=values,
    )


def _from_curves(cycle: Cycle, period_s: float) -> dict[str, float | None]:
    wall = cycle.curves.get("cavity_wall_temperature_c", [])
    found = {
        "cycle_time_s": None if cycle.cut_off else cycle.samples * period_s,
        "cavity_pressure_maximum_bar": _highest(cycle.curves.get("cavity_pressure_bar", [])),
        "cavity_wall_start_c": wall[0] if wall else None,
        "cavity_wall_peak_c": _highest(wall),
        "cushion_volume_cm3": _cushion(cycle, period_s),
    }
    return {name: None if value is None else round(value, DIGITS) for name, value in found.items()}


def _cushion(cycle: Cycle, period_s: float) -> float | None:
    volume, found = cycle.curves.get("screw_volume_cm3", []), marks(cycle)
    if found.change_over < 0 or _quality(cycle) is CycleQuality.FAILED_CYCLE:
        return None
    within = volume[found.change_over : found.change_over + round(CUSHION_WITHIN_S / period_s)]
    return min((value for value in within if not isnan(value)), default=None)


def _quality(cycle: Cycle) -> CycleQuality:
    peak_bar = _highest(cycle.curves.get("cavity_pressure_bar", []))
    weight_g = cycle.columns.get("weight_g")
    empty = peak_bar is None or peak_bar < FAILED_BELOW_BAR
    light = weight_g is not None and weight_g < FAILED_BELOW_G
    return CycleQuality.FAILED_CYCLE if empty or light else CycleQuality.GOOD_CYCLE


def _curve(name: str, values: list[float], period_s: float) -> Curve:
    known = QUANTITIES[name]
    packed = curves.to_text(curves.pack(values, known.step))
    return Curve(name=name, unit=known.unit, period_s=period_s, step=known.step, count=len(values), data=packed)


def _highest(values: list[float]) -> float | None:
    if isnan(sum(values)):  # one sum is ten times faster than to look at each
        values = [value for value in values if not isnan(value)]
    return max(values, default=None)


def _last(values: list[float], above: float) -> int:
    return next((at for at in range(len(values) - 1, -1, -1) if values[at] >= above), -1)
