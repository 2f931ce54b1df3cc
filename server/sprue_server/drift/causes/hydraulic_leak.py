"""A valve or pump leaks inside: set speed and pressure do not arrive, unevenly, and the oil gets hot."""

from sprue_server.drift.cause import Cause

CAUSE = Cause(
    "hydraulic_leak",
    "drive",
    {
        "fill_time": "up!",
        "hold_pressure": "down!",
        "cavity": "down",
        "arrival": "up",
        "cushion": "up",
        "oil_temperature_c": "up!",
        "set_flow": "steady",
        "set_hold": "steady",
        "wall_rise": "steady",
        "barrel": "steady",
        "coolant_supply_c": "steady",
        "material_moisture_pct": "steady",
    },
    scatters=("fill_time",),
)
