"""The parting line is damaged: melt runs into a gap, the shot weighs more; pressures do not mind a film."""

from sprue_server.drift.cause import Cause

CAUSE = Cause(
    "parting_line_damage",
    "parting_line",
    {
        "weight": "up!",
        "fill_pressure": "steady",
        "cavity": "steady",
        "arrival": "steady",
        "fill_time": "steady",
        "cushion": "steady",
        "recovery": "steady",
        "wall_rise": "steady",
        "cavity_wall_start_c": "steady",
        "barrel": "steady",
        "hold_pressure": "steady",
        "set_flow": "steady",
        "coolant_supply_c": "steady",
        "melt_temperature_c": "steady",
        "material_moisture_pct": "steady",
    },
)
