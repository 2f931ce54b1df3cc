"""The slow state of one cell: all that is left of earlier shots when the next one begins. Plain data.

A snapshot is the object itself: nothing here changes in place.
"""

from math import ceil, exp
from typing import NamedTuple

from sprue_sim import schedule
from sprue_sim.data import Preset, Settings
from sprue_sim.physics import regrind, residence
from sprue_sim.process import melting, mould, pellets, plastify, surroundings
from sprue_sim.process.cell import Cell
from sprue_sim.process.facts import facts_of
from sprue_sim.process.influences import Influences
from sprue_sim.process.melting import Run, heat_j_g
from sprue_sim.process.press import Shot, needed_cm3
from sprue_sim.process.surroundings import Surroundings

READY_K = 8.0  # below its set point a zone locks the screw
CHUNK_S = 60.0  # a long stand is taken in such steps
OIL_C, OIL_IDLE_C, OIL_TAU_S = 48.0, 41.0, 2700.0  # 45 to 55 °C while working
ROOM_KG = 15.0  # of a bin beside the press
OIL_HALL, OIL_MIDDLE_C = 0.4, 22.5
RING_MM_SHOT, FLIGHT_MM_SHOT = 1e-7, 5e-8  # 0.1 and 0.05 mm in a million shots


class World(NamedTuple):
    """Everything slow. Times in us since 1970, temperatures in °C, wear in mm and um."""

    seed: int
    us: int
    around: Surroundings
    hall_c: float
    humidity: float
    pellets: pellets.Pellets
    barrel: plastify.Barrel
    mould: mould.MouldState
    oil_c: float
    ring_mm: float = 0.0
    flight_mm: float = 0.0
    push_bar: float = 800.0
    shots: int = 0
    since_stop: int = 1000
    ground_g: float = 0.0
    """Regrind that waits in the granulator's bin."""
    loop_pct: float = 0.0
    """Share of regrind that the loop could give to the newest shot."""
    more_lots: int = 0
    """Lots that were changed by hand."""

    @classmethod
    def begin(cls, preset: Preset, seed: int, us: int = 0, around: Surroundings | None = None) -> "World":
        """A cell that has produced for hours at its own settings when `us` comes."""
        facts = facts_of(preset)
        around = around or surroundings.surroundings_of(preset)
        hall = surroundings.hall_c(around, us, 0.0)
        fed = residence.Melt(
            viscosity_factor=surroundings.lot_viscosity(around, seed, schedule.lot_at(us)),
            regrind_share=preset.settings.regrind_pct / 100,
            moisture_pct=facts.usual.moisture_pct,
            colour=1.0,
        )
        return cls(
            seed=seed,
            us=us,
            around=around,
            hall_c=hall,
            humidity=surroundings.humidity(around, hall),
            pellets=pellets.settled(facts),
            barrel=plastify.settled(preset, facts, fed, hall),
            mould=mould.settled(preset, facts, hall)._replace(unpolished=mould.shots_before(preset, seed)),
            oil_c=OIL_C + OIL_HALL * (hall - OIL_MIDDLE_C),
            push_bar=float(facts.usual.shot.transfer_bar),
            loop_pct=preset.settings.regrind_pct,
        )


def after_cycle(cell: Cell, world: World, shot: Shot, cycle_s: float, us: int) -> World:
    """The cell when this shot's cycle has ended; `us` is the moment of its end."""
    volume = max(cell.settings.metered_cm3 - float(shot.left_cm3), 1e-3)
    span = _Span(cycle_s, us, volume, float(shot.dosing_s))
    moved = _moved(cell, world, span)
    worn = cell.influences.haste
    stock = _looped(cell, world)
    return moved._replace(
        ring_mm=world.ring_mm + RING_MM_SHOT * worn,
        flight_mm=world.flight_mm + FLIGHT_MM_SHOT * worn,
        push_bar=float(shot.transfer_bar),
        shots=world.shots + 1,
        ground_g=stock.waiting_g,
        loop_pct=100 * stock.share,
        since_stop=world.since_stop + 1,
    )


def after_stand(cell: Cell, world: World, seconds: float, us: int, *, heated: bool = True) -> World:
    """The cell when it has stood; `us` is the end. Not `heated`: everything was switched off.

    Raises:
        ValueError: a negative time.
    """
    if seconds < 0:
        raise ValueError(f"a cell cannot stand for {seconds} s; nothing was changed")
    count = max(ceil(seconds / CHUNK_S), 1)
    for i in range(count):
        at = us - round(seconds * 1e6 * (count - 1 - i) / count)
        world = _moved(cell, world, _Span(seconds / count, at, heated=heated))
    return world._replace(since_stop=0)


