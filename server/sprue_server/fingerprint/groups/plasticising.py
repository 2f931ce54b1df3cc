"""How was the next shot's melt made? Recovery of the screw, pressure against it, the barrel."""

from collections.abc import Mapping

from sprue_server.fingerprint.facts import Feature, Level
from sprue_server.fingerprint.phases import PRESSURE, RISEN, SCREW, Phases
from sprue_server.fingerprint.seen import Found, Seen
from sprue_server.fingerprint.track import Track

B, C = Level.B, Level.C
ZONES = tuple(f"barrel_zone_{number}_c" for number in range(1, 6))
MACHINE = {
    "dosing_time_s": Feature("s", B, "Screw recovery, as the machine tells"),
    "plastification_volume_cm3": Feature("cm³", B, "Melt volume metered, as the machine tells"),
    "back_pressure_bar": Feature("bar", B, "Pressure against the recovering screw, as the machine tells"),
    "melt_temperature_c": Feature("°C", B, "Melt in front of the screw"),
    "screw_speed_1_min": Feature("1/min", B, "Screw speed"),
}
FEATURES: Mapping[str, Feature] = {
    **MACHINE,
    "barrel_mean_c": Feature("°C", B, "Mean of the barrel's zones"),
    "recovery_time_s": Feature("s", C, "Recovery of the screw, from the slope of its curve"),
    "recovery_delay_s": Feature("s", C, "From the end of hold until the screw recovers"),
    "recovery_volume_cm3": Feature("cm³", C, "Melt that is metered, with decompression"),
    "recovery_pressure_bar": Feature("bar", C, "Mean injection pressure while the screw recovers"),
    "metered_cm3": Feature("cm³", C, "Highest screw volume after recovery"),
    "metered_before_cm3": Feature(
        "cm³", C, "Highest screw volume before filling: what the shot before metered"
    ),
}


def read(seen: Seen) -> Found:
    """Machine's values, then what the curves tell."""
    told: Found = {name: seen.value(name) for name in MACHINE}
    zones = [value for name in ZONES if (value := seen.value(name)) is not None]
    told["barrel_mean_c"] = sum(zones) / len(zones) if zones else None
    screw = seen.tracks.get(SCREW)
    if screw is None or seen.phases is None:
        return told
    told["metered_before_cm3"] = float(screw.cut(screw.begins_s, seen.phases.transfer_s).max())
    return told | _recovered(screw, seen.tracks.get(PRESSURE), seen.phases)


def _recovered(screw: Track, pressure: Track | None, phases: Phases) -> Found:
    begun, done = phases.recovery_start_s, phases.recovery_end_s
    if begun is None or done is None or phases.hold_end_s is None:
        return {}
    later = screw.values[screw.place(phases.hold_end_s) :]
    return {
        "recovery_time_s": (done - begun) / (RISEN[1] - RISEN[0]),
        "recovery_delay_s": begun - phases.hold_end_s,
        "recovery_volume_cm3": float(later.max() - later.min()),
        "recovery_pressure_bar": pressure.mean(begun, done) if pressure else None,
        "metered_cm3": float(later.max()),
    }
