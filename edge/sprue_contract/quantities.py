"""Every quantity Sprue has a word for: its unit, its meaning, what is plausible, its OPC 40077 name.

A value outside `low`..`high` is implausible: a source reports it as missing, never as a number.
A new quantity is one line here and one word in each language file.
"""

from typing import NamedTuple


class Quantity(NamedTuple):
    """What a number means. `opc` is its browse name in OPC 40077/40083, where there is one."""

    unit: str
    meaning: str
    low: float
    high: float
    opc: str | None = None
    step: float = 0.1  # resolution worth keeping, in `unit`


def _zone(number: int) -> Quantity:
    meaning = f"Barrel zone {number}, counted from the hopper to the nozzle"
    return Quantity("°C", meaning, 0.1, 500, "TemperatureZone.ActualTemperature")


def _beside(device: str) -> Quantity:
    return Quantity("kW", f"Electric power of the {device}, beside the press's own", 0, 1000, None, 0.01)


def _size(meaning: str) -> Quantity:
    return Quantity("mm", meaning, 0.1, 5000, None, 0.001)


def _cavity(number: int) -> Quantity:
    return Quantity("bar", f"Pressure in cavity {number}", -20, 2500)


QUANTITIES: dict[str, Quantity] = {
    # State and counters
    "machine_mode": Quantity("", "Machine mode as OPC 40083 numbers it", 0, 5, "MachineMode", 1),
    "production_status": Quantity("", "Production status", 0, 5, "ProductionStatus", 1),
    "phase": Quantity("", "Where in the cycle the press is", 0, 6, None, 1),
    "machine_cycle_counter": Quantity(
        "", "The machine's own count of cycles", 0, 2**53, "MachineCycleCounter", 1
    ),
    "cycle_elapsed_s": Quantity("s", "Time since this cycle began", 0, 3600),
    # Continuous channels
    "barrel_zone_1_c": _zone(1),
    "barrel_zone_2_c": _zone(2),
    "barrel_zone_3_c": _zone(3),
    "barrel_zone_4_c": _zone(4),
    "barrel_zone_5_c": _zone(5),
    "melt_temperature_c": Quantity("°C", "Melt in front of the screw", 20, 450),
    "mould_temperature_c": Quantity(
        "°C", "Mould steel near the cavity", -20, 250, "TemperatureZone.ActualTemperature"
    ),
    "cavity_wall_temperature_c": Quantity("°C", "Wall of the cavity at the sensor", -20, 400),
    "cavity_pressure_bar": Quantity("bar", "Pressure in the cavity", -20, 2500),
    "injection_pressure_bar": Quantity("bar", "Specific pressure before the screw", -20, 3000),
    "injection_pressure_set_bar": Quantity("bar", "Set specific pressure", -20, 3000),
    "flow_cm3_s": Quantity("cm³/s", "Flow of melt out of the nozzle", -500, 2000),
    "flow_set_cm3_s": Quantity("cm³/s", "Set flow", -500, 2000),
    "screw_volume_cm3": Quantity("cm³", "Melt volume before the screw", -5, 5000, None, 0.01),
    "clamp_force_kn": Quantity("kN", "Force that keeps the mould shut", 0, 50000),
    "mould_position_mm": Quantity("mm", "Opening of the mould", -5, 3000),
    "oil_temperature_c": Quantity("°C", "Hydraulic oil", 0.1, 120),
    "coolant_supply_c": Quantity("°C", "Water to the mould", 0.1, 180),
    "coolant_return_c": Quantity("°C", "Water from the mould", 0.1, 180),
    "coolant_flow_l_min": Quantity("l/min", "Water through the mould", 0, 500),
    "power_kw": Quantity("kW", "Electric power of the press", 0, 1000, "ActualPower", 0.01),
    "energy_total_kwh": Quantity("kWh", "Energy meter", 0, 1e9, "PowerConsumption", 0.001),
    "dryer_power_kw": _beside("dryer"),
    "tcu_power_kw": _beside("temperature control unit"),
    "chiller_power_kw": _beside("chiller"),
    "hot_runner_power_kw": _beside("hot runner"),
    "granulator_power_kw": _beside("granulator"),
    "hall_temperature_c": Quantity("°C", "Air in the hall", -30, 60),
    "hall_humidity_pct": Quantity("%", "Relative humidity in the hall", 0, 100),
    "screw_speed_1_min": Quantity("1/min", "Screw speed", 0, 1000, "PlastificationRotationalSpeed"),
    "heater_duty_pct": Quantity("%", "Mean duty of the barrel's heaters", 0, 100),
    "dryer_air_c": Quantity("°C", "Air into the dryer's hopper", -20, 250),
    "dryer_dew_point_c": Quantity("°C", "Dew point of the dryer's air", -90, 40),
    "material_moisture_pct": Quantity("%", "Water in the pellets at the throat", 0, 15, None, 0.0001),
    "chiller_water_c": Quantity("°C", "Cold water from the chiller", 0.1, 60),
    "hot_runner_c": Quantity(
        "°C", "Hot runner, mean of its zones", 20, 450, "TemperatureZone.ActualTemperature"
    ),
    **{f"cavity_pressure_{number}_bar": _cavity(number) for number in range(1, 9)},
    # One value per shot: OPC 40077 CycleParameters and InjectionUnitCycleParameters
    "cycle_time_s": Quantity("s", "Whole cycle", 0.1, 3600, "CycleTime", 0.001),
    "injection_time_s": Quantity("s", "Fill, start to change-over", 0.001, 100, "InjectionTime", 0.001),
    "dosing_time_s": Quantity("s", "Screw recovery", 0.001, 300, "DosingTime", 0.001),
    "cooling_time_s": Quantity("s", "End of hold to mould opening", 0.001, 1800, None, 0.001),
    "cushion_volume_cm3": Quantity("cm³", "Melt left after hold", 0.0001, 5000, "CushionVolume", 0.001),
    "plastification_volume_cm3": Quantity(
        "cm³", "Melt volume metered", 0.001, 5000, "PlastificationVolume", 0.001
    ),
    "specific_pressure_maximum_bar": Quantity(
        "bar", "Highest pressure before the screw", 1, 3000, "SpecificPressureMaximum"
    ),
    "transfer_specific_pressure_bar": Quantity(
        "bar", "Pressure before the screw at change-over", 1, 3000, "TransferSpecificPressure"
    ),
    "transfer_volume_cm3": Quantity("cm³", "Screw volume at change-over", 0.001, 5000, "TransferVolume", 0.001),
    "cavity_pressure_maximum_bar": Quantity(
        "bar", "Highest pressure in the cavity", 1, 2500, "CavityPressureMaximum"
    ),
    "cavity_wall_start_c": Quantity("°C", "Cavity wall when the cycle begins", 0.1, 400),
    "cavity_wall_peak_c": Quantity("°C", "Highest temperature of the cavity wall", 0.1, 400),
    "back_pressure_bar": Quantity("bar", "Pressure against the recovering screw", 0.1, 500, "BackPressure"),
    "energy_shot_kwh": Quantity("kWh", "Energy of this cycle", 0.0001, 100, None, 0.0001),
    # Settings
    "set_nozzle_temperature_c": Quantity("°C", "Set nozzle temperature", 20, 450),
    "set_mould_temperature_c": Quantity("°C", "Set mould temperature", -20, 250),
    "set_injection_flow_cm3_s": Quantity("cm³/s", "Set injection flow", 0.1, 2000),
    "set_transfer_volume_cm3": Quantity("cm³", "Set change-over volume", 0.1, 5000),
    "set_hold_pressure_bar": Quantity("bar", "Set hold pressure", 1, 3000),
    "set_hold_time_s": Quantity("s", "Set hold time", 0.01, 300),
    "set_back_pressure_bar": Quantity("bar", "Set back pressure", 0.1, 500),
    "set_cooling_time_s": Quantity("s", "Set cooling time", 0.01, 1800),
    "recyclate_pct": Quantity("%", "Share of recyclate in the material", 0, 100),
    # A gauge's reading of a part
    "weight_g": Quantity("g", "Weight of the part", 0.01, 50000, None, 0.001),
    "inner_diameter_mm": Quantity("mm", "Inner diameter", 0.1, 5000, None, 0.001),
    "outer_diameter_mm": Quantity("mm", "Outer diameter", 0.1, 5000, None, 0.001),
    "hinge_width_mm": Quantity("mm", "Width of the hinge", 0.1, 5000, None, 0.001),
    "tab_width_mm": Quantity("mm", "Width of the tab", 0.1, 5000, None, 0.001),
    "bore_mm": _size("Bore"),
    "flange_gap_mm": _size("Gap of the flange"),
    "height_mm": _size("Height"),
    "length_mm": _size("Length"),
    "pin_diameter_mm": _size("Diameter of the pin"),
    "rim_diameter_mm": _size("Diameter of the rim"),
    "rim_length_mm": _size("Length of the rim"),
    "rim_width_mm": _size("Width of the rim"),
    "snap_width_mm": _size("Width of the snap"),
    "thread_diameter_mm": _size("Diameter of the thread"),
    "tip_diameter_mm": _size("Diameter over the teeth"),
    "outer_roundness_mm": Quantity("mm", "Out of round, outside", 0.0001, 100, None, 0.001),
}


def plausible(name: str, value: float | None) -> float | None:
    """Return `value`, or None when it cannot be a reading of `name` (absent, NaN, out of range)."""
    if value is None:
        return None
    known = QUANTITIES.get(name)
    if known is None:
        return value if value == value else None  # noqa: PLR0124  # NaN is the one value unequal to itself
    return value if known.low <= value <= known.high else None
