"""What did the part itself feel? Pressure in the cavity, temperature of its wall.

Times are counted from change-over: it is the same moment of every shot, whatever the speed. Phases of the
curve: melt arrives, cavity is full, pressure peaks, gate seals (Polymers 2020, 12, 1812).
"""

from collections.abc import Mapping

import numpy as np

from sprue_server.fingerprint.facts import Feature, Level
from sprue_server.fingerprint.phases import Phases
from sprue_server.fingerprint.seal import sealed_s
from sprue_server.fingerprint.seen import Found, Seen
from sprue_server.fingerprint.track import Track

D = Level.D
PRESSURE = ("cavity_pressure_bar", *(f"cavity_pressure_{number}_bar" for number in range(1, 9)))
WALL = "cavity_wall_temperature_c"
ARRIVED = 0.05  # of the peak: the melt is at the sensor
CONTACT_C = 3.0  # above the wall before: the melt touches it
WINDOWS_S = ((0.0, 0.25), (0.25, 0.5), (0.5, 1.0), (1.0, 2.0), (2.0, 4.0), (4.0, 8.0))
AFTER_S = (0.05, 0.1, 0.2, 0.5, 1.0, 1.5, 2.0, 3.0, 5.0)
DECAY = (0.9, 0.5)  # of the peak: between them its fall is measured


def _named(seconds: float) -> str:
    """0.25 s as in the name of a feature: `250ms`."""
    return f"{round(seconds * 1000)}ms"


FEATURES: Mapping[str, Feature] = {
    "cavity_peak_bar": Feature("bar", D, "Highest pressure in the cavity"),
    "cavity_arrival_s": Feature("s", D, "From the start of filling until melt is at the sensor"),
    "cavity_arrival_after_transfer_s": Feature("s", D, "From change-over until melt is at the sensor"),
    "cavity_peak_after_transfer_s": Feature("s", D, "From change-over to the peak"),
    "cavity_rise_s": Feature("s", D, "From 20 % to 80 % of the peak"),
    "cavity_integral_bar_s": Feature("bar s", D, "Area below the cavity pressure, change-over to the end"),
    "cavity_decay_bar_s": Feature("bar/s", D, "Fall of the pressure from 90 % to 50 % of its peak"),
    "cavity_half_after_transfer_s": Feature(
        "s", D, "From change-over until the pressure has fallen to half its peak"
    ),
    "cavity_at_hold_end_bar": Feature("bar", D, "Pressure in the cavity when hold ends"),
    "cavity_gate_seal_s": Feature(
        "s", D, "From change-over until the gate seals; only with a sensor near the gate"
    ),
    "cavity_wall_start_c": Feature("°C", D, "Cavity wall before the melt arrives"),
    "cavity_wall_peak_c": Feature("°C", D, "Highest temperature of the cavity wall"),
    "cavity_wall_end_c": Feature("°C", D, "Cavity wall when the cycle ends"),
    "cavity_wall_rise_c": Feature("°C", D, "Rise of the cavity wall"),
    "cavity_wall_contact_after_transfer_s": Feature("s", D, "From change-over until melt touches the wall"),
    "cavity_wall_peak_after_transfer_s": Feature("s", D, "From change-over to the wall's peak"),
    **{
        f"cavity_integral_{_named(begin)}_{_named(end)}_bar_s": Feature(
            "bar s", D, f"Area below the cavity pressure, {begin:g} to {end:g} s after change-over"
        )
        for begin, end in WINDOWS_S
    },
    **{
        f"cavity_at_{_named(after)}_bar": Feature("bar", D, f"Cavity pressure {after:g} s after change-over")
        for after in AFTER_S
    },
    **{
        f"cavity_wall_at_{_named(after)}_c": Feature("°C", D, f"Cavity wall {after:g} s after change-over")
        for after in (0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
    },
}


def read(seen: Seen) -> Found:
    """Of the first sensor that there is; the machine's own peaks where it tells no curve."""
    told: Found = {
        "cavity_peak_bar": seen.value("cavity_pressure_maximum_bar"),
        "cavity_wall_start_c": seen.value("cavity_wall_start_c"),
        "cavity_wall_peak_c": seen.value("cavity_wall_peak_c"),
    }
    pressure = next((seen.tracks[name] for name in PRESSURE if name in seen.tracks), None)
    if pressure:
        told |= _pressure(pressure, seen)
    if wall := seen.tracks.get(WALL):
        told |= _wall(wall, seen.phases)
    return told


def _pressure(cavity: Track, seen: Seen) -> Found:
    told: Found = {"cavity_peak_bar": float(cavity.values.max())}
    if seen.phases is None:
        return told
    transfer, hold_end = seen.phases.transfer_s, seen.phases.hold_end_s
    told["cavity_integral_bar_s"] = cavity.integral(transfer, cavity.ends_s)
    told["cavity_at_hold_end_bar"] = None if hold_end is None else cavity.at(hold_end)
    for begin, end in WINDOWS_S:
        told[f"cavity_integral_{_named(begin)}_{_named(end)}_bar_s"] = cavity.integral(
            transfer + begin, transfer + end
        )
    told |= {f"cavity_at_{_named(after)}_bar": cavity.at(transfer + after) for after in AFTER_S}
    if seen.sensor_near_gate and hold_end is not None:
        told["cavity_gate_seal_s"] = sealed_s(cavity, transfer, hold_end)
    return told | _marks(cavity, seen.phases)


def _marks(cavity: Track, phases: Phases) -> Found:
    """Moments of the curve; a peak of noise has none."""
    transfer, peak = phases.transfer_s, float(cavity.values.max())
    if peak <= 0:
        return {}
    at_peak = float(cavity.times[int(cavity.values.argmax())])
    low, high, arrived = (
        cavity.crossing(share * peak, phases.start_s, rising=True) for share in (0.2, 0.8, ARRIVED)
    )
    begun, half = (cavity.crossing(share * peak, at_peak, rising=False) for share in DECAY)
    falls = begun is not None and half is not None and half > begun
    return {
        "cavity_arrival_s": None if arrived is None else arrived - phases.start_s,
        "cavity_arrival_after_transfer_s": None if arrived is None else arrived - transfer,
        "cavity_peak_after_transfer_s": at_peak - transfer,
        "cavity_rise_s": None if low is None or high is None else high - low,
        "cavity_decay_bar_s": (DECAY[0] - DECAY[1]) * peak / (half - begun) if falls else None,  # type: ignore[operator]  # falls
        "cavity_half_after_transfer_s": None if half is None else half - transfer,
    }


def _wall(wall: Track, phases: Phases | None) -> Found:
    until = wall.begins_s if phases is None else max(phases.start_s, wall.begins_s)
    before, peak = float(np.median(wall.cut(wall.begins_s, until))), float(wall.values.max())
    told: Found = {
        "cavity_wall_start_c": before,
        "cavity_wall_peak_c": peak,
        "cavity_wall_end_c": float(wall.values[-1]),
        "cavity_wall_rise_c": peak - before,
    }
    if phases is None:
        return told
    touched = wall.crossing(before + CONTACT_C, phases.start_s, rising=True)
    told["cavity_wall_contact_after_transfer_s"] = None if touched is None else touched - phases.transfer_s
    told["cavity_wall_peak_after_transfer_s"] = float(wall.times[int(wall.values.argmax())]) - phases.transfer_s
    return told | {
        f"cavity_wall_at_{_named(after)}_c": wall.at(phases.transfer_s + after)
        for after in (0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
    }
