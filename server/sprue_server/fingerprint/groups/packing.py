"""How was the part packed? Hold pressure, the screw's travel under it, the cushion that is left."""

from collections.abc import Mapping

from sprue_server.fingerprint.facts import Feature, Level
from sprue_server.fingerprint.phases import PRESSURE, SCREW, Phases
from sprue_server.fingerprint.seen import Found, Seen
from sprue_server.fingerprint.track import Track

B, C = Level.B, Level.C
EARLY_S = 1.0  # after change-over; most of what is packed goes in while the gate is open
BOUNCE_S = 0.3  # after change-over the screw swings back
FEATURES: Mapping[str, Feature] = {
    "cushion_volume_cm3": Feature("cm³", B, "Melt left after hold, as the machine tells"),
    "hold_time_s": Feature("s", C, "From change-over to the end of hold"),
    "hold_integral_bar_s": Feature("bar s", C, "Area below the injection pressure in hold"),
    "hold_early_bar": Feature("bar", C, "Mean injection pressure in the first second of hold"),
    "hold_mean_bar": Feature("bar", C, "Mean injection pressure in hold"),
    "hold_travel_cm3": Feature("cm³", C, "Screw's travel from change-over to the end of hold"),
    "hold_late_travel_cm3": Feature("cm³", C, "Screw's travel from 0.3 s after change-over to the end of hold"),
    "hold_overshoot_cm3": Feature("cm³", C, "Farthest that the screw goes past its place at change-over"),
    "hold_cushion_cm3": Feature(
        "cm³", C, "Least screw volume between change-over and recovery, from its curve"
    ),
    "hold_end_cm3": Feature("cm³", C, "Screw volume at the end of hold"),
}


def read(seen: Seen) -> Found:
    """Machine's value, then what the curves tell."""
    told: Found = {"cushion_volume_cm3": seen.value("cushion_volume_cm3")}
    if seen.phases is None or seen.phases.hold_end_s is None:
        return told
    transfer, end = seen.phases.transfer_s, seen.phases.hold_end_s
    told["hold_time_s"] = end - transfer
    if pressure := seen.tracks.get(PRESSURE):
        told["hold_integral_bar_s"] = pressure.integral(transfer, end)
        told["hold_mean_bar"] = pressure.mean(transfer, end)
        told["hold_early_bar"] = pressure.mean(transfer, min(transfer + EARLY_S, end))
    screw = seen.tracks.get(SCREW)
    return told | _travel(screw, seen.phases, end) if screw else told


def _travel(screw: Track, phases: Phases, end: float) -> Found:
    at_transfer, at_end = screw.at(phases.transfer_s), screw.at(end)
    if at_transfer is None or at_end is None:
        return {}
    swung = screw.at(min(phases.transfer_s + BOUNCE_S, end))
    until = phases.recovery_start_s or end
    return {
        "hold_travel_cm3": at_transfer - at_end,
        "hold_late_travel_cm3": None if swung is None else swung - at_end,
        "hold_overshoot_cm3": at_transfer
        - float(screw.cut(phases.transfer_s, phases.transfer_s + BOUNCE_S).min()),
        "hold_cushion_cm3": float(screw.cut(phases.transfer_s, until).min()),
        "hold_end_cm3": at_end,
    }
