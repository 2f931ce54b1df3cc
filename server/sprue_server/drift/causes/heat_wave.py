"""A heat wave in the hall: air, oil and, where they are cooled by it, chiller and mould get warmer."""

from sprue_server.drift.cause import Cause
from sprue_server.drift.causes.tcu_fault import MOULD_MOVES

CAUSE = Cause(
    "heat_wave",
    "mould_temperature",
    {
        **MOULD_MOVES,
        "hall_temperature_c": "up!",
        "oil_temperature_c": "up",
        "chiller_water_c": "up",
        "coolant_supply_c": "up",
        "coolant_return_c": "up",
        "coolant_flow_l_min": "steady",
    },
)