def is_ready(settings: Settings, world: World) -> bool:
    """Whether every zone is warm enough to turn the screw."""
    sets = melting.zones_c(settings.nozzle_c)
    return all(now > goal - READY_K for now, goal in zip(world.barrel.zones.temperature_c, sets, strict=True))


class _Span(NamedTuple):
    """A stretch of time up to `us`, with the melt it took."""

    seconds: float
    us: int
    shot_cm3: float = 0.0
    turning_s: float = 0.0
    heated: bool = True


def _moved(cell: Cell, world: World, span: _Span) -> World:
    """Everything that goes on whether or not the cell produces."""
    influences = cell.influences
    hall = surroundings.hall_c(world.around, span.us, influences.hall_k)
    humid = surroundings.humidity(world.around, hall, influences.hall_k)
    grams = span.shot_cm3 * cell.preset.material.thermal.melt_kg_m3 / 1000
    drawn = pellets.Drawn(span.seconds, grams, hall, humid, influences.drying if span.heated else 0.0)
    run = Run(span.seconds, span.shot_cm3, span.turning_s, hall, span.heated)
    return world._replace(
        us=span.us,
        hall_c=hall,
        humidity=humid,
        pellets=pellets.later(cell.facts, world.pellets, drawn),
        barrel=plastify.later(cell, world.barrel, run, _fed(cell, world, span.us)),
        mould=mould.later(cell, world.mould, _load(cell, world, span, hall)),
        oil_c=_oil_c(world, influences, span, hall),
    )


def _looped(cell: Cell, world: World) -> regrind.Stock:
    """The runner of this shot is ground; of what waits, as much goes back as is set, as far as there is."""
    granulator = cell.preset.auxiliary("granulator")
    if granulator is None:
        return regrind.Stock(0.0, 0.0, 0.0, 0.0)
    grams = cell.facts.usual.shot_g
    return regrind.looped(
        world.ground_g,
        grams * cell.preset.mould.runner_cm3 / needed_cm3(cell.preset),
        shot_g=grams,
        most_share=cell.settings.regrind_pct / 100,
        room_g=1000 * granulator.numbers.get("room_kg", ROOM_KG),
    )


def _regrind_pct(cell: Cell, world: World) -> float:
    """Share in what is fed: what the loop gives, or, without a granulator here, what is set."""
    own = world.loop_pct if cell.preset.auxiliary("granulator") else cell.settings.regrind_pct
    return min(own + cell.influences.regrind_pct, 100.0)


def _fed(cell: Cell, world: World, us: int) -> residence.Melt:
    """What goes into the throat now."""
    influences = cell.influences
    lot = schedule.lot_at(us) + world.more_lots
    return residence.Melt(
        viscosity_factor=surroundings.lot_viscosity(world.around, world.seed, lot) * influences.viscosity,
        regrind_share=_regrind_pct(cell, world) / 100,
        moisture_pct=world.pellets.hopper_pct + influences.moisture_pct,
        colour=influences.colour,
    )


def _load(cell: Cell, world: World, span: _Span, hall: float) -> mould.Load:
    """Heat of the shot into each half, over its cycle."""
    facts, material = cell.facts, cell.preset.material
    heat = 0.0
    if span.shot_cm3 > 0:
        grams = facts.usual.shot_g * span.shot_cm3 / facts.usual_cm3
        heat = grams * heat_j_g(material, world.barrel.melt_c, facts.usual.wall_c) / 2 / span.seconds
    return mould.Load(
        span.seconds, heat, cell.settings.mould_c, hall, span.us, int(span.shot_cm3 > 0), tempered=span.heated
    )


def _oil_c(world: World, influences: Influences, span: _Span, hall: float) -> float:
    """First order towards what work, or idling pumps, or nothing makes of it."""
    working = OIL_C if span.shot_cm3 > 0 else OIL_IDLE_C
    goal = working + OIL_HALL * (hall - OIL_MIDDLE_C) + influences.oil_k if span.heated else hall
    return goal + (world.oil_c - goal) * exp(-span.seconds / OIL_TAU_S)
