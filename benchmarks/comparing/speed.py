"""How fast the cell is simulated, whether its memory stays flat, and what it takes from the mains."""

import time
from typing import NamedTuple

import psutil

from sprue_contract.fields import MachineMode, ProductionStatus
from sprue_sim import channels, cycle, library
from sprue_sim.machine import Machine
from sprue_sim.process import curves, press
from sprue_sim.process import world as slow
from sprue_sim.process.conditions import neutral
from sprue_sim.process.facts import facts_of
from sprue_sim.process.load import load_of

START_US = 1_795_000_000_000_000
DAY_US = 86_400_000_000
PLANT = ("bottle-cap", "lunch-box", "toy-gear", "food-tub", "cosmetic-jar", "toy-figure")
LEAST_PER_S, MOST_DAY_S, MOST_GROWTH_MB = 500, 120, 30
ORDINARY_KG_H = 2.5
RANGES = {"hydraulic": (0.6, 1.2), "servo-hydraulic": (0.35, 0.65), "electric": (0.2, 0.5)}


class Energy(NamedTuple):
    """Specific energy of a cell's usual shot."""

    cell: str
    drive: str
    kwh_kg: float
    kg_h: float

    @property
    def ordinary(self) -> bool:
        """Whether it runs as much as the published machines did; below, fixed loads prevail."""
        return self.kg_h >= ORDINARY_KG_H

    @property
    def inside(self) -> bool:
        """Within the published range of its drive."""
        low, high = RANGES[self.drive]
        return low <= self.kwh_kg <= high


class Rates(NamedTuple):
    """Cycles per second and core by cell; a day of six cells in seconds; growth of memory meanwhile."""

    per_s: dict[str, float]
    day_s: float
    day_cycles: int
    grown_mb: float
    energy: list[Energy]

    @property
    def good(self) -> bool:
        """All goals met."""
        fast = min(self.per_s.values()) >= LEAST_PER_S and self.day_s < MOST_DAY_S
        thrifty = all(one.inside for one in self.energy if one.ordinary)
        return fast and thrifty and self.grown_mb < MOST_GROWTH_MB


def measured() -> Rates:
    """Measure everything; about three minutes."""
    day_s, cycles, grown = _day()
    energy = [_energy(name) for name in library.names("cells")]
    return Rates({name: _per_s(name) for name in ("kassel-cap", *PLANT)}, day_s, cycles, grown, energy)


def _per_s(name: str, cycles: int = 400) -> float:
    """Whole cycles with curves, parts and 1 Hz channels, not encoded."""
    preset = library.preset(name)
    machine = Machine(preset, name, 3, START_US)
    cell, world = machine.cell(), machine.state.world
    dials = channels.Dials(MachineMode.AUTOMATIC, ProductionStatus.PRODUCTION, 1, 0.0)
    began = time.perf_counter()
    for number in range(cycles):
        at = cycle.Moment(START_US, START_US, 3, number)
        made = cycle.make(cell, world, at)
        channels.frames(preset, cell.settings, made.drawn, made.slow, (START_US, dials))
        world = slow.after_cycle(cell, world, made.shot, made.cycle_s, START_US)
    return cycles / (time.perf_counter() - began)


def _day() -> tuple[float, int, float]:
    """A day of six cells as their gateway would get it, encoded, on one core."""
    machines = [Machine(library.preset(name), name, seed, START_US) for seed, name in enumerate(PLANT)]
    for one in machines:
        one.advance()
    process, cycles = psutil.Process(), 0
    before, began = process.memory_info().rss, time.perf_counter()
    for one in machines:
        while one.state.now_us < START_US + DAY_US:
            cycles += any(record.kind == "shot" for record in one.advance())
    return time.perf_counter() - began, cycles, (process.memory_info().rss - before) / 2**20


def _energy(name: str) -> Energy:
    preset, usual = library.preset(name), facts_of(library.preset(name)).usual
    now = neutral(usual.nozzle_c, usual.wall_c)
    shot = press.shot(preset, preset.settings, now)
    times = curves.times_of(preset, preset.settings, shot)
    kwh = load_of(preset, preset.settings, now, shot, times).kwh
    return Energy(name, preset.press.drive, kwh / usual.shot_g * 1000, usual.shot_g / usual.cycle_s * 3.6)
