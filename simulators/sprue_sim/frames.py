"""What a press shows once a second: its continuous channels, in the order of its layout."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sprue_contract.fields import MachineMode, Phase, ProductionStatus
from sprue_contract.layout import channel, layout_id
from sprue_contract.payloads import Channel
from sprue_sim import power, story
from sprue_sim.curves import Cycle, phase_at, signals
from sprue_sim.physics.energy import press_kw
from sprue_sim.presets import Preset

Floats = NDArray[np.float64]
SECOND_US = 1_000_000
DIGITS = 3
HEATING_KW = 1.2
ZONE_C = 0.4  # spread of a barrel zone; plants show 0.4 to 2 °C
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


class Dials(NamedTuple):
    """What a press shows besides its cycle: its counters, and the seed its temperatures wander by."""

    seed: int
    counter: int
    energy_kwh: float
    start_up: bool = False


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


def frames(preset: Preset, cycle: Cycle, start_us: int, dials: Dials) -> list[list[float]]:
    """One frame at every whole second of the cycle that begins at `start_us`."""
    moments = whole_seconds(start_us, start_us + int(cycle.end_s * 1e6))
    t = (moments - start_us) / 1e6
    values = signals(preset, cycle, t)
    phase = phase_at(cycle, t)
    load = power.load_of(preset, cycle)
    status = ProductionStatus.START_UP if dials.start_up else ProductionStatus.PRODUCTION
    ones = np.ones_like(t)
    known: dict[str, Floats] = {
        **values,
        **_steady(preset, dials.seed, moments),
        "machine_mode": ones * MachineMode.AUTOMATIC,
        "production_status": ones * status,
        "phase": phase.astype(float),
        "machine_cycle_counter": ones * dials.counter,
        "cycle_elapsed_s": t,
        "melt_temperature_c": ones * cycle.melt_c,
        "mould_temperature_c": ones * cycle.wall_c - 4 + 0.02 * values["cavity_wall_temperature_c"],
        "clamp_force_kn": _clamp_kn(preset, cycle, t),
        "mould_position_mm": _opening_mm(preset, cycle, t),
        "power_kw": load.at_kw(t),
        "energy_total_kwh": dials.energy_kwh + load.used_kwh(t),
    }
    return _rows(preset, moments, known)


def standing(preset: Preset, moments: NDArray[np.int64], dials: Dials, wall_c: float) -> list[list[float]]:
    """Frames of a machine that stands still, heated and ready."""
    ones = np.ones(len(moments))
    idle = idle_kw(preset)
    zero = ones * 0
    known: dict[str, Floats] = {
        **dict.fromkeys(("cavity_pressure_bar", "injection_pressure_bar", "flow_cm3_s"), zero),
        **_steady(preset, dials.seed, moments),
        "machine_mode": ones * MachineMode.AUTOMATIC,
        "production_status": ones * ProductionStatus.NO_PRODUCTION,
        "phase": ones * Phase.STANDSTILL,
        "machine_cycle_counter": ones * dials.counter,
        "cycle_elapsed_s": zero,
        "melt_temperature_c": ones * preset.settings.nozzle_c,
        "mould_temperature_c": ones * wall_c - 3,
        "cavity_wall_temperature_c": ones * wall_c,
        "screw_volume_cm3": ones * (preset.mould.shot_cm3 + preset.settings.transfer_cm3),
        "clamp_force_kn": zero,
        "mould_position_mm": ones * preset.mould.stroke_mm,
        "power_kw": ones * idle,
        "energy_total_kwh": dials.energy_kwh + idle * (moments - moments[0]) / 3.6e9,
    }
    return _rows(preset, moments, known)


def idle_kw(preset: Preset) -> float:
    """Power of a heated machine that does nothing."""
    return float(press_kw(preset.press.drive, preset.press.rated_kw, 0, HEATING_KW))


def whole_seconds(from_us: int, to_us: int) -> NDArray[np.int64]:
    """Every whole second in [from, to)."""
    first = -(-from_us // SECOND_US) * SECOND_US
    return np.arange(first, to_us, SECOND_US, dtype=np.int64)


def _steady(preset: Preset, seed: int, moments: NDArray[np.int64]) -> dict[str, Floats]:
    """Channels that hardly move within a cycle: controlled, so they wander about their set values."""
    settings, hall = preset.settings, story.hall_c(int(moments[0]))

    def about(middle: float, spread: float, channel: int) -> Floats:
        return middle + spread * story.wander(seed, channel, moments)

    water = about(6.0 * preset.mould.cavities**0.5, 0.05, 7)
    supply = about(settings.mould_c + 0.25 * (hall - 22.5), 0.15, 6)
    heat_kw = preset.mould.shot_cm3 * 0.012
    zones = {f"barrel_zone_{i}_c": about(settings.nozzle_c - 6 * (5 - i), ZONE_C, i) for i in range(1, 6)}
    return {
        **zones,
        "coolant_supply_c": supply,
        "coolant_return_c": supply + heat_kw * 14.3 / water,  # 1 kW warms 1 l/min by 14.3 K
        "coolant_flow_l_min": water,
        "hall_temperature_c": about(hall, 0.1, 8),
        "oil_temperature_c": about(44 + 0.5 * (hall - 22.5), 0.4, 9),
    }


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
