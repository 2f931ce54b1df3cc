"""A heat wave in the hall: air, oil and water get warmer, and cold moulds sweat."""

from sprue_sim.data import Preset
from sprue_sim.faults import Tells
from sprue_sim.process.influences import Influences

TELLS: Tells = (
    ("hall_temperature_c", "up"),
    ("cavity_wall_start_c", "up"),
)
DEFECTS = ("dimension_drift",)
HOTTER_K = 14.0


def possible(preset: Preset) -> str | None:  # noqa: ARG001  # every cell can have it
    """Always."""
    return None


def apply(influences: Influences, strength: float, preset: Preset) -> None:  # noqa: ARG001
    """Disturb the cell."""
    influences.hall_k += HOTTER_K * strength
