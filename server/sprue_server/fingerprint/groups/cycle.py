"""How long did the cycle take, and where did the time go?"""

from collections.abc import Mapping

from sprue_server.fingerprint.facts import Feature, Level
from sprue_server.fingerprint.seen import Found, Seen

FEATURES: Mapping[str, Feature] = {
    "cycle_time_s": Feature("s", Level.A, "Whole cycle"),
    "cycle_open_s": Feature("s", Level.C, "From the mould's opening to the end of the cycle"),
    "cycle_waiting_s": Feature(
        "s", Level.C, "From the end of recovery until the mould opens; below 0: it waits"
    ),
}


def read(seen: Seen) -> Found:
    """Fill, hold and recovery times are with their groups; here is what is left of the cycle."""
    whole = seen.value("cycle_time_s")
    told: Found = {"cycle_time_s": whole}
    if seen.phases is None:
        return told
    begins = min((track.begins_s for track in seen.tracks.values()), default=0.0)
    opens, recovered = seen.phases.opens_s, seen.phases.recovery_end_s
    if opens is not None and whole is not None:
        told["cycle_open_s"] = begins + whole - opens
    if opens is not None and recovered is not None:
        told["cycle_waiting_s"] = opens - recovered
    return told
