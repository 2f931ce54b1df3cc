"""Which numbers of a shot are watched, which of them tell the same story, and what difference is none.

A family is one story: the pressures of the fill rise and fall together, and count once. Floors are standard
deviations below which a number does not matter or cannot be read: repeatability of the laboratory press
(Kassel, settled cycles) for what a press measures, the sample period for what is read off a curve, for
temperatures what sensors, halls and water of a plant breathe within a day. Relative floors are shares of the
template's value.
"""

from collections.abc import Mapping
from typing import NamedTuple

SAMPLE_S = 0.02


class Watched(NamedTuple):
    """A number: its family, the floor of its spread absolute and as a share, whether its scatter is watched.

    `witness`: it helps to name a cause, but nobody is called for it alone; the weather is no fault.
    """

    family: str
    absolute: float = 0.0
    relative: float = 0.0
    scatter: bool = False
    witness: bool = False


def _share(family: str, relative: float, *names: str, scatter: bool = False) -> dict[str, Watched]:
    return {name: Watched(family, 0.0, relative, scatter) for name in names}


def _kelvin(floor: float, *names: str) -> dict[str, Watched]:
    """Temperatures that are families of their own, named as they are."""
    return {name: Watched(name, floor) for name in names}


PRESSURES = ("fill_peak_bar", "fill_pressure_50_bar", "fill_pressure_75_bar")
MACHINE_PRESSURES = ("transfer_specific_pressure_bar", "specific_pressure_maximum_bar")
CAVITY = ("cavity_peak_bar", "cavity_pressure_maximum_bar", "cavity_integral_bar_s", "cavity_at_500ms_bar")

WATCHED: Mapping[str, Watched] = {
    **_share("cycle", 0.005, "cycle_time_s", scatter=True),
    "injection_time_s": Watched("fill_time", 0.005, 0.003, scatter=True),
    "fill_time_s": Watched("fill_time", SAMPLE_S / 2, 0.003),
    **_share("fill_pressure", 0.007, *PRESSURES, *MACHINE_PRESSURES, scatter=True),
    **_share("hold_pressure", 0.006, "hold_mean_bar"),
    "cushion_volume_cm3": Watched("cushion", 0.02, 0.003, scatter=True),
    "hold_cushion_cm3": Watched("cushion", 0.02, 0.003, scatter=True),
    **_share("recovery", 0.01, "dosing_time_s", scatter=True),
    "recovery_time_s": Watched("recovery", SAMPLE_S, 0.01, scatter=True),
    "metered_cm3": Watched("metered", 0.05, 0.003),
    **_share("cavity", 0.012, *CAVITY, scatter=True),
    "cavity_arrival_s": Watched("arrival", SAMPLE_S, 0.003),
    **_kelvin(0.6, "cavity_wall_start_c"),
    "cavity_wall_rise_c": Watched("wall_rise", 0.5),
    **{f"barrel_zone_{zone}_c": Watched("barrel", 1.0) for zone in range(1, 6)},
    **_kelvin(1.0, "melt_temperature_c", "hot_runner_c", "mould_temperature_c"),
    **_kelvin(1.0, "coolant_supply_c", "coolant_return_c", "chiller_water_c"),
    **_kelvin(2.0, "oil_temperature_c", "dryer_air_c"),
    **_kelvin(2.5, "dryer_dew_point_c"),
    "hall_temperature_c": Watched("hall_temperature_c", 1.5, witness=True),
    **_share("coolant_flow_l_min", 0.02, "coolant_flow_l_min"),
    "heater_duty_pct": Watched("heater_duty_pct", 3.0),
    **_share("material_moisture_pct", 0.1, "material_moisture_pct"),
    **_share("weight", 0.0005, "weight_g"),
    **_share("set_flow", 0.005, "set_flow_cm3_s"),
    **_share("set_hold", 0.005, "set_hold_bar"),
}
ONE_SPEAKS = (
    "barrel",
)  # families of which one member moves while the others stay: the farthest speaks for all
FAMILIES = tuple(dict.fromkeys(one.family for one in WATCHED.values()))
