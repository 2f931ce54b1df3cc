"""Numbers that say more together: a tree sees a difference of two only in many steps.

Each is of one physical quantity or a known product: peak over mean, work of filling, what is left of the cycle.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Pair(NamedTuple):
    """What is made of two columns, where both are there."""

    one: str
    other: str
    made: Callable[[Floats, Floats], Floats]


TOGETHER: Mapping[str, Pair] = {
    "clamp_rise_kn": Pair("clamp_peak_kn", "clamp_closing_kn", np.subtract),
    "torque_swing_nm": Pair("torque_peak_nm", "torque_mean_nm", np.subtract),
    "fill_effort_bar_s": Pair("injection_pressure_peak_bar", "fill_time_s", np.multiply),
    "volume_less_hold_end": Pair("shot_volume_cm3", "hold_end_cm", np.subtract),
    "dosing_effort_nm_s": Pair("torque_mean_nm", "dosing_time_s", np.multiply),
    "pressure_ratio": Pair("injection_pressure_peak_bar", "back_pressure_peak_bar", np.divide),
    "cycle_less_fill_s": Pair("cycle_time_s", "fill_time_s", np.subtract),
    "melt_over_mould_c": Pair("melt_temperature_c", "mould_temperature_c", np.subtract),
}


def with_together(table: Floats, names: Sequence[str]) -> Floats:
    """The columns (n, d) and those that can be made of them."""
    at = {name: number for number, name in enumerate(names)}
    known = [pair for pair in TOGETHER.values() if pair.one in at and pair.other in at]
    with np.errstate(divide="ignore", invalid="ignore"):
        made = [pair.made(table[:, at[pair.one]], table[:, at[pair.other]]) for pair in known]
    whole = np.column_stack([table, *made]) if made else table
    return np.where(np.isfinite(whole), whole, np.nan)
