"""The parting line is dented: a gap deeper than a vent, and melt runs into it though the clamp holds."""

from sprue_sim.data import Preset
from sprue_sim.faults import Tells
from sprue_sim.process.influences import Influences

TELLS: Tells = (("weight_g", "up"),)
DEFECTS = ("flash",)
DEEP = 2.6  # times the depth that this polymer does not enter


def possible(preset: Preset) -> str | None:  # noqa: ARG001  # every cell can have it
    """Always."""
    return None


def apply(influences: Influences, strength: float, preset: Preset) -> None:
    """Disturb the cell."""
    influences.gap_um += DEEP * preset.material.vent_um * strength
