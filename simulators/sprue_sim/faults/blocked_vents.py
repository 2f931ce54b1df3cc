"""The vents are shut with deposits: air is trapped, burns, and keeps the melt out of the corners.

Under speed control the injection pressure hardly rises.
"""

from sprue_sim.data import Preset
from sprue_sim.faults import Tells
from sprue_sim.process.influences import Influences

TELLS: Tells = (("specific_pressure_maximum_bar", "steady"),)
DEFECTS = (
    "burn",
    "weld_line",
)


def possible(preset: Preset) -> str | None:  # noqa: ARG001  # every cell can have it
    """Always."""
    return None


def apply(influences: Influences, strength: float, preset: Preset) -> None:  # noqa: ARG001
    """Disturb the cell."""
    influences.vents *= (1 - strength) ** 1.5
