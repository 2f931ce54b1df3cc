"""A cooling channel is blocked: less water takes the same heat, so it returns warmer, and a half stays hot."""

from sprue_server.drift.cause import Cause
from sprue_server.drift.causes.tcu_fault import MOULD_MOVES

CAUSE = Cause(
    "blocked_cooling_channel",
    "mould_temperature",
    {
        **MOULD_MOVES,
        "cavity_wall_start_c": "up",
        "coolant_supply_c": "steady",
        "coolant_return_c": "up",
        "coolant_flow_l_min": "down!",
        "hall_temperature_c": "steady",
        "chiller_water_c": "steady",
        "oil_temperature_c": "steady",
    },
)
