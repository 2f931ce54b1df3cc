"""A hydraulic valve or pump leaks inside: less pressure and speed arrive, unevenly, and the oil gets hot."""

from sprue_sim.data import Preset
from sprue_sim.faults import Tells
from sprue_sim.process.influences import Influences

TELLS: Tells = (
    ("oil_temperature_c", "up"),
    ("transfer_specific_pressure_bar", "down"),
    ("injection_time_s", "up"),
    ("injection_time_s", "scatters"),
)
DEFECTS = ("flow_lines",)
LOST = 0.4  # of pressure and flow
UNEVEN = 0.04
HOTTER_K = 16.0


def possible(preset: Preset) -> str | None:
    """Why it cannot exist in this cell."""
    return "its press is electric and has no oil" if preset.press.drive == "electric" else None


def apply(influences: Influences, strength: float, preset: Preset) -> None:  # noqa: ARG001
    """Disturb the cell."""
    influences.drive *= 1 - LOST * strength
    influences.flow *= 1 - LOST * strength
    influences.flow_scatter += UNEVEN * strength
    influences.oil_k += HOTTER_K * strength
