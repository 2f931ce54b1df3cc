"""The check ring leaks: melt slips back behind it, more in one shot than in the next.

The screw goes farther forward for the same part, so the cushion shrinks and scatters, and there is more to
recover; less pressure gets through.
"""

from sprue_server.drift.cause import Cause

CAUSE = Cause(
    "worn_check_ring",
    "check_ring",
    {
        "cushion": "down!",
        "cavity": "down",
        "fill_pressure": "down",
        "arrival": "up",
        "recovery": "up",
        "weight": "down",
        "wall_rise": "steady",
        "fill_time": "steady",
        "cavity_wall_start_c": "steady",
        "barrel": "steady",
        "set_flow": "steady",
        "coolant_supply_c": "steady",
        "melt_temperature_c": "steady",
        "material_moisture_pct": "steady",
        "oil_temperature_c": "steady",
    },
    scatters=("cushion", "cavity"),
)
