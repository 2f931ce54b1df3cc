"""The seven curves of a shot at 50 Hz and the 1 Hz channels of its cycle, from the shot's own numbers."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sprue_contract.fields import Phase
from sprue_sim.physics import packing
from sprue_sim.presets import Preset
from sprue_sim.press import RAMP_S, Shots, State

Floats = NDArray[np.float64]
PERIOD_S = 0.02
DOSE_DELAY_S = 0.4  # from the end of hold to the start of recovery
CONTACT_LAG_S = 0.25
CONTACT_SHARE = 0.27  # ratio of effusivities, polymer to steel with sensor lag


class Cycle(NamedTuple):
    """One shot's numbers as plain floats with the moments of its cycle, seconds from its start."""

    shot: dict[str, float]
    wall_c: float
    melt_c: float
    flow_cm3_s: float
    hold_bar: float
    inject_s: float
    transfer_s: float
    hold_end_s: float
    open_s: float
    eject_s: float
    end_s: float


def cycle_of(preset: Preset, made: Shots, state: State, index: int = 0) -> Cycle:
    """The timetable of shot `index`."""
    shot = {name: float(values[index]) for name, values in made._asdict().items()}
    timing = preset.timing
    inject = timing.close_s
    transfer = inject + shot["injection_time_s"]
    end = shot["cycle_time_s"]
    return Cycle(
        shot=shot,
        wall_c=float(state.wall_c[index]),
        melt_c=float(state.melt_c[index]),
        flow_cm3_s=float(state.flow_cm3_s[index]),
        hold_bar=preset.settings.hold_bar,
        inject_s=inject,
        transfer_s=transfer,
        hold_end_s=transfer + preset.settings.hold_s,
        open_s=end - timing.open_s - timing.eject_s,
        eject_s=end - timing.eject_s,
        end_s=end,
    )


def phase_at(cycle: Cycle, t: Floats) -> NDArray[np.int64]:
    """Phase of the cycle at each time."""
    edges = [cycle.inject_s, cycle.transfer_s, cycle.hold_end_s, cycle.open_s, cycle.eject_s]
    codes = np.array([Phase.CLOSE, Phase.FILL, Phase.PACK, Phase.COOL, Phase.OPEN, Phase.EJECT])
    return np.asarray(codes[np.searchsorted(edges, t, side="right")])


def signals(preset: Preset, cycle: Cycle, t: Floats) -> dict[str, Floats]:
    """Curves at times `t` from the start of the cycle; each array has the shape of `t`."""
    after = t - cycle.inject_s
    filling = (after >= 0) & (t < cycle.transfer_s)
    holding = (t >= cycle.transfer_s) & (t < cycle.hold_end_s)
    flow_set = np.where(filling, cycle.flow_cm3_s, 0.0)
    screw = _screw_cm3(cycle, t)
    return {
        "flow_cm3_s": flow_set * np.clip(after / RAMP_S, 0, 1) + np.where(holding, _creep(preset, cycle, t), 0),
        "screw_volume_cm3": screw,
        "cavity_pressure_bar": _cavity(preset, cycle, after),
        "cavity_wall_temperature_c": _wall(preset, cycle, after),
        "injection_pressure_set_bar": np.where(
            holding, cycle.hold_bar, np.where(filling, preset.press.max_pressure_bar, 0)
        ),
        "injection_pressure_bar": _injection(preset, cycle, t),
        "flow_set_cm3_s": flow_set,
    }


def _screw_cm3(cycle: Cycle, t: Floats) -> Floats:
    """Full before injection, transfer volume at change-over, cushion after hold, full again after recovery."""
    shot = cycle.shot
    recover = cycle.hold_end_s + DOSE_DELAY_S
    ready = min(recover + shot["dosing_time_s"], cycle.end_s)
    times = [0, cycle.inject_s, cycle.transfer_s, cycle.hold_end_s, recover, ready, cycle.end_s]
    full, cushion = shot["plastification_volume_cm3"], shot["cushion_volume_cm3"]
    return np.asarray(
        np.interp(t, times, [full, full, shot["transfer_volume_cm3"], cushion, cushion, full, full])
    )


