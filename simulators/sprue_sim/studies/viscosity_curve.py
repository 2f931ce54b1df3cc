"""From which injection speed on does the melt's viscosity hardly depend on speed any more?

Hold is switched off and the mould is filled faster and faster; fill time and pressure at change-over are read
from the control.
"""

import numpy as np

from sprue_contract.studies import Point
from sprue_sim.data import Preset
from sprue_sim.study_bench import OFF_BAR, OFF_S, Bench

STEPS, SHOTS = 11, 3


def possible(_preset: Preset) -> str | None:
    """Every press has an injection speed."""
    return None


def run(bench: Bench) -> list[Point]:
    """Fill time and pressure by set flow, from the fastest to the slowest, evenly in ratio."""
    fastest = bench.preset.press.max_flow_cm3_s
    points: list[Point] = []
    for share in np.geomspace(1.0, 0.1, STEPS):
        flow = round(bench.limited("flow_cm3_s", fastest * float(share)), 1)
        bench.turn(flow_cm3_s=flow, hold_bar=OFF_BAR, hold_start_bar=None, hold_s=OFF_S)
        bench.settle()
        points += [
            {
                "flow_cm3_s": flow,
                "fill_s": round(float(made.shot.injection_s), 3),
                "transfer_bar": float(round(float(made.shot.transfer_bar))),
            }
            for made in bench.shoot(SHOTS)
        ]
    return points
