"""How warm did the cavity's wall become? Its start and end tell whether the mould is still warming up.

Times are counted from change-over, as those of the pressure.
"""

from collections.abc import Mapping

import numpy as np

from sprue_server.fingerprint.facts import Feature, Level, named
from sprue_server.fingerprint.phases import Phases
from sprue_server.fingerprint.seen import Found, Seen
from sprue_server.fingerprint.track import Track

D = Level.D
WALL = "cavity_wall_temperature_c"
CONTACT_C = 3.0  # above the wall before: the melt touches it
AFTER_S = (0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
EARLY_S, LATE_S = 1.0, 10.0  # after change-over: while the skin freezes, and when the part is nearly cold
FEATURES: Mapping[str, Feature] = {
    "cavity_wall_start_c": Feature("°C", D, "Cavity wall before the melt arrives"),
    "cavity_wall_peak_c": Feature("°C", D, "Highest temperature of the cavity wall"),
    "cavity_wall_end_c": Feature("°C", D, "Cavity wall when the cycle ends"),
    "cavity_wall_rise_c": Feature("°C", D, "Rise of the cavity wall"),
    "cavity_wall_gain_c": Feature("°C", D, "Cavity wall at the end over its start"),
    "cavity_wall_early_fall_c": Feature("°C", D, "Fall from the peak to 1 s after change-over"),
    "cavity_wall_late_fall_c": Feature("°C", D, "Fall from 10 s after change-over to the end"),
    "cavity_wall_contact_after_transfer_s": Feature("s", D, "From change-over until melt touches the wall"),
    "cavity_wall_peak_after_transfer_s": Feature("s", D, "From change-over to the wall's peak"),
    **{
        f"cavity_wall_at_{named(after)}_c": Feature("°C", D, f"Cavity wall {after:g} s after change-over")
        for after in AFTER_S
    },
    **{
        f"cavity_wall_over_start_{named(after)}_c": Feature("°C", D, f"Wall over its start, {after:g} s on")
        for after in AFTER_S
    },
}


def read(seen: Seen) -> Found:
    """What the curve tells; the machine's own start and peak where there is none."""
    wall = seen.tracks.get(WALL)
    if wall is None:
        return {name: seen.value(name) for name in ("cavity_wall_start_c", "cavity_wall_peak_c")}
    until = wall.begins_s if seen.phases is None else max(seen.phases.start_s, wall.begins_s)
    start, end, peak = (
        float(np.median(wall.cut(wall.begins_s, until))),
        wall.values[-1],
        float(wall.values.max()),
    )
    told: Found = {
        "cavity_wall_start_c": start,
        "cavity_wall_peak_c": peak,
        "cavity_wall_end_c": float(end),
        "cavity_wall_rise_c": peak - start,
        "cavity_wall_gain_c": float(end) - start,
    }
    return told if seen.phases is None else told | _read(wall, seen.phases, start, peak)


def _read(wall: Track, phases: Phases, start: float, peak: float) -> Found:
    transfer = phases.transfer_s
    touched = wall.crossing(start + CONTACT_C, phases.start_s, rising=True)
    told: Found = {
        "cavity_wall_contact_after_transfer_s": None if touched is None else touched - transfer,
        "cavity_wall_peak_after_transfer_s": float(wall.times[int(wall.values.argmax())]) - transfer,
    }
    for after in AFTER_S:
        value = wall.at(transfer + after)
        told[f"cavity_wall_at_{named(after)}_c"] = value
        told[f"cavity_wall_over_start_{named(after)}_c"] = None if value is None else value - start
    early, late = wall.at(transfer + EARLY_S), wall.at(transfer + LATE_S)
    told["cavity_wall_early_fall_c"] = None if early is None else peak - early
    told["cavity_wall_late_fall_c"] = None if late is None else late - float(wall.values[-1])
    return told
