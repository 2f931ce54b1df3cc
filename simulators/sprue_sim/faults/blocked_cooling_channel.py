"""A cooling channel of the moving half is blocked: less water, a hot half, parts that bend."""

from sprue_sim.data import Preset
from sprue_sim.faults import Tells
from sprue_sim.process.influences import Influences

TELLS: Tells = (
    ("coolant_flow_l_min", "down"),
    ("coolant_return_c", "up"),
    ("cavity_wall_start_c", "up"),
)
DEFECTS = ("warpage",)
MOVING = 1
BLOCKS = 0.92  # of the water; a drop always gets through


def possible(preset: Preset) -> str | None:  # noqa: ARG001  # every cell can have it
    """Always."""
    return None


def apply(influences: Influences, strength: float, preset: Preset) -> None:  # noqa: ARG001
    """Disturb the cell."""
    influences.coolant[MOVING] *= 1 - BLOCKS * strength
