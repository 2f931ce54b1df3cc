"""The nozzle's thermocouple shows too little: the controller heats the melt far over what it shows."""

from sprue_sim.data import Preset
from sprue_sim.faults import Tells
from sprue_sim.process.influences import Influences

TELLS: Tells = (
    ("melt_temperature_c", "up"),
    ("specific_pressure_maximum_bar", "down"),
)
DEFECTS = ("black_specks",)
ZONE = 4  # at the nozzle, from 0
TOO_LOW_K = 35.0


def possible(preset: Preset) -> str | None:  # noqa: ARG001  # every cell can have it
    """Always."""
    return None


def apply(influences: Influences, strength: float, preset: Preset) -> None:  # noqa: ARG001
    """Disturb the cell."""
    influences.thermocouple_k[ZONE] -= TOO_LOW_K * strength
