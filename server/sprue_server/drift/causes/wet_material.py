"""The pellets are wet.

Water is a plasticiser and, in condensation polymers, cuts chains: the melt is thinner, pressure falls, more
arrives in the cavity, and earlier. Its temperature is the usual one, so the wall rises as usual.
"""

from sprue_server.drift.cause import Cause

CAUSE = Cause(
    "wet_material",
    "material",
    {
        "fill_pressure": "down!",
        "cavity": "up!",
        "arrival": "down",
        "fill_time": "steady",
        "wall_rise": "steady",
        "cavity_wall_start_c": "steady",
        "recovery": "steady",
        "barrel": "steady",
        "hold_pressure": "steady",
        "set_flow": "steady",
        "material_moisture_pct": "up!",
        "dryer_air_c": "steady",
        "coolant_supply_c": "steady",
        "melt_temperature_c": "steady",
        "oil_temperature_c": "steady",
    },
)
