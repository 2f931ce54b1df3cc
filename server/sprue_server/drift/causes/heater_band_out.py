"""A heater band has failed: its zone sags, its controller gives all it has, the melt is colder.

As long as its neighbours make up for it only their output tells; then the zone sags. A colder melt is
stiffer, brings less heat to the wall and freezes sooner.
"""

from sprue_server.drift.cause import Cause

CAUSE = Cause(
    "heater_band_out",
    "melt_temperature",
    {
        "barrel": "down!",
        "heater_duty_pct": "up",
        "melt_temperature_c": "down",
        "wall_rise": "down",
        "fill_pressure": "up",
        "cavity": "down",
        "fill_time": "steady",
        "cavity_wall_start_c": "steady",
        "hold_pressure": "steady",
        "set_flow": "steady",
        "coolant_supply_c": "steady",
        "material_moisture_pct": "steady",
        "oil_temperature_c": "steady",
    },
    must=("barrel", "heater_duty_pct"),
)
