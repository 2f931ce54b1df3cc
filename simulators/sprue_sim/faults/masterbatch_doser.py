"""The doser of the masterbatch starves: the colour fades over the contents of the barrel."""

from sprue_sim.data import Preset
from sprue_sim.faults import Tells
from sprue_sim.process.influences import Influences

TELLS: Tells = (("specific_pressure_maximum_bar", "steady"),)
DEFECTS = ("colour_streak",)
STARVES = 0.6


def possible(preset: Preset) -> str | None:  # noqa: ARG001  # every cell can have it
    """Always."""
    return None


def apply(influences: Influences, strength: float, preset: Preset) -> None:  # noqa: ARG001
    """Disturb the cell."""
    influences.colour *= 1 - STARVES * strength
