"""One cycle of a cell from how things are to what can be told of it: numbers, curves, parts, slow channels."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sprue_sim import channels, schedule, told
from sprue_sim.data import Preset, Settings
from sprue_sim.limits import is_bad
from sprue_sim.process import curves, noise, press, quality
from sprue_sim.process.cavities import pressed, pressures
from sprue_sim.process.cell import Cell
from sprue_sim.process.conditions import Conditions
from sprue_sim.process.curves import Times
from sprue_sim.process.load import load_of, shot_g
from sprue_sim.process.now import conditions
from sprue_sim.process.press import Shot
from sprue_sim.process.quality import Part
from sprue_sim.process.readings import readings
from sprue_sim.process.world import World

Floats = NDArray[np.float64]
WALL = "cavity_wall_temperature_c"
CAVITY = "cavity_pressure_bar"
SENSORS = {  # noise of one sample of a laboratory press, 1 sigma, in the signal's unit
    "cavity_pressure_bar": 0.3,
    "injection_pressure_bar": 1.5,
    "cavity_wall_temperature_c": 0.08,
    "screw_volume_cm3": 0.002,
}
WANDERING = {  # channel -> how much it wanders from minute to minute about what the model says
    "melt_temperature_c": 0.3,
    "coolant_supply_c": 0.1,
    "coolant_return_c": 0.1,
    "coolant_flow_l_min": 0.05,
    "hall_temperature_c": 0.1,
    "oil_temperature_c": 0.3,
}


class Moment(NamedTuple):
    """When a cycle begins: on the machine's clock, in its story, and its place in the row of draws."""

    now_us: int
    story_us: int
    seed: int
    number: int


class Made(NamedTuple):
    """A cycle as it was."""

    shot: Shot
    now: Conditions
    parts: tuple[Part, ...]
    drawn: channels.Drawn
    slow: channels.Slow
    cycle_s: float


def make(cell: Cell, world: World, at: Moment) -> Made:
    """One cycle. The same moment and state give the same cycle."""
    preset, settings = cell.preset, cell.settings
    generator = np.random.default_rng([at.seed, 5, at.number])
    draws = noise.drawn(generator)
    now = noise.disturbed(preset, conditions(cell, world, draws), draws)
    shot = noise.scattered(preset, press.shot(pressed(preset, now), settings, now), draws)
    times = curves.times_of(preset, settings, shot)
    cycle_s = float(shot.cycle_s)
    t = np.arange(0.0, cycle_s - preset.press.close_s, curves.PERIOD_S)
    signals = _seen(preset, curves.signals(preset, settings, now, shot, t), generator)
    return Made(
        shot=shot,
        now=now,
        parts=quality.parts(preset, settings, now, shot, draws),
        drawn=channels.Drawn(signals, times, cycle_s, load_of(preset, settings, now, shot, times)),
        slow=slow_of(cell, world, at, shot_g(preset) / cycle_s),
        cycle_s=cycle_s,
    )


def _seen(preset: Preset, signals: dict[str, Floats], generator: np.random.Generator) -> dict[str, Floats]:
    """What sensors make of the signals."""
    scale = preset.press.noise**0.5
    rough = generator.standard_normal((len(SENSORS), len(signals[WALL])), dtype=np.float32)
    for row, (name, sigma) in enumerate(SENSORS.items()):
        signals[name] = signals[name] + scale * sigma * rough[row]
    return signals


def slow_of(cell: Cell, world: World, at: Moment, drawn_g_s: float = 0.0) -> channels.Slow:
    """The channels that hardly move within a cycle, as their sensors show them; `drawn_g_s`: by the screw."""
    values = readings(cell, world, drawn_g_s)
    wall = values.pop("cavity_wall_start_c")
    for channel, (name, sigma) in enumerate(WANDERING.items()):
        if name in values:
            values[name] += sigma * schedule.wander(at.seed, channel, at.story_us)
    return channels.Slow(values, wall)


def cavity_curves(preset: Preset, made: Made) -> dict[str, Floats]:
    """The cavity pressure of each cavity of a mould with several, beside the mean curve."""
    if preset.mould.cavities == 1:
        return {}
    mean = made.drawn.signals[CAVITY]
    found = {}
    for number, (factor, delay_s) in enumerate(pressures(preset, made.now, made.shot), start=1):
        moved = np.roll(mean, round(delay_s / curves.PERIOD_S))
        found[f"cavity_pressure_{number}_bar"] = np.asarray(moved * factor)
    return found


def finished(preset: Preset, settings: Settings, made: Made, as_: told.Named) -> told.Finished:
    """What a message tells of the cycle."""
    values = values_of(settings, made)
    return told.Finished(
        named=as_,
        bad=is_bad(preset, values),
        values=values,
        settings=told.settings_told(settings),
        curves=told.curves({**made.drawn.signals, **cavity_curves(preset, made)}),
    )


class Seen(NamedTuple):
    """What a shot's numbers need beside the shot: timetable, energy, the wall before it and at its hottest."""

    times: Times
    kwh: float
    wall_start_c: float
    wall_peak_c: float


def values_of(settings: Settings, made: Made) -> dict[str, float]:
    """The shot's numbers by catalogue name."""
    wall = made.drawn.signals[WALL]
    seen = Seen(made.drawn.times, made.drawn.load.kwh, float(wall[0]), float(wall.max()))
    return numbers(settings, made.shot, seen)


def numbers(settings: Settings, shot: Shot, seen: Seen) -> dict[str, float]:
    """A shot's numbers by catalogue name, from the shot and what its sensors saw."""
    return {
        "injection_time_s": shot.injection_s,
        "dosing_time_s": shot.dosing_s,
        "cycle_time_s": shot.cycle_s,
        "cushion_volume_cm3": shot.cushion_cm3,
        "plastification_volume_cm3": settings.metered_cm3,
        "transfer_volume_cm3": settings.transfer_cm3,
        "transfer_specific_pressure_bar": shot.transfer_bar,
        "specific_pressure_maximum_bar": shot.peak_bar,
        "cavity_pressure_maximum_bar": shot.cavity_peak_bar,
        "back_pressure_bar": settings.back_bar,
        "energy_shot_kwh": seen.kwh,
        "cooling_time_s": seen.times.open_s - seen.times.hold_end_s,
        "cavity_wall_start_c": seen.wall_start_c,
        "cavity_wall_peak_c": seen.wall_peak_c,
    }


def gauged(preset: Preset, part: Part) -> dict[str, float]:
    """What scale and gauge read of a part, by catalogue name."""
    first, second = preset.mould.dimensions
    return {"weight_g": part.weight_g, first.name: part.dimensions_mm[0], second.name: part.dimensions_mm[1]}
