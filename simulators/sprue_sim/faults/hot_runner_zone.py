"""A zone of the hot runner fails: its tip cools, and one cavity gets less, at last hardly anything."""

from sprue_sim.data import Preset
from sprue_sim.faults import Tells
from sprue_sim.process.influences import Influences

TELLS: Tells = (("cavity_pressure_maximum_bar", "down"),)
DEFECTS = ("short_shot",)
LEAST = 0.08  # of its flow still dribbles through at severity 1


def possible(preset: Preset) -> str | None:
    """Why it cannot exist in this cell."""
    if preset.mould.runner != "hot":
        return "its mould has a cold runner"
    return "its hot runner has only one tip" if sum(map(bool, preset.mould.balance)) == 1 else None


def apply(influences: Influences, strength: float, preset: Preset) -> None:
    """Disturb the cell."""
    tip = next(i for i, share in enumerate(preset.mould.balance) if share > 0)
    influences.tips[tip] = influences.tips.get(tip, 1.0) * (1 - (1 - LEAST) * strength)
