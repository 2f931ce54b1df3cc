"""How short may cooling be before parts come out warped or out of size?

Cooling gets shorter step by step; each time the mould finds its warmth anew. The parts are gauged once they are
cold, and looked at.
"""

import numpy as np

from sprue_contract.studies import Point
from sprue_sim.data import Preset
from sprue_sim.study_bench import Bench
from sprue_sim.study_instruments import gauged_mm, seen

STEPS, SHOTS = 14, 4
MOST, LEAST = 1.5, 0.15  # of the cooling time that is set


def possible(_preset: Preset) -> str | None:
    """Every part must cool."""
    return None


def run(bench: Bench) -> list[Point]:
    """A dimension, the cycle and what is seen, by cooling time, from long to short."""
    which = bench.preset.mould.dimensions.index(bench.dimension)
    points: list[Point] = []
    for cooling_s in coolings_s(bench):
        bench.turn(cooling_s=cooling_s)
        bench.settle()
        points += [
            {
                "cooling_s": cooling_s,
                "cycle_s": round(made.cycle_s, 2),
                "size_mm": gauged_mm(made.parts[0].dimensions_mm[which]),
                "seen": seen(made, bench.chance),
            }
            for made in bench.shoot(SHOTS)
        ]
    return points


def coolings_s(bench: Bench) -> list[float]:
    """Even steps in ratio: the shorter it is, the more a second does."""
    now = bench.set.cooling_s
    most, least = (bench.limited("cooling_s", share * now) for share in (MOST, LEAST))
    return sorted({round(float(one), 1) for one in np.geomspace(most, least, STEPS)}, reverse=True)
