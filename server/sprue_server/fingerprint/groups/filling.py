"""How was the mould filled? Time, pressure and work until change-over.

Effective viscosity is pressure at transfer times fill time (Bozzelli's in-mould rheology), or the area below
the injection pressure while filling (RJG). It compares shots of one mould at one speed; no material value.
"""

from collections.abc import Mapping

import numpy as np

from sprue_server.fingerprint.facts import Feature, Level
from sprue_server.fingerprint.phases import FLOW, PRESSURE, SCREW, Phases
from sprue_server.fingerprint.seen import Found, Seen
from sprue_server.fingerprint.track import Track

SHARES = (25, 50, 75, 95)  # per cent of the volume that is injected until change-over
B, C = Level.B, Level.C
J_PER_BAR_CM3 = 0.1
MACHINE = {
    "injection_time_s": Feature("s", B, "Fill, start to change-over, as the machine tells"),
    "transfer_specific_pressure_bar": Feature("bar", B, "Pressure before the screw at change-over"),
    "transfer_volume_cm3": Feature("cm³", B, "Screw volume at change-over"),
    "specific_pressure_maximum_bar": Feature("bar", B, "Highest pressure before the screw"),
}
FEATURES: Mapping[str, Feature] = {
    **MACHINE,
    "effective_viscosity_bar_s": Feature("bar s", B, "Pressure at transfer times fill time"),
    "fill_time_s": Feature("s", C, "From 2 % of the screw's travel to change-over"),
    "fill_volume_cm3": Feature("cm³", C, "Melt that is injected until change-over"),
    "fill_flow_cm3_s": Feature("cm³/s", C, "Mean flow while filling"),
    "fill_transfer_bar": Feature("bar", C, "Injection pressure at change-over, from its curve"),
    "fill_peak_bar": Feature("bar", C, "Highest injection pressure, from its curve"),
    "fill_integral_bar_s": Feature("bar s", C, "Area below the injection pressure while filling"),
    "fill_work_j": Feature("J", C, "Injection pressure times injected volume"),
    "fill_late_rise_bar": Feature("bar", C, "Rise of injection pressure over the last fifth of the fill"),
    **{
        f"fill_pressure_{share}_bar": Feature("bar", C, f"Injection pressure when {share} % is filled")
        for share in SHARES
    },
}


def read(seen: Seen) -> Found:
    """Machine's values, then what the curves tell."""
    told: Found = {name: seen.value(name) for name in MACHINE}
    pressure, time = told["transfer_specific_pressure_bar"], told["injection_time_s"]
    told["effective_viscosity_bar_s"] = None if pressure is None or time is None else pressure * time
    return told if seen.phases is None else told | _from_curves(seen, seen.phases)


def _from_curves(seen: Seen, phases: Phases) -> Found:
    start, transfer = phases.start_s, phases.transfer_s
    found: Found = {"fill_time_s": transfer - start}
    pressure, screw = seen.tracks.get(PRESSURE), seen.tracks.get(SCREW)
    if pressure:
        found["fill_transfer_bar"] = pressure.at(transfer)
        found["fill_peak_bar"] = float(pressure.cut(start, transfer + 0.1).max(initial=0.0)) or None
        found["fill_integral_bar_s"] = pressure.integral(start, transfer)
    if screw:
        found |= _strokes(screw, pressure, start, transfer)
    elif flow := seen.tracks.get(FLOW):
        found["fill_flow_cm3_s"] = flow.mean(start, transfer)
    return found


def _strokes(screw: Track, pressure: Track | None, start: float, transfer: float) -> Found:
    before, after = float(screw.cut(screw.begins_s, transfer).max()), screw.at(transfer)
    if after is None or before <= after:
        return {}
    begun = screw.at(start) or before
    found: Found = {"fill_volume_cm3": before - after, "fill_flow_cm3_s": (begun - after) / (transfer - start)}
    return found | (_pressures(screw, pressure, before - after, transfer) if pressure else {})


def _pressures(screw: Track, pressure: Track, volume: float, transfer: float) -> Found:
    """Pressure over the volume that is injected; injected volume only grows, so it can be looked up."""
    times = np.append(screw.times[screw.times < transfer], transfer)
    injected = np.maximum.accumulate(
        float(screw.values[: times.size].max()) - np.interp(times, screw.times, screw.values)
    )
    before_screw = np.interp(times, pressure.times, pressure.values)
    at = np.interp(np.array([*SHARES, 80]) / 100 * volume, injected, before_screw)
    work = float(np.sum(np.diff(injected) * (before_screw[1:] + before_screw[:-1]) / 2))
    named = {f"fill_pressure_{share}_bar": float(value) for share, value in zip(SHARES, at, strict=False)}
    return {
        **named,
        "fill_work_j": work * J_PER_BAR_CM3,
        "fill_late_rise_bar": float(before_screw[-1] - at[-1]),
    }