def _creep(preset: Preset, cycle: Cycle, t: Floats) -> Floats:
    pushed = cycle.shot["transfer_volume_cm3"] - cycle.shot["cushion_volume_cm3"]
    tau = max(preset.settings.hold_s / 4, 0.1)
    return np.asarray(max(pushed, 0.0) / tau * np.exp(-np.maximum(t - cycle.transfer_s, 0) / tau))


def _cavity(preset: Preset, cycle: Cycle, after: Floats) -> Floats:
    shot, fill = cycle.shot, cycle.shot["injection_time_s"]
    runner = 1 - preset.mould.part_cm3 * preset.mould.cavities / preset.mould.shot_cm3
    arrival = fill * (runner + (1 - runner) * preset.mould.sensor_share)
    history = packing.CavityHistory(
        arrival_s=arrival,
        full_s=fill * 1.02,
        fill_bar=shot["fill_bar"],
        peak_bar=shot["cavity_pressure_maximum_bar"],
        hold_bar=min(shot["hold_through_bar"], shot["cavity_pressure_maximum_bar"]),
        seal_s=min(shot["seal_s"], fill + preset.settings.hold_s),
        freeze_s=max(preset.settings.hold_s * 0.45, 0.4),
    )
    return packing.cavity_pressure_bar(history, after)


def _wall(preset: Preset, cycle: Cycle, after: Floats) -> Floats:
    """Contact temperature of melt and steel when the front passes, then back towards the start."""
    since = np.maximum(after - cycle.shot["injection_time_s"] * 0.7, 0)
    return np.asarray(cycle.wall_c + _contact_c(preset, cycle, since))


def wall_peak_c(preset: Preset, cycle: Cycle) -> float:
    """Highest temperature of the cavity wall: where the lag's rise and the relaxing are equally fast."""
    since = CONTACT_LAG_S * np.log1p(_relax_s(preset) / CONTACT_LAG_S)
    return float(cycle.wall_c + _contact_c(preset, cycle, since))


def _contact_c(preset: Preset, cycle: Cycle, since: Floats) -> Floats:
    contact = CONTACT_SHARE * (cycle.melt_c - cycle.wall_c)
    return contact * (1 - np.exp(-since / CONTACT_LAG_S)) * np.exp(-since / _relax_s(preset))


def _relax_s(preset: Preset) -> float:
    return max(preset.settings.cooling_s / 2.2, 1.0)


def _injection(preset: Preset, cycle: Cycle, t: Floats) -> Floats:
    shot, fill = cycle.shot, cycle.shot["injection_time_s"]
    after, held = t - cycle.inject_s, np.maximum(t - cycle.transfer_s - packing.DWELL_S, 0)
    share = np.clip(after / fill, 0, 1)
    transfer = shot["transfer_specific_pressure_bar"]
    rising = transfer * (0.62 * share**0.35 + 0.2 * share + 0.18 * share**18)
    hold = cycle.hold_bar + (transfer - cycle.hold_bar) * np.exp(-held / 0.12)
    backing = preset.settings.back_bar * _recovering(cycle, t)
    fading = cycle.hold_bar * np.exp(-np.maximum(t - cycle.hold_end_s, 0) / 0.15)
    parts = [rising * (after >= 0), hold, np.maximum(fading, backing)]
    return np.asarray(np.select([t < cycle.transfer_s, t < cycle.hold_end_s], parts[:2], parts[2]))


def _recovering(cycle: Cycle, t: Floats) -> Floats:
    start = cycle.hold_end_s + DOSE_DELAY_S
    return np.asarray((t >= start) & (t < start + cycle.shot["dosing_time_s"]), dtype=float)
