"""Where in a cycle filling begins, changes over to hold, ends, recovers: from whatever signals there are.

The recorded press and ours keep the set pressure at its limit while speed leads the screw, and at 0 after hold.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from sprue_server.fingerprint.track import Track

SCREW, FLOW = "screw_volume_cm3", "flow_cm3_s"
PRESSURE, PRESSURE_SET = "injection_pressure_bar", "injection_pressure_set_bar"
MOULD = "mould_position_mm"
ALMOST = 0.95  # of the limit that the set pressure shows while filling
MOVED = 0.02  # of the stroke: the screw has begun
SLOW = 0.5  # of the usual speed: the screw is no longer filling
WITHIN_S = 0.1  # both signs of change-over lie so close together
LEAST_STROKE = 0.02  # of the highest screw volume; below it the screw has not injected
HELD = 0.005  # of the highest set pressure; it is 0 once hold is over, but for noise
EARLY_S = (0.2, 0.6)  # after change-over: the screw has swung, hold is steady
LET_GO = 0.25  # of the pressure early in hold: hold has ended
RISEN = (0.05, 0.95)  # of the recovery's travel
OPENED_MM = 1.0


class Phases(NamedTuple):
    """Times in seconds on the axis of the curves; None where nothing tells."""

    start_s: float
    transfer_s: float
    hold_end_s: float | None
    recovery_start_s: float | None
    recovery_end_s: float | None
    opens_s: float | None


def phases(tracks: Mapping[str, Track], transfer_cm3: float | None) -> Phases | None:
    """Find them; None when no curve says when it was filled."""
    start_s = _start(tracks)
    if start_s is None:
        return None
    transfer_s = _transfer(tracks, start_s, transfer_cm3)
    if transfer_s is None or transfer_s <= start_s:
        return None
    hold_end_s = _hold_end(tracks, transfer_s)
    begun, done = _recovery(tracks, hold_end_s if hold_end_s is not None else transfer_s)
    return Phases(start_s, transfer_s, hold_end_s, begun, done, _opens(tracks, hold_end_s))


def stroke(screw: Track) -> tuple[float, float] | None:
    """Screw volume before filling and its least until it recovers; None when it has not injected."""
    lowest = int(screw.values.argmin())
    before = float(screw.values[: lowest + 1].max())
    moved = before - float(screw.values[lowest])
    return (before, float(screw.values[lowest])) if moved > LEAST_STROKE * max(abs(before), 1e-9) else None


def _start(tracks: Mapping[str, Track]) -> float | None:
    """The screw has gone 2 % of its way; without its curve, flow or pressure have risen."""
    if screw := tracks.get(SCREW):
        ends = stroke(screw)
        if ends is None:
            return None
        return screw.crossing(ends[0] - MOVED * (ends[0] - ends[1]), screw.times[0], rising=False)
    for name, share in ((FLOW, 0.2), (PRESSURE, 0.05)):
        if (one := tracks.get(name)) and one.values.max() > 0:
            return one.crossing(share * float(one.values.max()), one.times[0], rising=True)
    return None


def _transfer(tracks: Mapping[str, Track], start_s: float, volume_cm3: float | None) -> float | None:
    told = _limit_left(tracks.get(PRESSURE_SET), start_s)
    screw = tracks.get(SCREW)
    if screw and volume_cm3 is not None:
        passed = screw.crossing(volume_cm3, start_s, rising=False)
        if passed is not None and (told is None or abs(passed - told) <= WITHIN_S + screw.period_s):
            return passed
    if told is not None:
        return told
    return _slowed(tracks, start_s)


def at_limit(pressure: Track) -> bool:
    """The set pressure's last sample is at its highest: the screw is still led by speed."""
    return bool(pressure.values[-1] >= ALMOST * pressure.values.max() > 0)


def _limit_left(pressure: Track | None, start_s: float) -> float | None:
    """Half a sample after the set pressure was last at its limit; None when its highest is not one."""
    if pressure is None:
        return None
    high = np.flatnonzero(pressure.values >= ALMOST * pressure.values.max())
    first, last = int(high[0]), int(high[-1])
    steady = last - first + 1 <= high.size + 1 and last + 1 < pressure.values.size
    begins = pressure.times[first] <= start_s + WITHIN_S
    if pressure.values.max() <= 0 or not steady or not begins:
        return None
    return float(pressure.times[last] + pressure.period_s / 2)


def _slowed(tracks: Mapping[str, Track], start_s: float) -> float | None:
    """When the screw last moved at half its usual speed."""
    flow = tracks.get(FLOW)
    if flow is None and (screw := tracks.get(SCREW)):
        speed = -np.gradient(screw.values, screw.period_s)
        flow = Track(screw.begins_s, screw.period_s, speed)
    if flow is None or flow.values.max() <= 0:
        return None
    fast = np.flatnonzero(flow.values >= SLOW * float(np.quantile(flow.values[flow.values > 0], 0.9)))
    ends_s = float(flow.times[fast[-1]] + flow.period_s / 2) if fast.size else start_s
    return ends_s if ends_s > start_s else None


def _hold_end(tracks: Mapping[str, Track], transfer_s: float) -> float | None:
    if wanted := tracks.get(PRESSURE_SET):
        held = np.flatnonzero(wanted.values > HELD * wanted.values.max())
        last = wanted.times[held[-1]] if held.size else transfer_s
        return float(last) if transfer_s < last < wanted.ends_s else None
    pressure = tracks.get(PRESSURE)
    return _let_go(pressure, transfer_s) if pressure else None


def _let_go(pressure: Track, transfer_s: float) -> float | None:
    """When the pressure has fallen to a quarter of what it was early in hold."""
    early = pressure.mean(transfer_s + EARLY_S[0], transfer_s + EARLY_S[1])
    if early is None or early <= 0:
        return None
    return pressure.crossing(LET_GO * early, transfer_s + EARLY_S[1], rising=False)


def _recovery(tracks: Mapping[str, Track], after_s: float) -> tuple[float | None, float | None]:
    screw = tracks.get(SCREW)
    if screw is None or screw.at(after_s) is None:
        return None, None
    later = screw.values[screw.place(after_s) :]
    if later.size == 0:
        return None, None
    low, high = float(later.min()), float(later.max())
    if high - low <= LEAST_STROKE * high:
        return None, None
    begun, done = (screw.crossing(low + share * (high - low), after_s, rising=True) for share in RISEN)
    return begun, done


def _opens(tracks: Mapping[str, Track], after_s: float | None) -> float | None:
    """The mould has moved; without its position: the recorded press stops the screw's curves when it opens."""
    if after_s is None:
        return None
    if mould := tracks.get(MOULD):
        return mould.crossing((mould.at(after_s) or 0.0) + OPENED_MM, after_s, rising=True)
    ends = [one.ends_s for one in tracks.values()]
    screw = tracks.get(SCREW)
    return screw.ends_s if screw and screw.ends_s < max(ends) - screw.period_s else None
