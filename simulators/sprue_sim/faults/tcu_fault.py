"""The temperature control unit hunts and supplies too warm: its cooling valve sticks."""

from sprue_sim.data import Preset
from sprue_sim.faults import Tells
from sprue_sim.process.influences import Influences

TELLS: Tells = (
    ("coolant_supply_c", "up"),
    ("coolant_supply_c", "scatters"),
    ("cavity_wall_start_c", "up"),
)
DEFECTS = ("dimension_drift",)
TOO_WARM_K, SWING_K = 14.0, 4.0


def possible(preset: Preset) -> str | None:
    """Why it cannot exist in this cell."""
    return None if preset.auxiliary("tcu") else "it has no temperature control unit"


def apply(influences: Influences, strength: float, preset: Preset) -> None:  # noqa: ARG001
    """Disturb the cell."""
    influences.tcu_k += TOO_WARM_K * strength
    influences.tcu_swing_k += SWING_K * strength
