"""Pressure in the cavity from the front's arrival to the frozen gate. Pure functions, bar and seconds."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from sprue_sim.physics.viscosity import Floats

DWELL_S = 0.02  # the peak lasts one sample of a 50 Hz recorder, so that the recorded peak is the peak


class CavityHistory(NamedTuple):
    """What shapes a cavity's pressure over one shot: times from the start of injection, pressures in bar."""

    arrival_s: float
    full_s: float
    fill_bar: float
    peak_bar: float
    hold_bar: float
    seal_s: float
    settle_s: float = 0.22
    freeze_s: float = 1.6
    rise: float = 1.4


def compression_bar(extra_cm3: ArrayLike, *, melt_cm3: ArrayLike, modulus_bar: ArrayLike) -> Floats:
    """Pressure from pushing `extra_cm3` more into the melt ahead of the screw: K dV / V, never negative."""
    squeezed = np.asarray(extra_cm3, dtype=float) / np.asarray(melt_cm3, dtype=float)
    return np.asarray(np.maximum(squeezed * np.asarray(modulus_bar, dtype=float), 0.0))


def cavity_pressure_bar(history: CavityHistory, elapsed_s: ArrayLike) -> Floats:
    """Pressure at the sensor at each time: nothing, fill, peak, hold as far as the gate lets it, decay.

    After the peak it relaxes to the hold pressure that still gets through, which fades as the frozen
    layer grows; from `seal_s` on it falls with the cooling melt.
    """
    t = np.asarray(elapsed_s, dtype=float)
    span = max(history.full_s - history.arrival_s, 1e-3)
    filled = np.clip((t - history.arrival_s) / span, 0, 1)
    squeeze = max(history.peak_bar - history.fill_bar, 0.0)
    rising = np.minimum(history.fill_bar, history.peak_bar) * filled**history.rise + squeeze * filled**14
    after = np.maximum(t - history.full_s - DWELL_S, 0)
    through = history.hold_bar * np.exp(-after / history.freeze_s)
    relaxing = through + (history.peak_bar - history.hold_bar) * np.exp(-after / history.settle_s)
    sealed = np.exp(-np.maximum(t - history.seal_s, 0) / (0.35 * history.freeze_s))
    return np.asarray(np.where(t < history.full_s, rising, np.maximum(relaxing, 0)) * sealed)
