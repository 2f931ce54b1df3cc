"""Too much regrind goes into the hopper: a thinner melt that packs harder, with specks."""

from sprue_sim.data import Preset
from sprue_sim.faults import Tells
from sprue_sim.process.influences import Influences

TELLS: Tells = (
    ("dosing_time_s", "down"),
    ("weight_g", "up"),
)
DEFECTS = ("black_specks",)


def possible(preset: Preset) -> str | None:  # noqa: ARG001  # every cell can have it
    """Always."""
    return None


def apply(influences: Influences, strength: float, preset: Preset) -> None:  # noqa: ARG001
    """Disturb the cell."""
    influences.regrind_pct += 100 * strength
