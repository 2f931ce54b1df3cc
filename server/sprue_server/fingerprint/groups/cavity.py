"""What pressure did the part itself feel? From the first sensor that there is in a cavity.

Times are counted from change-over: it is the same moment of every shot, whatever the speed. Phases of the
curve: melt arrives, cavity is full, pressure peaks, gate seals (Polymers 2020, 12, 1812).
"""

from collections.abc import Mapping

from sprue_server.fingerprint.facts import Feature, Level, named
from sprue_server.fingerprint.phases import Phases
from sprue_server.fingerprint.seal import sealed_s
from sprue_server.fingerprint.seen import Found, Seen
from sprue_server.fingerprint.track import Track

D = Level.D
PRESSURE = ("cavity_pressure_bar", *(f"cavity_pressure_{number}_bar" for number in range(1, 9)))
ARRIVED = 0.05  # of the peak: the melt is at the sensor
RISE = (0.2, 0.8)  # of the peak
DECAY = (0.9, 0.5)  # of the peak: between them its fall is measured
WINDOWS_S = ((0.0, 0.25), (0.25, 0.5), (0.5, 1.0), (1.0, 2.0), (2.0, 4.0), (4.0, 8.0))
AFTER_S = (0.05, 0.1, 0.2, 0.5, 1.0, 1.5, 2.0, 3.0, 5.0)
FEATURES: Mapping[str, Feature] = {
    "cavity_peak_bar": Feature("bar", D, "Highest pressure in the cavity"),
    "cavity_arrival_s": Feature("s", D, "From the start of filling until melt is at the sensor"),
    "cavity_arrival_after_transfer_s": Feature("s", D, "From change-over until melt is at the sensor"),
    "cavity_peak_after_transfer_s": Feature("s", D, "From change-over to the peak"),
    "cavity_rise_s": Feature("s", D, "From 20 % to 80 % of the peak"),
    "cavity_integral_bar_s": Feature("bar s", D, "Area below the cavity pressure, change-over to the end"),
    "cavity_decay_bar_s": Feature("bar/s", D, "Fall of the pressure from 90 % to 50 % of its peak"),
    "cavity_half_after_transfer_s": Feature("s", D, "From change-over until half the peak is left"),
    "cavity_at_hold_end_bar": Feature("bar", D, "Pressure in the cavity when hold ends"),
    "cavity_gate_seal_s": Feature("s", D, "From change-over until the gate seals; sensor near the gate only"),
    **{
        f"cavity_integral_{named(begin)}_{named(end)}_bar_s": Feature(
            "bar s", D, f"Area below the cavity pressure, {begin:g} to {end:g} s after change-over"
        )
        for begin, end in WINDOWS_S
    },
    **{
        f"cavity_at_{named(after)}_bar": Feature("bar", D, f"Cavity pressure {after:g} s after change-over")
        for after in AFTER_S
    },
}


def read(seen: Seen) -> Found:
    """What the curve tells; the machine's own peak where there is none."""
    told: Found = {"cavity_peak_bar": seen.value("cavity_pressure_maximum_bar")}
    cavity = next((seen.tracks[name] for name in PRESSURE if name in seen.tracks), None)
    if cavity is None:
        return told
    told["cavity_peak_bar"] = float(cavity.values.max())
    return told if seen.phases is None else told | _read(cavity, seen, seen.phases)


def _read(cavity: Track, seen: Seen, phases: Phases) -> Found:
    transfer, hold_end = phases.transfer_s, phases.hold_end_s
    told: Found = {
        "cavity_integral_bar_s": cavity.integral(transfer, cavity.ends_s),
        "cavity_at_hold_end_bar": None if hold_end is None else cavity.at(hold_end),
    }
    for begin, end in WINDOWS_S:
        area = cavity.integral(transfer + begin, transfer + end)
        told[f"cavity_integral_{named(begin)}_{named(end)}_bar_s"] = area
    told |= {f"cavity_at_{named(after)}_bar": cavity.at(transfer + after) for after in AFTER_S}
    if seen.sensor_near_gate and hold_end is not None:
        told["cavity_gate_seal_s"] = sealed_s(cavity, transfer, hold_end)
    return told | _moments(cavity, phases)


def _moments(cavity: Track, phases: Phases) -> Found:
    """Of the curve, counted from change-over; a curve below zero has none."""
    transfer, peak = phases.transfer_s, float(cavity.values.max())
    if peak <= 0:
        return {}
    at_peak = float(cavity.times[int(cavity.values.argmax())])
    shares = (ARRIVED, *RISE)
    arrived, low, high = (cavity.crossing(share * peak, phases.start_s, rising=True) for share in shares)
    begun, half = (cavity.crossing(share * peak, at_peak, rising=False) for share in DECAY)
    fall_s = _between(begun, half)
    return {
        "cavity_arrival_s": _between(phases.start_s, arrived),
        "cavity_arrival_after_transfer_s": _between(transfer, arrived),
        "cavity_peak_after_transfer_s": at_peak - transfer,
        "cavity_rise_s": _between(low, high),
        "cavity_decay_bar_s": (DECAY[0] - DECAY[1]) * peak / fall_s if fall_s else None,
        "cavity_half_after_transfer_s": _between(transfer, half),
    }


def _between(begin_s: float | None, end_s: float | None) -> float | None:
    return None if begin_s is None or end_s is None else end_s - begin_s
