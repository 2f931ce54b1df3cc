"""A simulated cell run shot by shot, with faults: its signals and the defects of its parts, for tests."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sprue_sim.data import Preset
from sprue_sim.faults import Injected, influences_at
from sprue_sim.process import noise
from sprue_sim.process.cavities import pressed, pressures
from sprue_sim.process.cell import running
from sprue_sim.process.influences import grips
from sprue_sim.process.now import conditions
from sprue_sim.process.press import shot
from sprue_sim.process.quality import parts
from sprue_sim.process.readings import readings
from sprue_sim.process.surroundings import Surroundings
from sprue_sim.process.world import World, after_cycle, after_stand

STANDS_S = 90.0  # until somebody has taken the part out
STEADY = Surroundings()


class Run(NamedTuple):
    """Arrays over shots."""

    signals: dict[str, np.ndarray]
    defects: dict[str, np.ndarray]
    world: World


def run_cell(  # noqa: PLR0913
    preset: Preset,
    faults: Sequence[Injected] = (),
    *,
    shots: int = 70,
    seed: int = 1,
    skip: int = 0,
    world: World | None = None,
) -> Run:
    """So many shots in a steady hall; of them the first `skip` only age the cell and are not kept."""
    draw = np.random.default_rng(seed)
    world, rows = world or World.begin(preset, seed, around=STEADY), []
    start, sensor = world.us, next(i for i, share in enumerate(preset.mould.balance) if share > 0)
    for number in range(skip + shots):
        cell = running(preset, None, influences_at(faults, world.us - start, preset))
        draws = noise.drawn(draw)
        if not grips(cell.influences, draw.random()):
            world = after_stand(cell, world, STANDS_S, world.us + int(STANDS_S * 1e6))
        if number < skip:
            usual = cell.facts.usual
            world = after_cycle(cell, world, usual.shot, usual.cycle_s, world.us + int(usual.cycle_s * 1e6))
            continue
        now = noise.disturbed(preset, conditions(cell, world, draws), draws)
        made = noise.scattered(preset, shot(pressed(preset, now), cell.settings, now), draws)
        found = parts(preset, cell.settings, now, made, draws)
        factor = pressures(preset, now, made)[sensor][0]
        rows.append(
            {
                **readings(cell, world),
                "specific_pressure_maximum_bar": made.peak_bar,
                "transfer_specific_pressure_bar": made.transfer_bar,
                "cavity_pressure_maximum_bar": made.cavity_peak_bar * factor,
                "injection_time_s": made.injection_s,
                "dosing_time_s": made.dosing_s,
                "cushion_volume_cm3": made.cushion_cm3,
                "cycle_time_s": made.cycle_s,
                "weight_g": np.mean([one.weight_g for one in found]),
                **{
                    f"defect:{k}": max(getattr(one.severities, k) for one in found)
                    for k in found[0].severities._fields
                },
            }
        )
        world = after_cycle(cell, world, made, float(made.cycle_s), world.us + int(made.cycle_s * 1e6))
    table = {key: np.array([float(row[key]) for row in rows]) for key in rows[0]}
    return Run(
        {key: values for key, values in table.items() if not key.startswith("defect:")},
        {key.removeprefix("defect:"): values for key, values in table.items() if key.startswith("defect:")},
        world,
    )
