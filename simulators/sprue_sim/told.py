"""What a machine tells: its birth, frames, shots, readings and events, in the contract's words."""

import zlib
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sprue_contract import curves as packing
from sprue_contract.fields import CycleQuality, Kind, MachineMode, Phase, ProductionStatus
from sprue_contract.layout import channel, layout_id
from sprue_contract.payloads import Birth, Channel
from sprue_contract.quantities import QUANTITIES
from sprue_sim import story
from sprue_sim.curves import PERIOD_S, Cycle, phase_at, signals
from sprue_sim.physics.energy import hydraulic_kw, press_kw
from sprue_sim.presets import Preset

Floats = NDArray[np.float64]
SECOND_US = 1_000_000
DIGITS = 3
HEATING_KW = 1.2
NAMES = (
    "machine_mode",
    "production_status",
    "phase",
    "machine_cycle_counter",
    "cycle_elapsed_s",
    "barrel_zone_1_c",
    "barrel_zone_2_c",
    "barrel_zone_3_c",
    "barrel_zone_4_c",
    "barrel_zone_5_c",
    "melt_temperature_c",
    "mould_temperature_c",
    "cavity_wall_temperature_c",
    "cavity_pressure_bar",
    "injection_pressure_bar",
    "screw_volume_cm3",
    "flow_cm3_s",
    "clamp_force_kn",
    "mould_position_mm",
    "coolant_supply_c",
    "coolant_return_c",
    "coolant_flow_l_min",
    "power_kw",
    "energy_total_kwh",
    "hall_temperature_c",
    "oil_temperature_c",
)
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


def channels(preset: Preset) -> list[Channel]:
    """The continuous channels of a preset; an electric press has no oil."""
    names = [name for name in NAMES if name != "oil_temperature_c" or preset.press.drive != "electric"]
    bands = _bands(preset)
    return [channel(name, "simulated", *bands.get(name, (None, None))) for name in names]


def _bands(preset: Preset) -> dict[str, tuple[float, float]]:
    """Process limits around what was set: as wide as a setter would draw them."""
    settings = preset.settings
    zones = {f"barrel_zone_{zone}_c": _around(settings.nozzle_c - 6 * (5 - zone), 6) for zone in range(1, 6)}
    return {
        **zones,
        "melt_temperature_c": _around(settings.nozzle_c, 5),
        "mould_temperature_c": _around(settings.mould_c + 4, 6),
        "coolant_supply_c": _around(settings.mould_c, 3),
        "oil_temperature_c": (38.0, 55.0),
        "hall_temperature_c": (16.0, 30.0),
    }


def _around(middle: float, half: float) -> tuple[float, float]:
    return round(middle - half, 1), round(middle + half, 1)


def birth(preset: Preset, title: str, *, pace: float, started_us: int, until_us: int | None = None) -> Told:
    """The cell introduces itself for one run."""
    told = channels(preset)
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
        shot_fields=[channel(name, "simulated") for name in TOLD_PER_SHOT],
    )
    return Told("birth", started_us, body.model_dump(mode="json"))


def standard_s(preset: Preset) -> float:
    """Length of an undisturbed cycle, seconds."""
    timing, settings = preset.timing, preset.settings
    fill = preset.mould.shot_cm3 / settings.flow_cm3_s
    return timing.close_s + fill + settings.hold_s + settings.cooling_s + timing.open_s + timing.eject_s


def frames(preset: Preset, cycle: Cycle, start_us: int, counter: int, energy_kwh: float) -> list[list[float]]:
    """One frame at every whole second of the cycle that begins at `start_us`."""
    moments = whole_seconds(start_us, start_us + int(cycle.end_s * 1e6))
    t = (moments - start_us) / 1e6
    values = signals(preset, cycle, t)
    phase = phase_at(cycle, t)
    power = _power_kw(preset, cycle, values, phase)
    ones = np.ones_like(t)
    known: dict[str, Floats] = {
        **values,
        **_steady(preset, start_us, ones),
        "machine_mode": ones * MachineMode.AUTOMATIC,
        "production_status": ones * ProductionStatus.PRODUCTION,
        "phase": phase.astype(float),
        "machine_cycle_counter": ones * counter,
        "cycle_elapsed_s": t,
        "melt_temperature_c": ones * cycle.melt_c,
        "mould_temperature_c": ones * cycle.wall_c - 4 + 0.02 * values["cavity_wall_temperature_c"],
        "clamp_force_kn": _clamp_kn(preset, cycle, t),
        "mould_position_mm": _opening_mm(preset, cycle, t),
        "power_kw": power,
        "energy_total_kwh": energy_kwh + cycle.shot["energy_shot_kwh"] * t / cycle.end_s,
    }
    return _rows(preset, moments, known)


def standing(
    preset: Preset, moments: NDArray[np.int64], counter: int, energy_kwh: float, wall_c: float
) -> list[list[float]]:
    """Frames of a machine that stands still, heated and ready."""
    ones = np.ones(len(moments))
    idle = idle_kw(preset)
    zero = ones * 0
    known: dict[str, Floats] = {
        **dict.fromkeys(("cavity_pressure_bar", "injection_pressure_bar", "flow_cm3_s"), zero),
        **_steady(preset, int(moments[0]), ones),
        "machine_mode": ones * MachineMode.AUTOMATIC,
        "production_status": ones * ProductionStatus.NO_PRODUCTION,
        "phase": ones * Phase.STANDSTILL,
        "machine_cycle_counter": ones * counter,
        "cycle_elapsed_s": zero,
        "melt_temperature_c": ones * preset.settings.nozzle_c,
        "mould_temperature_c": ones * wall_c - 3,
        "cavity_wall_temperature_c": ones * wall_c,
        "screw_volume_cm3": ones * (preset.mould.shot_cm3 + preset.settings.transfer_cm3),
        "clamp_force_kn": zero,
        "mould_position_mm": ones * preset.mould.stroke_mm,
        "power_kw": ones * idle,
        "energy_total_kwh": energy_kwh + idle * (moments - moments[0]) / 3.6e9,
    }
    return _rows(preset, moments, known)


