"""Electric power of a press by kind of drive and phase of the cycle. Pure functions, kW."""

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from sprue_sim.physics.viscosity import Floats

Drive = Literal["hydraulic", "servo-hydraulic", "electric"]


class DriveLosses(NamedTuple):
    """Share of the rated power that runs at idle, and efficiency from the wall to the melt."""

    idle_share: float
    efficiency: float


LOSSES: dict[Drive, DriveLosses] = {
    # Chosen so that the whole press lands at 0.6-1.2, 0.35-0.65 and 0.2-0.5 kWh/kg (tested over the presets);
    # ranges: Socks (VEIC) side by side; fixed pump : servo : electric = 100 : 54 : 48.
    "hydraulic": DriveLosses(0.14, 0.45),
    "servo-hydraulic": DriveLosses(0.04, 0.62),
    "electric": DriveLosses(0.02, 0.78),
}


def hydraulic_kw(pressure_bar: ArrayLike, flow_cm3_s: ArrayLike) -> Floats:
    """Power into the melt: p Q. 1000 bar at 100 cm3/s is 10 kW."""
    return np.asarray(np.asarray(pressure_bar, dtype=float) * np.asarray(flow_cm3_s, dtype=float) / 1e4)


def press_kw(drive: Drive, rated_kw: float, useful_kw: ArrayLike, heating_kw: ArrayLike) -> Floats:
    """Power from the wall: idle part of the drive, useful work over its efficiency, barrel heating."""
    losses = LOSSES[drive]
    useful = np.asarray(useful_kw, dtype=float) / losses.efficiency
    return np.asarray(losses.idle_share * rated_kw + useful + np.asarray(heating_kw, dtype=float))
