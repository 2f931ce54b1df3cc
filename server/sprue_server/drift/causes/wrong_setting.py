"""Somebody has set another injection speed: the fill takes longer or shorter, as evenly as before.

Where the control tells what it was set to, that says so; a slower fill needs less pressure, arrives later and
colder.
"""

from sprue_server.drift.cause import Cause

CAUSE = Cause(
    "wrong_setting",
    "setting",
    {
        "fill_time": "up!",
        "set_flow": "down!",
        "arrival": "up!",
        "fill_pressure": "down",
        "cavity": "down",
        "hold_pressure": "steady",
        "set_hold": "steady",
        "barrel": "steady",
        "coolant_supply_c": "steady",
        "material_moisture_pct": "steady",
        "oil_temperature_c": "steady",
    },
    both_ways=True,
)
