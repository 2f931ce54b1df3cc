"""A thermocouple shows too little, so its controller heats the melt over what it shows.

All zones read as set. A hotter melt is thinner, brings more heat to the wall and packs the cavity longer; the
screw takes longer to push it back against the same pressure; hold pushes more of it in.
"""

from sprue_server.drift.cause import Cause

CAUSE = Cause(
    "thermocouple_drift",
    "melt_temperature",
    {
        "wall_rise": "up!",
        "melt_temperature_c": "up!",
        "fill_pressure": "down",
        "cavity": "up",
        "arrival": "down",
        "recovery": "up",
        "cushion": "down",
        "fill_time": "steady",
        "barrel": "steady",
        "hold_pressure": "steady",
        "set_flow": "steady",
        "coolant_supply_c": "steady",
        "material_moisture_pct": "steady",
        "oil_temperature_c": "steady",
    },
    must=("wall_rise", "melt_temperature_c", "recovery"),
)
