"""The curves of one shot, from the start of injection: what a press's recorder would draw."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sprue_sim.data import Preset, Settings
from sprue_sim.physics.filling import held_bar
from sprue_sim.physics.injection import shrinking_bar
from sprue_sim.physics.ops import ARRAY
from sprue_sim.process.conditions import Conditions
from sprue_sim.process.press import Shot, reference_flow

Floats = NDArray[np.float64]
PERIOD_S = 0.02
DOSE_DELAY_S = 0.1  # from the end of hold to the turning screw
NOTED_BEFORE_S = 0.002
PRESSED_BAR = 600.0  # cavity pressure that a mould's power of it refers to


class Times(NamedTuple):
    """When things happen in one shot, seconds from the start of injection."""

    transfer_s: float
    contact_s: float
    gate_s: float
    hold_end_s: float
    dose_s: float
    dosed_s: float
    open_s: float


def times_of(preset: Preset, settings: Settings, shot: Shot) -> Times:
    """The timetable after the mould has closed."""
    hold_end = float(shot.injection.transfer_s) + settings.hold_s + settings.hold_end_s
    dose = hold_end + DOSE_DELAY_S
    return Times(
        transfer_s=float(shot.injection.transfer_s),
        contact_s=float(shot.injection.contact_s),
        gate_s=float(shot.injection.sealed_s),
        hold_end_s=hold_end,
        dose_s=dose,
        dosed_s=dose + float(shot.dosing_s),
        open_s=float(shot.cycle_s) - preset.press.close_s - preset.press.open_s - preset.eject_s,
    )


def signals(preset: Preset, settings: Settings, now: Conditions, shot: Shot, t: Floats) -> dict[str, Floats]:
    """Every signal at times `t` (s,) from the start of injection; catalogue names, each of the shape of `t`."""
    times = times_of(preset, settings, shot)
    t = _as_recorded(t, times.transfer_s)
    nozzle = _nozzle_bar(settings, shot, times, t)
    screw = _screw_cm3(settings, shot, times, nozzle, t)
    return {
        "flow_cm3_s": -np.gradient(screw, t) if len(t) > 1 else np.zeros_like(t),
        "screw_volume_cm3": screw,
        "cavity_pressure_bar": _cavity_bar(preset, now, shot, t),
        "cavity_wall_temperature_c": wall_c(preset, shot, now, times, t),
        "injection_pressure_set_bar": _set_bar(preset, shot, times, t),
        "injection_pressure_bar": nozzle,
        "flow_set_cm3_s": np.full_like(t, settings.flow_cm3_s),
    }


def _as_recorded(t: Floats, transfer_s: float) -> Floats:
    """Moments of the samples: a press's recorder does not miss the peak at change-over, it notes it.

    Measured: the highest sample is 1 % under the peak that the control tells, whatever the flow.
    """
    nearest = int(np.argmin(np.abs(t - transfer_s)))
    if abs(float(t[nearest]) - transfer_s) >= PERIOD_S:
        return t
    moved = t.copy()
    moved[nearest] = max(transfer_s - NOTED_BEFORE_S, 0.0)
    return moved


def _set_bar(preset: Preset, shot: Shot, times: Times, t: Floats) -> Floats:
    held = held_bar(shot.screw.hold, np.maximum(t - times.transfer_s, 0), ARRAY)
    return np.asarray(np.where(t < times.transfer_s, preset.press.max_pressure_bar, held))


def _nozzle_bar(settings: Settings, shot: Shot, times: Times, t: Floats) -> Floats:
    """From the traces to the seal, then as it is set; back pressure while the screw turns."""
    traces = shot.injection.traces
    filled = np.interp(t, traces.t_s, traces.nozzle_bar, left=0.0)
    held = held_bar(shot.screw.hold, np.maximum(t - times.transfer_s, 0), ARRAY)
    turning = (t >= times.dose_s) & (t < times.dosed_s)
    resting = settings.back_bar * np.where(turning, 1.0, 0.4 * np.exp(-np.maximum(t - times.dosed_s, 0) / 2))
    late = np.where(t < times.hold_end_s, held, np.where(t < times.dose_s, 0.0, resting))
    return np.asarray(np.where(t <= traces.t_s[-1], filled, late))


def _screw_cm3(settings: Settings, shot: Shot, times: Times, nozzle: Floats, t: Floats) -> Floats:
    """Pushed to the seal; then the melt before it springs back with pressure; then recovery."""
    traces = shot.injection.traces
    pushed = np.interp(t, traces.t_s, traces.pushed_cm3, left=0.0)
    slipping = shot.screw.slip * settings.metered_cm3 * 0.5
    creep = np.clip((t - times.transfer_s) / settings.hold_s, 0, 1) * slipping
    sealed = shot.injection.inside_cm3 + shot.screw.melt_cm3_bar * nozzle
    forward = (
        settings.metered_cm3 + shot.metered_off_cm3 - np.where(t <= traces.t_s[-1], pushed, sealed) - creep
    )
    at_dose = settings.metered_cm3 - shot.injection.inside_cm3 - slipping
    back = np.interp(t, [times.dose_s, times.dosed_s], [at_dose, settings.metered_cm3])
    return np.asarray(np.where(t < times.dose_s, np.maximum(forward, 0.0), back))


def _cavity_bar(preset: Preset, now: Conditions, shot: Shot, t: Floats) -> Floats:
    """Melt first; what the frozen skin keeps on the sensor lets go more slowly."""
    traces, packing = shot.injection.traces, preset.mould.packing
    cavity = traces.cavity_bar
    open_gate = np.interp(t, traces.t_s, cavity, left=0.0)
    closed = shrinking_bar(shot.injection, shot.feed, shot.melt, t - shot.injection.transfer_s)
    melt = np.where(t <= traces.t_s[-1], open_gate, closed)
    top = int(np.argmax(cavity))
    usual = preset.settings
    share = packing.skin_share * (shot.feed.flow_cm3_s / reference_flow(preset)) ** packing.skin_flow_power
    share *= np.exp(packing.skin_melt_1_k * (now.melt_c - usual.nozzle_c))
    share *= np.exp(packing.skin_wall_1_k * (now.wall_c - usual.mould_c - (preset.mould.wall_rise_c or 0)))
    since = t - traces.t_s[top]
    skin = np.where(
        since > 0, min(share, 0.9) * cavity[top] * np.exp(-np.maximum(since, 0) / packing.skin_s), 0.0
    )
    return np.asarray((melt**4 + skin**4) ** 0.25)


def wall_c(preset: Preset, shot: Shot, now: Conditions, times: Times, t: Floats) -> Floats:
    """Temperature of the cavity's wall: a jump when the front touches, a rise, a fall in two times."""
    touch = preset.mould.touch
    since = np.maximum(t - times.contact_s, 0.0)
    hot = _contact_share(preset, shot, now)
    rise = 1 - (1 - touch.jump) * np.exp(-since / touch.rise_s)
    fall = (1 - touch.slow_share) * np.exp(-since / touch.fall_s) + touch.slow_share * np.exp(
        -since / touch.slow_s
    )
    warmer = np.where(t > times.contact_s, hot * (now.melt_c - now.wall_c) * rise * fall, 0.0)
    return np.asarray(now.wall_c + warmer)


def _contact_share(preset: Preset, shot: Shot, now: Conditions) -> float:
    """Of melt minus wall, that the sensor in the wall sees; around what is usual in this mould."""
    touch, usual = preset.mould.touch, preset.settings
    wall = now.wall_c - usual.mould_c - (preset.mould.wall_rise_c or 0)
    pressed = max(float(shot.cavity_peak_bar), 1.0) / PRESSED_BAR
    share = touch.contact_share * (shot.feed.flow_cm3_s / reference_flow(preset)) ** touch.flow_power
    share *= pressed**touch.pressure_power
    return float(share * np.exp(touch.melt_1_k * (now.melt_c - usual.nozzle_c) + touch.wall_1_k * wall))
