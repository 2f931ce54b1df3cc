"""The flights of the screw are worn: it conveys less per turn, unevenly; what is metered is as before."""

from sprue_server.drift.cause import Cause

CAUSE = Cause(
    "worn_screw",
    "screw",
    {
        "recovery": "up!",
        "fill_time": "steady",
        "cavity_wall_start_c": "steady",
        "barrel": "steady",
        "hold_pressure": "steady",
        "set_flow": "steady",
        "coolant_supply_c": "steady",
        "melt_temperature_c": "steady",
        "material_moisture_pct": "steady",
    },
    scatters=("recovery",),
)
