"""Process limits: how far a shot may be from what physics says of the preset before the press complains."""

import numpy as np

from sprue_sim.presets import Preset
from sprue_sim.press import DRAWS, State, shots
from sprue_sim.thermal import SETTLED_RISE_C

# Half widths over the settled value: at least 1.2 times what 999 of 1000 shots without a leak need, over all
# presets and 30 days.
WIDTHS = {
    "injection_time_s": 0.13,
    "dosing_time_s": 0.17,
    "cycle_time_s": 0.02,
    "cushion_volume_cm3": 0.03,
    "transfer_specific_pressure_bar": 0.25,
    "specific_pressure_maximum_bar": 0.25,
    "cavity_pressure_maximum_bar": 0.45,
    "energy_shot_kwh": 0.03,
}
REJECTS = ("cavity_pressure_maximum_bar",)  # outside of these the part is bad; outside of the others, look


def settled_state(preset: Preset) -> State:
    """A shot after hours of steady production, without any spread."""
    settings, one = preset.settings, np.ones(1)
    return State(
        melt_c=one * settings.nozzle_c,
        wall_c=one * (settings.mould_c + SETTLED_RISE_C),
        thin=one,
        leak=one * 0,
        flow_cm3_s=one * settings.flow_cm3_s,
        over_fill=one * settings.over_fill,
        hold_bar=one * settings.hold_bar,
        draws=np.zeros((DRAWS, 1)),
    )


def limits(preset: Preset) -> dict[str, tuple[float, float]]:
    """Lower and upper process limit of each quantity that has them."""
    if preset.title not in _LIMITS:
        _LIMITS[preset.title] = _worked_out(preset)
    return _LIMITS[preset.title]


_LIMITS: dict[str, dict[str, tuple[float, float]]] = {}


def _worked_out(preset: Preset) -> dict[str, tuple[float, float]]:
    made = shots(preset, settled_state(preset))._asdict()
    return {
        name: (_digits(float(made[name][0]) * (1 - width)), _digits(float(made[name][0]) * (1 + width)))
        for name, width in WIDTHS.items()
    }


def _digits(value: float) -> float:
    return float(f"{value:.4g}")


def is_bad(preset: Preset, values: dict[str, float]) -> bool:
    """Whether the press rejects the shot; what was not measured is rejected as well."""
    bands = limits(preset)
    return any(not bands[name][0] <= values.get(name, -1.0) <= bands[name][1] for name in REJECTS)
