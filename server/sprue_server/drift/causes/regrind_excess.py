"""Too much regrind in the hopper.

Chains broken once flow better and pack harder (recyclate run of the Kassel press: cavity peak +23 % at 100 %,
weight +0.7 %, recovery -12 %, injection pressure only -1 to -6 %); flakes feed differently from pellets.
"""

from sprue_server.drift.cause import Cause

CAUSE = Cause(
    "regrind_excess",
    "material",
    {
        "recovery": "down",
        "cavity": "up",
        "weight": "up",
        "fill_pressure": "down",
        "arrival": "down",
        "fill_time": "steady",
        "wall_rise": "steady",
        "cavity_wall_start_c": "steady",
        "barrel": "steady",
        "hold_pressure": "steady",
        "set_flow": "steady",
        "material_moisture_pct": "steady",
        "coolant_supply_c": "steady",
        "melt_temperature_c": "steady",
        "oil_temperature_c": "steady",
    },
    must=("recovery", "cavity"),
)
