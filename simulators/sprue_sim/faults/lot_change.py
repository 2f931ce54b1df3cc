"""A new lot of the same grade flows worse: more pressure is needed, and less of it arrives in the cavity."""

from sprue_sim.data import Preset
from sprue_sim.faults import Tells
from sprue_sim.process.influences import Influences

TELLS: Tells = (("specific_pressure_maximum_bar", "up"),)
DEFECTS = ("sink",)
STIFFER = 0.3


def possible(preset: Preset) -> str | None:  # noqa: ARG001  # every cell can have it
    """Always."""
    return None


def apply(influences: Influences, strength: float, preset: Preset) -> None:  # noqa: ARG001
    """Disturb the cell."""
    influences.viscosity *= 1 + STIFFER * strength
