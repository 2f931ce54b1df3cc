"""Was this cycle broken off? Such a shot has no fingerprint: its numbers would look like a shot's."""

from collections.abc import Mapping

import numpy as np

from sprue_server.findings import CAVITY, INTERRUPTED_BAR
from sprue_server.fingerprint.facts import Cycle
from sprue_server.fingerprint.phases import PRESSURE_SET, SCREW, at_limit, stroke
from sprue_server.fingerprint.seen import Seen, lay_out

FILL, HOLD = "injection_time_s", "set_hold_time_s"
CAVITY_CURVE = "cavity_pressure_bar"
REASONS: Mapping[str, str] = {
    "no_injection_time": "the machine reports an injection time of 0 s",
    "cavity_empty": f"the pressure in the cavity stays below {INTERRUPTED_BAR:.0f} bar",
    "no_injection": "the screw does not move forward",
    "broken_off": "the recording ends while the part is filled or packed",
}


def interrupted(cycle: Cycle) -> str | None:
    """A key of REASONS, or None for a whole cycle."""
    return reason(lay_out(cycle))


def reason(seen: Seen) -> str | None:
    """The same, of a shot that is laid out.

    The first two are the rules of the recorded press: first cycles after a stop have an injection time of 0.
    """
    if seen.values.get(FILL) == 0:
        return "no_injection_time"
    peak = _cavity_peak(seen)
    if peak is not None and peak < INTERRUPTED_BAR:
        return "cavity_empty"
    screw = seen.tracks.get(SCREW)
    if screw and stroke(screw) is None:
        return "no_injection"
    return "broken_off" if _broken_off(seen) else None


def _cavity_peak(seen: Seen) -> float | None:
    told = [value for value in (seen.values.get(CAVITY),) if value is not None and np.isfinite(value)]
    if cavity := seen.tracks.get(CAVITY_CURVE):
        told.append(float(cavity.values.max()))
    return max(told, default=None)


def _broken_off(seen: Seen) -> bool:
    """Its curves end before filling does, or before the hold time that is set is over."""
    screw, wanted = seen.tracks.get(SCREW), seen.tracks.get(PRESSURE_SET)
    if screw and int(screw.values.argmin()) >= screw.values.size - 2:
        return True
    if seen.phases is None:
        return wanted is not None and at_limit(wanted)
    hold_s, ends_s = seen.settings.get(HOLD), max(one.ends_s for one in seen.tracks.values())
    return hold_s is not None and ends_s < seen.phases.transfer_s + hold_s
