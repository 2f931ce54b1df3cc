"""A heater band before the nozzle burns out: its zone sags, its controller gives all it has, the melt is cold.

Half a band is still enough: the controller makes up for it, and only its output tells.
"""

from sprue_sim.data import Preset
from sprue_sim.faults import Tells
from sprue_sim.process.influences import Influences

TELLS: Tells = (
    ("barrel_zone_4_c", "down"),
    ("heater_duty_pct", "up"),
    ("melt_temperature_c", "down"),
    ("specific_pressure_maximum_bar", "up"),
)
DEFECTS = (
    "flow_lines",
    "weld_line",
)
ZONE = 3  # counted from the feed, from 0


def possible(preset: Preset) -> str | None:  # noqa: ARG001  # every cell can have it
    """Always."""
    return None


def apply(influences: Influences, strength: float, preset: Preset) -> None:  # noqa: ARG001
    """Disturb the cell."""
    influences.heater[ZONE] *= (1 - strength) ** 2
