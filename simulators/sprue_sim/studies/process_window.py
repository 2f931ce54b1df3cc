"""Within which hold pressures and mould temperatures are parts good, and what spoils them beyond?

At each of a few mould temperatures hold pressure goes from little to much; the parts of each shot are looked at
and gauged.
"""

import numpy as np

from sprue_contract.studies import Point
from sprue_sim.data import Preset
from sprue_sim.process.mould import OVER_WATER_K, water_c
from sprue_sim.study_bench import Bench
from sprue_sim.study_instruments import seen_and_gauged

TEMPERATURES, HOLDS, SHOTS = 5, 13, 3
AROUND_K = 20.0
LITTLE, MUCH = 0.4, 1.9  # of the hold pressure that is set


def possible(_preset: Preset) -> str | None:
    """Every mould here is tempered."""
    return None


def run(bench: Bench) -> list[Point]:
    """What is wrong with the worst part of each shot, by mould temperature and hold pressure."""
    points: list[Point] = []
    for mould_c in moulds_c(bench):
        for hold_bar in holds_bar(bench):
            bench.turn(mould_c=mould_c, hold_bar=hold_bar, hold_start_bar=None)
            bench.settle()
            points += [
                {
                    "mould_c": mould_c,
                    "hold_bar": hold_bar,
                    "seen": seen_and_gauged(bench.preset, made, bench.chance),
                }
                for made in bench.shoot(SHOTS)
            ]
    return points


def moulds_c(bench: Bench) -> list[float]:
    """Around what is set, as far as the unit's water and the material let it go; what is set is one of them."""
    now = bench.set.mould_c
    coldest = max(now - AROUND_K, water_c(bench.preset, bench.world.hall_c) + OVER_WATER_K)
    low = bench.limited("mould_c", min(coldest, now))
    high = bench.limited("mould_c", now + AROUND_K)
    each = TEMPERATURES // 2
    below, above = np.linspace(low, now, each + 1)[:-1], np.linspace(now, high, each + 1)[1:]
    return sorted({round(float(one), 1) for one in (*below, now, *above)})


def holds_bar(bench: Bench) -> list[float]:
    """From little to much, what is set among them."""
    now = bench.set.hold_bar
    most = bench.limited("hold_bar", MUCH * now)
    each = HOLDS // 2
    below, above = np.linspace(LITTLE * now, now, each + 1)[:-1], np.linspace(now, most, each + 1)[1:]
    return sorted({float(round(float(one))) for one in (*below, now, *above)})
