"""What a machine tells: its birth, frames, shots, readings and events, in the contract's words."""

import zlib
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sprue_contract import curves as packing
from sprue_contract.fields import CycleQuality, Kind
from sprue_contract.layout import channel, layout_id
from sprue_contract.payloads import Birth
from sprue_contract.quantities import QUANTITIES
from sprue_sim import story
from sprue_sim.curves import PERIOD_S, Cycle, signals, wall_peak_c
from sprue_sim.frames import channels, layout
from sprue_sim.limits import is_bad, limits
from sprue_sim.presets import Preset

Floats = NDArray[np.float64]
TOLD_PER_SHOT = (
    "injection_time_s",
    "dosing_time_s",
    "cycle_time_s",
    "cushion_volume_cm3",
    "plastification_volume_cm3",
    "transfer_volume_cm3",
    "transfer_specific_pressure_bar",
    "specific_pressure_maximum_bar",
    "cavity_pressure_maximum_bar",
    "energy_shot_kwh",
    "cooling_time_s",
    "cavity_wall_start_c",
    "cavity_wall_peak_c",
)
SENSORS = {  # noise of one sample, 1 sigma, in the signal's unit
    "cavity_pressure_bar": 0.5,
    "injection_pressure_bar": 0.8,
    "cavity_wall_temperature_c": 0.05,
}


class Told(NamedTuple):
    """One record, not yet numbered."""

    kind: Kind
    measured_us: int
    body: dict[str, Any]


def birth(preset: Preset, title: str, *, pace: float, started_us: int, until_us: int | None = None) -> Told:
    """The cell introduces itself for one run."""
    told, bands = channels(preset), limits(preset)
    body = Birth(
        title=title,
        machine=preset.press.model,
        product=preset.product,
        mould=preset.mould.name,
        material=preset.material.name,
        origin="simulated",
        pace=pace,
        started_us=started_us,
        until_us=until_us,
        cavities=preset.mould.cavities,
        standard_cycle_s=round(standard_s(preset), 2),
        layout=layout_id(told),
        channels=told,
        shot_fields=[channel(name, "simulated", *bands.get(name, (None, None))) for name in TOLD_PER_SHOT],
    )
    return Told("birth", started_us, body.model_dump(mode="json"))


def standard_s(preset: Preset) -> float:
    """Length of an undisturbed cycle, seconds."""
    timing, settings = preset.timing, preset.settings
    fill = preset.mould.shot_cm3 / settings.flow_cm3_s
    return timing.close_s + fill + settings.hold_s + settings.cooling_s + timing.open_s + timing.eject_s


def sample(preset: Preset, rows: Sequence[list[float]]) -> Told:
    """Frames as one record."""
    body = {"layout": layout(preset).id, "frames": list(rows)}
    return Told("sample", int(rows[0][0]), body)


def shot(  # noqa: PLR0913
    preset: Preset, cycle: Cycle, start_us: int, counter: int, *, start_up: bool, curves: list[dict[str, Any]]
) -> Told:  # fmt: skip
    """The finished cycle, measured at its end."""
    values = _values(preset, cycle)
    made = CycleQuality.BAD_CYCLE if is_bad(preset, values) else CycleQuality.GOOD_CYCLE
    body = {
        "started_us": start_us,
        "counter": counter,
        "quality": int(CycleQuality.TEST_SAMPLE_CYCLE if start_up else made),
        "start_up": start_up,
        "values": values,
        "settings": settings(preset, cycle.flow_cm3_s),
        "curves": curves,
    }
    return Told("shot", start_us + int(cycle.end_s * 1e6), body)


def _values(preset: Preset, cycle: Cycle) -> dict[str, float]:
    known = {
        **cycle.shot,
        "cooling_time_s": cycle.open_s - cycle.hold_end_s,
        "cavity_wall_start_c": cycle.wall_c,
        "cavity_wall_peak_c": wall_peak_c(preset, cycle),
    }
    values = {name: round(known[name], 4) for name in TOLD_PER_SHOT}
    if values["cavity_pressure_maximum_bar"] < 1:
        values.pop("cavity_pressure_maximum_bar")  # no melt reached the sensor: not measured
    if values["cushion_volume_cm3"] <= 0:
        values.pop("cushion_volume_cm3")
    return values


def settings(preset: Preset, flow_cm3_s: float) -> dict[str, float]:
    """What is set on the machine."""
    s = preset.settings
    return {
        "set_nozzle_temperature_c": s.nozzle_c,
        "set_mould_temperature_c": s.mould_c,
        "set_injection_flow_cm3_s": round(flow_cm3_s, 1),
        "set_transfer_volume_cm3": s.transfer_cm3,
        "set_hold_pressure_bar": s.hold_bar,
        "set_hold_time_s": s.hold_s,
        "set_back_pressure_bar": s.back_bar,
        "set_cooling_time_s": s.cooling_s,
    }


def curves(preset: Preset, cycle: Cycle, draw: np.random.Generator) -> list[dict[str, Any]]:
    """From the start of injection to the end of the cycle, as a press's own recorder does it."""
    t = np.arange(cycle.inject_s, cycle.end_s, PERIOD_S)
    noise = preset.noise**0.5 * draw.standard_normal((len(SENSORS), len(t)))
    found = signals(preset, cycle, t)
    for index, (name, sigma) in enumerate(SENSORS.items()):
        found[name] = found[name] + sigma * noise[index]
    return [_curve(name, values) for name, values in found.items()]


def _curve(name: str, values: Floats) -> dict[str, Any]:
    known = QUANTITIES[name]
    packed = pack(values, known.step)
    return {
        "name": name,
        "unit": known.unit,
        "start_s": 0.0,
        "period_s": PERIOD_S,
        "step": known.step,
        "count": len(values),
        "data": packing.to_text(packed),
    }


def pack(values: Floats, step: float) -> bytes:
    """`sprue_contract.curves.pack` for arrays: the same bytes, thirty times faster (a test compares)."""
    missing = np.isnan(values)
    whole = np.where(missing, packing.MISSING, np.rint(np.where(missing, 0, values) / step))
    steps = np.diff(whole.astype(np.int64), prepend=0)
    return zlib.compress(steps.astype(np.int32).tobytes(), 6)


def measurement(preset: Preset, cycle: Cycle, measured_us: int, counter: int) -> Told:
    """A part on the scale and under the gauge."""
    values = {
        "weight_g": round(cycle.shot["weight_g"], 3),
        preset.mould.dimension: round(cycle.shot["dimension_mm"], 3),
    }
    body = {
        "shot_counter": counter,
        "shot_measured_us": measured_us,
        "inspector": "scale and gauge beside the press",
        "origin": "simulated",
        "values": values,
    }
    return Told("measurement", measured_us, body)


def alarm(stop: story.Stop, *, comes: bool) -> Told:
    """An alarm comes or goes."""
    body = {
        "what": "alarm",
        "name": stop.alarm,
        "classification": stop.classification,
        "severity": stop.severity,
        "active": comes,
        "originator": "peripheral" if stop.alarm == "robot_not_in_position" else "machine",
    }
    return Told("event", stop.start_us if comes else stop.end_us, body)


def parameter(us: int, before: float, after: float) -> Told:
    """The operator has turned a knob."""
    body = {
        "what": "parameter_change",
        "name": "set_injection_flow_cm3_s",
        "before": round(before, 1),
        "after": round(after, 1),
        "unit": "cm³/s",
        "originator": "operator",
    }
    return Told("event", us, body)
