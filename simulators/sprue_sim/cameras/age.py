"""How a mould ages with its shots, and lamps with their hours: severities and drift. Pure functions.

Rates are ours, after what moulders report: first polish after some 100,000 shots, first repair at the edge
after half a million, a mould of tool steel at its end after one to two millions.
"""

from math import pi, sin
from typing import NamedTuple

import numpy as np

from sprue_sim.cameras.light import Drift
from sprue_sim.physics.defects import rising

WORN_SHOTS, RUSTY_SHOTS, TORN_SHOTS = 900_000.0, 1_200_000.0, 900_000.0
RUSTS_FROM, TEARS_FROM = 200_000.0, 500_000.0
SLIPS_SHOTS = 350_000.0  # between two slips of a tool
SLIP = 0.3
SHUT_SHARE = 0.45  # of the vents: half of the severity
DENT_UM = 25.0
HOUR_US = 3_600_000_000
LAMP_H, LAMP_LOSS = 2000.0, 0.08  # changed after so many hours, having lost so much
DAY_H, HALL = 24.0, 0.012  # lamps follow the hall's warmth


class Shots(NamedTuple):
    """What a mould has made since it was new, and since it was polished."""

    since_new: float
    unpolished: float


def aged(made: Shots, *, vent_open: float, gap_um: float, seed: int) -> dict[str, float]:
    """Severities of a mould after so many shots, with its vents and its parting line as they are."""
    shots = made.since_new
    early = np.random.default_rng([seed, 42]).uniform(0.7, 1.3, 4).tolist()
    slips = int(shots / SLIPS_SHOTS * early[0])
    return {
        "wear_at_gate": rising(made.unpolished, WORN_SHOTS * early[1], 1),
        "scratch": min(SLIP * slips, 1.0),
        "residue_at_vents": rising(1 - vent_open, SHUT_SHARE, 1),
        "corrosion": rising(shots - RUSTS_FROM * early[2], RUSTY_SHOTS),
        "crack": rising(shots - TEARS_FROM * early[3], TORN_SHOTS),
        "parting_line_damage": rising(gap_um, DENT_UM),
        "blocked_vent": rising(1 - vent_open, SHUT_SHARE, 3),
    }


def drift_at(us: int, seed: int) -> Drift:
    """The lamps at a moment: they lose light over months, and follow the hall over the day."""
    start, day, side = np.random.default_rng([seed, 43]).uniform(0, 1, 3).tolist()
    hours = us / HOUR_US
    old = (hours / LAMP_H + start) % 1.0
    warm = sin(2 * pi * (hours / DAY_H + day))
    return Drift(
        power=1 - LAMP_LOSS * old + HALL * warm,
        lean=(0.04 * old * sin(2 * pi * side), 0.04 * old * sin(2 * pi * side + 1)),
        warmer=0.02 * old,
    )