def idle_kw(preset: Preset) -> float:
    """Power of a heated machine that does nothing."""
    return float(press_kw(preset.press.drive, preset.press.rated_kw, 0, HEATING_KW))


def whole_seconds(from_us: int, to_us: int) -> NDArray[np.int64]:
    """Every whole second in [from, to)."""
    first = -(-from_us // SECOND_US) * SECOND_US
    return np.arange(first, to_us, SECOND_US, dtype=np.int64)


def _steady(preset: Preset, us: int, ones: Floats) -> dict[str, Floats]:
    """Channels that hardly move within a cycle."""
    settings, hall = preset.settings, story.hall_c(us)
    ripple = 0.4 * np.sin(us / 47e6 + np.arange(5))
    zones = {f"barrel_zone_{i + 1}_c": ones * (settings.nozzle_c - 6 * (4 - i) + ripple[i]) for i in range(5)}
    supply = settings.mould_c + 0.25 * (hall - 22.5)
    heat_kw = preset.mould.shot_cm3 * 0.012
    water = 6.0 * preset.mould.cavities**0.5
    return {
        **zones,
        "coolant_supply_c": ones * supply,
        "coolant_return_c": ones * (supply + heat_kw * 14.3 / water),  # 1 kW warms 1 l/min by 14.3 K
        "coolant_flow_l_min": ones * water,
        "hall_temperature_c": ones * hall,
        "oil_temperature_c": ones * (44 + 0.5 * (hall - 22.5)),
    }


def _power_kw(preset: Preset, cycle: Cycle, values: dict[str, Floats], phase: NDArray[np.int64]) -> Floats:
    useful = hydraulic_kw(values["injection_pressure_bar"], np.abs(values["flow_cm3_s"]))
    moving = np.isin(phase, [Phase.CLOSE, Phase.OPEN]) * preset.press.clamp_kn * 0.004
    melting = (values["injection_pressure_bar"] > 0) & (phase == Phase.COOL)
    metering = melting * cycle.shot["energy_shot_kwh"] * 3600 / max(cycle.shot["dosing_time_s"], 1) * 0.3
    return press_kw(preset.press.drive, preset.press.rated_kw, useful + moving + metering, HEATING_KW)


def _clamp_kn(preset: Preset, cycle: Cycle, t: Floats) -> Floats:
    """Built up by the end of closing; the melt's pressure pushes a little on top."""
    locked = (t >= cycle.inject_s) & (t < cycle.open_s)
    return np.asarray(locked * preset.press.clamp_kn * 0.85)


def _opening_mm(preset: Preset, cycle: Cycle, t: Floats) -> Floats:
    stroke = preset.mould.stroke_mm
    times = [0, cycle.inject_s * 0.85, cycle.open_s, cycle.eject_s, cycle.end_s]
    return np.asarray(np.interp(t, times, [stroke, 0, 0, stroke, stroke]))


def _rows(preset: Preset, moments: NDArray[np.int64], known: dict[str, Floats]) -> list[list[float]]:
    names = layout(preset).names
    table = np.round(np.stack([np.asarray(known[name], dtype=float) for name in names], axis=1), DIGITS)
    return [[int(moment), *row] for moment, row in zip(moments.tolist(), table.tolist(), strict=True)]


class Layout(NamedTuple):
    """The order of a preset's channels in a frame, and its id."""

    names: tuple[str, ...]
    id: str


_LAYOUTS: dict[str, Layout] = {}


def layout(preset: Preset) -> Layout:
    """The preset's layout, worked out once."""
    if preset.title not in _LAYOUTS:
        told = channels(preset)
        _LAYOUTS[preset.title] = Layout(tuple(one.name for one in told), layout_id(told))
    return _LAYOUTS[preset.title]


def sample(preset: Preset, rows: Sequence[list[float]]) -> Told:
    """Frames as one record."""
    body = {"layout": layout(preset).id, "frames": list(rows)}
    return Told("sample", int(rows[0][0]), body)


def shot(  # noqa: PLR0913
    preset: Preset, cycle: Cycle, start_us: int, counter: int, *, start_up: bool, curves: list[dict[str, Any]]
) -> Told:  # fmt: skip
    """The finished cycle, measured at its end."""
    made = cycle.shot
    values = {name: round(made[name], 4) for name in TOLD_PER_SHOT}
    values["cavity_wall_start_c"] = round(cycle.wall_c, 2)
    if made["cavity_pressure_maximum_bar"] < 1:
        values.pop("cavity_pressure_maximum_bar")  # no melt reached the sensor: not measured
    if made["cushion_volume_cm3"] <= 0:
        values.pop("cushion_volume_cm3")
    body = {
        "started_us": start_us,
        "counter": counter,
        "quality": int(CycleQuality.TEST_SAMPLE_CYCLE if start_up else CycleQuality.GOOD_CYCLE),
        "start_up": start_up,
        "values": values,
        "settings": settings(preset, cycle.flow_cm3_s),
        "curves": curves,
    }
    return Told("shot", start_us + int(cycle.end_s * 1e6), body)


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
