"""A zone of the hot runner fails: one cavity gets less, at last hardly anything, and the others a little more.

The whole shot weighs less; before the screw hardly anything changes, so only scales and a sensor in that
cavity tell.
"""

from sprue_server.drift.cause import Cause

CAUSE = Cause(
    "hot_runner_zone",
    "cavity_fill",
    {
        "weight": "down!",
        "hot_runner_c": "down",
        "cushion": "up",
        "fill_time": "steady",
        "wall_rise": "steady",
        "cavity_wall_start_c": "steady",
        "recovery": "steady",
        "barrel": "steady",
        "hold_pressure": "steady",
        "set_flow": "steady",
        "fill_pressure": "steady",
        "coolant_supply_c": "steady",
        "melt_temperature_c": "steady",
        "material_moisture_pct": "steady",
        "oil_temperature_c": "steady",
    },
)
