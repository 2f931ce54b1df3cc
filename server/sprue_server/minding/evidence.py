"""What an alarm is told with: each watched number, where it was and where it is; causes with their shares."""

from collections.abc import Mapping
from typing import Any

from sprue_contract.quantities import QUANTITIES
from sprue_server.drift.monitor import Monitor
from sprue_server.drift.naming import Named
from sprue_server.drift.watched import WATCHED
from sprue_server.fingerprint import FEATURES

RAW = "B"  # level of a number that is no feature: the control or a peripheral tells it
LEVELS = {1: "A", 2: "B", 3: "C", 4: "D"}


def unit_of(name: str) -> str:
    """A watched number's unit."""
    if name in FEATURES:
        return FEATURES[name].unit
    return QUANTITIES[name].unit if name in QUANTITIES else ""


def level_of(name: str) -> str:
    """What a press must offer for a number: A pulse, B values, C curves, D a sensor in the cavity."""
    if name in FEATURES:
        return LEVELS[int(FEATURES[name].level)]
    return "D" if name.startswith("cavity_") else RAW  # a control tells a cavity's peak if a sensor is there


def numbers(monitor: Monitor) -> list[dict[str, Any]]:
    """Every watched number, the farthest first: level, spread, where it is, in shares of its limit."""
    shifts, scatters = monitor.shifts(), monitor.scatters()
    told = [
        {
            "name": name,
            "family": WATCHED[name].family,
            "unit": unit_of(name),
            "level": level_of(name),
            "usual": track.level.middle,
            "spread": track.level.spread,
            "now": track.level.middle + track.smooth * track.level.spread,
            "limit": track.limit * track.level.spread,
            "share": track.shift,
            "unrest": track.unrest,
            "moved": shifts.get(name, 0.0),
            "scatter": scatters.get(name),
        }
        for name, track in monitor.tracks.items()
    ]
    return sorted(told, key=lambda one: (-max(abs(one["share"]), one["unrest"]), one["name"]))


def causes(named: Named | None, most: int = 6) -> list[dict[str, Any]]:
    """Causes by how likely they are."""
    shares: Mapping[str, float] = named.shares if named else {}
    ranked = sorted(shares.items(), key=lambda one: (-one[1], one[0]))[:most]
    return [{"cause": cause, "share": share} for cause, share in ranked if share > 0.005]  # noqa: PLR2004


def level_reached(monitor: Monitor) -> str:
    """The highest sensor level that any watched number needs."""
    return max((level_of(name) for name in monitor.tracks), default="A")
