"""The hall around a cell: its air over the day, the water that comes from outside, the material's lots."""

from functools import lru_cache
from math import log, pi, sin
from typing import NamedTuple

from sprue_sim import schedule
from sprue_sim.data import Preset
from sprue_sim.physics.drying import vapour_hpa

HOUR_US = 3_600_000_000
LAB_NOISE = 1.5  # a press with less stands in a laboratory: one lot, steady air
SIGMA_LOT = 0.04  # viscosity from lot to lot, plants: 3 to 5 %
WET_SHARE = 0.6  # of a heat wave shows in the dew point
MAGNUS = 17.62, 243.12, 6.112


class Surroundings(NamedTuple):
    """What a hall is like. Its dew point stays over a day, so the relative humidity swings against warmth."""

    mean_c: float = 22.0
    swing_c: float = 0.0
    humidity_pct: float = 50.0
    warmest_h: float = 14.5
    lot_sigma: float = 0.0


def surroundings_of(preset: Preset) -> Surroundings:
    """As the cell's hall climate says; without one a plant's hall swings by 4 K, a laboratory's does not."""
    if preset.press.noise < LAB_NOISE:
        return Surroundings()
    device = preset.auxiliary("hall_climate")
    numbers = {"mean_c": 22.5, "swing_c": 4.0} | (device.numbers if device else {})
    known = {key: numbers[key] for key in Surroundings._fields if key in numbers}
    return Surroundings(**({"lot_sigma": SIGMA_LOT} | known))


def hall_c(around: Surroundings, us: int, added_k: float) -> float:
    """Air in the hall, °C: warmest in the afternoon, UTC."""
    day_h = (us / HOUR_US) % 24
    return around.mean_c + added_k + around.swing_c * sin((day_h - around.warmest_h + 6) / 24 * 2 * pi)


def humidity(around: Surroundings, air_c: float, added_k: float = 0.0) -> float:
    """Relative humidity of the hall's air, 0 to 1; a heat wave brings some water of its own."""
    water = around.humidity_pct / 100 * vapour_hpa(around.mean_c + WET_SHARE * added_k)
    return min(water / vapour_hpa(air_c), 0.95)


def dew_point_c(air_c: float, humidity_share: float) -> float:
    """Dew point of air by Magnus, -20 to 60 °C."""
    a, b, full = MAGNUS
    level = log(max(humidity_share, 0.01) * vapour_hpa(air_c) / full)
    return b * level / (a - level)


@lru_cache(maxsize=1024)
def lot_viscosity(around: Surroundings, seed: int, lot: int) -> float:
    """Viscosity of a lot against the nominal."""
    return schedule.lot_viscosity(seed, lot, around.lot_sigma) if around.lot_sigma else 1.0
