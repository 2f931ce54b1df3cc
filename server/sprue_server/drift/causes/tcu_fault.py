"""The temperature control unit supplies too warm or hunts.

The wall starts warmer by as much as the water; the melt brings as much heat as before, so the rise is the old
one or a little less; the part freezes later, so the cavity holds its pressure longer.
"""

from collections.abc import Mapping

from sprue_server.drift.cause import Cause, Move

MOULD_MOVES: Mapping[str, Move] = {
    "cavity_wall_start_c": "up!",
    "wall_rise": "down",
    "cavity": "up",
    "fill_time": "steady",
    "recovery": "steady",
    "cushion": "steady",
    "barrel": "steady",
    "hold_pressure": "steady",
    "set_flow": "steady",
    "melt_temperature_c": "steady",
    "material_moisture_pct": "steady",
}

CAUSE = Cause(
    "tcu_fault",
    "mould_temperature",
    {
        **MOULD_MOVES,
        "coolant_supply_c": "up!",
        "coolant_return_c": "up!",
        "coolant_flow_l_min": "steady",
        "hall_temperature_c": "steady",
        "chiller_water_c": "steady",
        "oil_temperature_c": "steady",
    },
    scatters=("coolant_supply_c",),
)
