"""The dryer's heater and desiccant fail: what comes out gets wetter over the hours."""

from sprue_sim.data import Preset
from sprue_sim.faults import Tells
from sprue_sim.process.influences import Influences

TELLS: Tells = (
    ("dryer_air_c", "down"),
    ("dryer_dew_point_c", "up"),
    ("material_moisture_pct", "up"),
)
DEFECTS = ("splay",)


def possible(preset: Preset) -> str | None:
    """Why it cannot exist in this cell."""
    return None if preset.auxiliary("dryer") else "it has no dryer"


def apply(influences: Influences, strength: float, preset: Preset) -> None:  # noqa: ARG001
    """Disturb the cell."""
    influences.drying *= 1 - strength
