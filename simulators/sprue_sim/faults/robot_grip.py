"""The robot's cups are worn: now and then a part stays in the mould, and the press stands until it is out."""

from sprue_sim.data import Preset
from sprue_sim.faults import Tells
from sprue_sim.process.influences import Influences

TELLS: Tells = (("cavity_wall_start_c", "scatters"),)
DEFECTS = ("dimension_drift",)
MOST = 0.15  # of the shots


def possible(preset: Preset) -> str | None:
    """Why it cannot exist in this cell."""
    return None if preset.auxiliary("robot") else "it has no robot"


def apply(influences: Influences, strength: float, preset: Preset) -> None:  # noqa: ARG001
    """Disturb the cell."""
    influences.grip_failure = min(influences.grip_failure + MOST * strength, 1.0)
