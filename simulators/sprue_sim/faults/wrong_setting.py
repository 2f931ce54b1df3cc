"""An operator has set the injection far too slow: a stiff, cold front that shows on the part."""

from sprue_sim.data import Preset
from sprue_sim.faults import Tells
from sprue_sim.process.influences import Change, Influences

TELLS: Tells = (("injection_time_s", "up"), ("specific_pressure_maximum_bar", "down"))
DEFECTS = ("flow_lines", "weld_line")
SLOWER = 0.6  # of the set flow


def possible(preset: Preset) -> str | None:  # noqa: ARG001  # every cell can have it
    """Always."""
    return None


def apply(influences: Influences, strength: float, preset: Preset) -> None:  # noqa: ARG001
    """Disturb the cell."""
    influences.settings["flow_cm3_s"] = Change(factor=1 - SLOWER * strength)
