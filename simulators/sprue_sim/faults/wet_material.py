"""The pellets are wet: an open sack, a lid left off, rain on the way. Streaks where the polymer minds water.

Severity 1: as wet as after weeks in the open hall. PP and PE take up next to nothing.
"""

from sprue_sim.data import Preset
from sprue_sim.faults import Tells
from sprue_sim.process.influences import Influences

TELLS: Tells = (("specific_pressure_maximum_bar", "down"),)
DEFECTS = ("splay",)


def possible(preset: Preset) -> str | None:  # noqa: ARG001  # every cell can have it
    """Always."""
    return None


def apply(influences: Influences, strength: float, preset: Preset) -> None:
    """Disturb the cell."""
    influences.moisture_pct += strength * preset.material.moisture.saturation_pct
