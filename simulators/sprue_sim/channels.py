"""What a press and its helpers show once a second: a cell's continuous channels, in the order of its layout."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sprue_contract.fields import MachineMode, Phase, ProductionStatus
from sprue_contract.layout import channel, layout_id
from sprue_contract.payloads import Channel
from sprue_sim.data import Preset, Settings
from sprue_sim.process.curves import PERIOD_S, Times
from sprue_sim.process.load import Load, idle_kw

Floats = NDArray[np.float64]
SECOND_US = 1_000_000
DIGITS = 3
CLAMPED = 0.85  # of the highest clamp force is set
STATE = ("machine_mode", "production_status", "phase", "machine_cycle_counter", "cycle_elapsed_s")
ZONES = tuple(f"barrel_zone_{number}_c" for number in range(1, 6))
PROCESS = (
    "melt_temperature_c",
    "mould_temperature_c",
    "cavity_wall_temperature_c",
    "cavity_pressure_bar",
    "injection_pressure_bar",
    "screw_volume_cm3",
    "screw_speed_1_min",
    "flow_cm3_s",
    "clamp_force_kn",
    "mould_position_mm",
)
AROUND = (
    "heater_duty_pct",
    "coolant_supply_c",
    "coolant_return_c",
    "coolant_flow_l_min",
    "power_kw",
    "energy_total_kwh",
    "hall_temperature_c",
    "hall_humidity_pct",
)
ONLY_WITH = {  # channel -> the auxiliary that measures it
    "dryer_air_c": "dryer",
    "dryer_dew_point_c": "dryer",
    "material_moisture_pct": "dryer",
    "dryer_power_kw": "dryer",
    "chiller_water_c": "chiller",
    "hot_runner_c": "hot_runner",
}


class Slow(NamedTuple):
    """Channels that hardly move within a cycle, by name."""

    values: dict[str, float]
    wall_c: float


class Dials(NamedTuple):
    """What a press shows besides its process."""

    mode: MachineMode
    status: ProductionStatus
    counter: int
    energy_kwh: float


class Drawn(NamedTuple):
    """A cycle as its recorder drew it: signals at 50 Hz from the start of injection, and its timetable."""

    signals: dict[str, Floats]
    times: Times
    cycle_s: float
    load: Load


def names_of(preset: Preset) -> tuple[str, ...]:
    """A cell's channels, in order."""
    oil = () if preset.press.drive == "electric" else ("oil_temperature_c",)
    with_helpers = tuple(name for name, kind in ONLY_WITH.items() if preset.auxiliary(kind))
    return (*STATE, *ZONES, *PROCESS, *AROUND, *oil, *with_helpers)


def channels(preset: Preset) -> list[Channel]:
    """The continuous channels with their process limits, as wide as a setter would draw them."""
    bands = _bands(preset)
    return [channel(name, "simulated", *bands.get(name, (None, None))) for name in names_of(preset)]


def layout(preset: Preset) -> str:
    """The id of the layout, worked out once per cell."""
    key = (str(preset.title), names_of(preset))
    if key not in _LAYOUTS:
        _LAYOUTS[key] = layout_id(channels(preset))
    return _LAYOUTS[key]


_LAYOUTS: dict[tuple[str, tuple[str, ...]], str] = {}


def _bands(preset: Preset) -> dict[str, tuple[float, float]]:
    settings = preset.settings
    rise = preset.mould.wall_rise_c or 8.0
    zones = {name: _around(zone_set_c(settings, index), 6) for index, name in enumerate(ZONES)}
    return {
        **zones,
        "melt_temperature_c": _around(settings.nozzle_c + 4, 9),
        "mould_temperature_c": _around(settings.mould_c + rise / 2, 8),
        "coolant_supply_c": _around(settings.mould_c, 3),
        "oil_temperature_c": (38.0, 55.0),
        "hall_temperature_c": (15.0, 32.0),
        **{name: band for device in preset.auxiliaries for name, band in device.normal.items()},
    }


def _around(middle: float, half: float) -> tuple[float, float]:
    return round(middle - half, 1), round(middle + half, 1)


def zone_set_c(settings: Settings, index: int) -> float:
    """Set temperature of a barrel zone, the first at the hopper: 5 °C more from zone to zone, as measured."""
    return settings.nozzle_c - 5 * (len(ZONES) - 1 - index)


