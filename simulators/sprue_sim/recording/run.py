"""Shot after shot of a job, in the order of its rows, with the transients that a press has after a change."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sprue_sim import cycle
from sprue_sim.data import Settings
from sprue_sim.faults import influences_at, shot_us
from sprue_sim.process import world as slow
from sprue_sim.process.cell import running
from sprue_sim.process.facts import facts_of
from sprue_sim.process.world import World
from sprue_sim.recording.plan import COLUMNS
from sprue_sim.recording.wishes import Job, Shot
from sprue_sim.recording.writer import SAMPLES, SIGNALS, Made

START_US = 1_750_000_000_000_000  # a run has no date of its own; shots follow each other from here
FIRST_PAUSE_S = 120.0  # the press stood before the first shot: its wall is 11 °C low, as measured
WAIT_S = 3600.0  # until zones and mould have new temperatures
PAUSE_S = 26.0  # for a change of settings: its wall falls by a quarter of its rise, as measured
KNOBS = [key for key in COLUMNS.values() if key != "regrind_pct"]
DIMENSIONS = ("inner_diameter_mm", "outer_diameter_mm", "hinge_width_mm", "tab_width_mm", "outer_roundness_mm")


def produce(job: Job) -> Iterator[Made]:
    """Make the job's shots. Same job, same shots."""
    for number, (row, made) in enumerate(shots_of(job)):
        yield Made(row_of(job, number, row, made), curves_of(made))


def shots_of(job: Job) -> Iterator[tuple[Shot, cycle.Made]]:
    """The same with everything that is known of each: what was set, what became of it."""
    us, before = START_US, job.rows[0]
    begun = _reached(job, World.begin(job.preset, job.seed, us), job.preset.settings, before.settings, us)
    world = _stood(job, begun, before.settings, FIRST_PAUSE_S, us)
    for number, row in enumerate(job.rows):
        world = _before_shot(job, world, before, row, us)
        influences = influences_at(job.faults, shot_us(job.preset, number + 1), job.preset)
        cell = running(job.preset, row.settings, influences)
        made = cycle.make(cell, world, cycle.Moment(us, us, job.seed, number))
        us += int(made.cycle_s * 1e6)
        world = slow.after_cycle(cell, world, made.shot, made.cycle_s, us)
        yield row, made
        before = row


def _before_shot(job: Job, world: World, before: Shot, now: Shot, us: int) -> World:
    """The press stands as long as the plan says; else it awaits the temperatures of another dataset."""
    if now.wait_s is not None:
        return _stood(job, world, now.settings, now.wait_s, us) if now.wait_s else world
    if not _stops(before, now):
        return world
    return _stood(job, _reached(job, world, before.settings, now.settings, us), now.settings, PAUSE_S, us)


def _stops(before: Shot, now: Shot) -> bool:
    """Whether the press is stopped for a change: for another production dataset, not for a turn of one knob.

    Which it is, a plan says by its column `setting`; without it, two settings at once are another dataset.
    Regrind only goes into the hopper.
    """
    if before.named and now.named:
        return before.group != now.group
    turned = [key for key in KNOBS if getattr(before.settings, key) != getattr(now.settings, key)]
    return len(turned) > 1


def _reached(job: Job, world: World, before: Settings, now: Settings, us: int) -> World:
    """New temperatures are waited for, and what has aged in the barrel meanwhile is purged."""
    if (before.nozzle_c, before.mould_c) == (now.nozzle_c, now.mould_c):
        return world
    waited = _stood(job, world, now, WAIT_S, us)
    barrel = waited.barrel._replace(aged=0.0, corners=0.0, melt_c=now.nozzle_c)
    fixed, moving = (wall + job_rise_c(job) for wall in waited.mould.walls_c)
    return waited._replace(barrel=barrel, mould=waited.mould._replace(walls_c=(fixed, moving)))


def job_rise_c(job: Job) -> float:
    """Wall over coolant in settled production: the press has warmed up on shots that nobody counted."""
    return facts_of(job.preset).rise_c


def _stood(job: Job, world: World, settings: Settings, seconds: float, us: int) -> World:
    cell = running(job.preset, settings)
    return slow.after_stand(cell, world, seconds, us)


def row_of(job: Job, index: int, row: Shot, made: cycle.Made) -> dict[str, Any]:
    """The shot's row of the table, columns as recorded."""
    values = cycle.values_of(row.settings, made)
    gauge = cycle.gauged(job.preset, made.parts[0]) if made.parts else {}
    zones = {f"barrel_zone_{zone}_c": made.slow.values[f"barrel_zone_{zone}_c"] for zone in range(1, 6)}
    known = {
        **zones,
        "transfer_volume_cm3": values["transfer_volume_cm3"],
        "transfer_pressure_bar": values["transfer_specific_pressure_bar"],
        "injection_pressure_max_bar": values["specific_pressure_maximum_bar"],
        "dosing_time_s": values["dosing_time_s"],
        "injection_time_s": values["injection_time_s"],
        **{name: getattr(row.settings, key) for name, key in COLUMNS.items() if name != "recyclate_pct"},
        "weight_g": gauge.pop("weight_g", None),
        **{name: gauge.pop(name, None) for name in DIMENSIONS},
        **gauge,
        "recyclate_pct": row.settings.regrind_pct,
    }
    rounded = {name: "" if value is None else round(float(value), 4) for name, value in known.items()}
    return {"cycle": index + 1, "setting": row.group, **rounded}


def curves_of(made: cycle.Made) -> NDArray[np.float32]:
    """(signal, sample), NaN after the cycle's end; cut where the recorder stops."""
    table = np.full((len(SIGNALS), SAMPLES), np.nan, dtype=np.float32)
    for number, name in enumerate(SIGNALS):
        values = made.drawn.signals[name][:SAMPLES]
        table[number, : len(values)] = values
    return table
