"""The flights of the screw are worn: it takes longer to meter, unevenly, and mixes colour badly."""

from sprue_sim.data import Preset
from sprue_sim.faults import Tells
from sprue_sim.process.influences import Influences
from sprue_sim.process.melting import depth_mm

TELLS: Tells = (
    ("dosing_time_s", "up"),
    ("dosing_time_s", "scatters"),
)
DEFECTS = ("colour_streak",)
WORN_SHARE = 0.16  # of the channel's depth: half of the conveying is gone
UNEVEN = 0.1


def possible(preset: Preset) -> str | None:  # noqa: ARG001  # every cell can have it
    """Always."""
    return None


def apply(influences: Influences, strength: float, preset: Preset) -> None:
    """Disturb the cell."""
    influences.screw_mm += WORN_SHARE * depth_mm(preset.press) * strength
    influences.screw_scatter += UNEVEN * strength