def frames(
    preset: Preset, settings: Settings, drawn: Drawn, slow: Slow, at: tuple[int, Dials]
) -> list[list[float]]:
    """One frame at every whole second of the cycle that begins at `at[0]` with the dials `at[1]`."""
    start_us, dials = at
    moments = whole_seconds(start_us, start_us + int(drawn.cycle_s * 1e6))
    t = (moments - start_us) / 1e6
    turning = (t - preset.press.close_s >= drawn.times.dose_s) & (
        t - preset.press.close_s < drawn.times.dosed_s
    )
    known: dict[str, float | Floats] = {
        **slow.values,
        **_sampled(preset, drawn, slow, t),
        **_state(dials),
        "phase": _phase(preset, settings, drawn, t),
        "cycle_elapsed_s": t,
        "screw_speed_1_min": np.where(turning, settings.screw_1_min, 0.0),
        "clamp_force_kn": _clamp_kn(preset, drawn, t),
        "mould_position_mm": _opening_mm(preset, drawn, t),
        "power_kw": drawn.load.at_kw(t),
        "energy_total_kwh": dials.energy_kwh + drawn.load.used_kwh(t),
    }
    return _rows(preset, moments, known)


def standing(
    preset: Preset, settings: Settings, moments: NDArray[np.int64], slow: Slow, dials: Dials
) -> list[list[float]]:
    """Frames of a machine that stands still, heated and ready."""
    idle = idle_kw(preset)
    still = (
        "cavity_pressure_bar",
        "injection_pressure_bar",
        "flow_cm3_s",
        "screw_speed_1_min",
        "clamp_force_kn",
    )
    known: dict[str, float | Floats] = {
        **slow.values,
        **dict.fromkeys(still, 0.0),
        **_state(dials),
        "phase": float(Phase.STANDSTILL),
        "cycle_elapsed_s": 0.0,
        "cavity_wall_temperature_c": slow.wall_c,
        "screw_volume_cm3": settings.metered_cm3,
        "mould_position_mm": preset.mould.stroke_mm,
        "power_kw": idle,
        "energy_total_kwh": dials.energy_kwh + idle * (moments - moments[0]) / 3.6e9,
    }
    return _rows(preset, moments, known)


def whole_seconds(from_us: int, to_us: int) -> NDArray[np.int64]:
    """Every whole second in [from, to)."""
    first = -(-from_us // SECOND_US) * SECOND_US
    return np.arange(first, to_us, SECOND_US, dtype=np.int64)


def _state(dials: Dials) -> dict[str, float]:
    return {
        "machine_mode": float(dials.mode),
        "production_status": float(dials.status),
        "machine_cycle_counter": float(dials.counter),
    }


def _sampled(preset: Preset, drawn: Drawn, slow: Slow, t: Floats) -> dict[str, Floats]:
    """The recorder's signals at these times; before injection the cavity rests at its wall's temperature."""
    since = t - preset.press.close_s
    last = len(drawn.signals["screw_volume_cm3"]) - 1
    index = np.clip((since / PERIOD_S).astype(np.int64), 0, last)
    found = {
        name: np.where(since >= 0, drawn.signals[name][index], 0.0) for name in PROCESS if name in drawn.signals
    }
    found["screw_volume_cm3"] = drawn.signals["screw_volume_cm3"][index]
    found["cavity_wall_temperature_c"] = np.where(
        since >= 0, drawn.signals["cavity_wall_temperature_c"][index], slow.wall_c
    )
    return found


def _phase(preset: Preset, settings: Settings, drawn: Drawn, t: Floats) -> Floats:
    start, times = preset.press.close_s, drawn.times
    hold_end = times.transfer_s + settings.hold_s
    edges = [
        start,
        start + times.transfer_s,
        start + hold_end,
        start + times.open_s,
        drawn.cycle_s - preset.eject_s,
    ]
    codes = np.array([Phase.CLOSE, Phase.FILL, Phase.PACK, Phase.COOL, Phase.OPEN, Phase.EJECT], dtype=float)
    return np.asarray(codes[np.searchsorted(edges, t, side="right")])


def _clamp_kn(preset: Preset, drawn: Drawn, t: Floats) -> Floats:
    start = preset.press.close_s
    locked = (t >= start) & (t < start + drawn.times.open_s)
    return np.asarray(locked * preset.press.clamp_kn * CLAMPED)


def _opening_mm(preset: Preset, drawn: Drawn, t: Floats) -> Floats:
    stroke, start = preset.mould.stroke_mm, preset.press.close_s
    opens, out = start + drawn.times.open_s, drawn.cycle_s - preset.eject_s
    return np.asarray(
        np.interp(t, [0, start * 0.85, opens, out, drawn.cycle_s], [stroke, 0, 0, stroke, stroke])
    )


def _rows(preset: Preset, moments: NDArray[np.int64], known: dict[str, float | Floats]) -> list[list[float]]:
    names = names_of(preset)
    table = np.empty((len(moments), len(names)))
    for column, name in enumerate(names):
        table[:, column] = known[name]
    rows = np.round(table, DIGITS).tolist()
    return [[moment, *row] for moment, row in zip(moments.tolist(), rows, strict=True)]
