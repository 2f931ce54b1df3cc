"""Process limits: how far a shot may be from the cell's usual one before the press complains."""

from sprue_sim.data import Preset
from sprue_sim.process.facts import facts_of, once

# Half widths over the usual value, as wide as a setter draws them for a plant press with its lots and seasons.
WIDTHS = {
    "injection_time_s": 0.1,
    "dosing_time_s": 0.2,
    "cycle_time_s": 0.04,
    "cushion_volume_cm3": 0.35,
    "transfer_specific_pressure_bar": 0.25,
    "specific_pressure_maximum_bar": 0.25,
    "cavity_pressure_maximum_bar": 0.4,
}
REJECTS = ("cavity_pressure_maximum_bar",)  # outside of these the part is bad; outside of the others, look


@once
def limits(preset: Preset) -> dict[str, tuple[float, float]]:
    """Lower and upper process limit of each quantity that has them."""
    usual = facts_of(preset).usual.shot
    middle = {
        "injection_time_s": usual.injection_s,
        "dosing_time_s": usual.dosing_s,
        "cycle_time_s": usual.cycle_s,
        "cushion_volume_cm3": usual.cushion_cm3,
        "transfer_specific_pressure_bar": usual.transfer_bar,
        "specific_pressure_maximum_bar": usual.peak_bar,
        "cavity_pressure_maximum_bar": usual.cavity_peak_bar,
    }
    return {
        name: (_digits(float(middle[name]) * (1 - width)), _digits(float(middle[name]) * (1 + width)))
        for name, width in WIDTHS.items()
    }


def _digits(value: float) -> float:
    return float(f"{value:.4g}")


def is_bad(preset: Preset, values: dict[str, float]) -> bool:
    """Whether the press rejects the shot; what was not measured is rejected as well."""
    bands = limits(preset)
    return any(not bands[name][0] <= values.get(name, -1.0) <= bands[name][1] for name in REJECTS)
