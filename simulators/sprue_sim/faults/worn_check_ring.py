"""The check ring no longer shuts tight: melt slips back behind it, and no two shots are alike.

Severity 1: 15 % of the pushed melt goes back.
"""

from sprue_sim.data import Preset
from sprue_sim.faults import Tells
from sprue_sim.physics import wear
from sprue_sim.physics.viscosity import viscosity_pa_s
from sprue_sim.process.facts import facts_of
from sprue_sim.process.influences import Influences
from sprue_sim.process.now import RING_SHEAR_1_S

TELLS: Tells = (
    ("cushion_volume_cm3", "down"),
    ("cushion_volume_cm3", "scatters"),
    ("cavity_pressure_maximum_bar", "down"),
)
DEFECTS = ("sink",)
LEAKS = 0.15  # of the pushed melt


def possible(preset: Preset) -> str | None:  # noqa: ARG001  # every cell can have it
    """Always."""
    return None


def apply(influences: Influences, strength: float, preset: Preset) -> None:
    """Disturb the cell."""
    influences.ring_mm += gap_mm(preset, LEAKS * strength)


def gap_mm(preset: Preset, share: float) -> float:
    """Gap through which such a share slips back at the cell's own settings."""
    usual = facts_of(preset).usual
    thick = viscosity_pa_s(preset.material.cross_wlf, RING_SHEAR_1_S, usual.nozzle_c)
    per_mm3 = wear.leak_cm3_s(
        1.0,
        pressure_bar=float(usual.shot.transfer_bar),
        viscosity_pa_s=thick,
        ring_mm=preset.press.screw_mm,
    )
    return float((share / (1 - share) * usual.settings.flow_cm3_s / per_mm3) ** (1 / 3))
