"""Another lot of the same grade flows worse or better.

A stiffer melt needs more pressure at the same speed and passes less of it on (pressure falls along the flow
path in proportion to viscosity), so the cavity gets less; it arrives later. Nothing is hotter or colder, the
screw conveys as before.
"""

from sprue_server.drift.cause import Cause

CAUSE = Cause(
    "lot_change",
    "material",
    {
        "fill_pressure": "up!",
        "cavity": "down!",
        "arrival": "up",
        "fill_time": "steady",
        "wall_rise": "steady",
        "cavity_wall_start_c": "steady",
        "recovery": "steady",
        "barrel": "steady",
        "hold_pressure": "steady",
        "set_flow": "steady",
        "material_moisture_pct": "steady",
        "dryer_air_c": "steady",
        "coolant_supply_c": "steady",
        "melt_temperature_c": "steady",
        "oil_temperature_c": "steady",
    },
    both_ways=True,
    rarity=0.5,
)
