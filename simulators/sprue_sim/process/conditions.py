"""How things are when a shot is made: everything that settings, material, wear and auxiliaries have come to."""

from typing import Any, NamedTuple

Number = Any  # a float for one shot, an array (n,) for many


class Conditions(NamedTuple):
    """Inputs of one shot beside its settings. Neutral by default, so that a test names only what it changes."""

    melt_c: Number
    wall_c: Number
    wall_delta_c: Number = 0.0
    unsettled_c: Number = 0.0
    """Wall at the cycle's start less the wall of settled production: negative after a stop."""
    viscosity: Number = 1.0
    flow_share: Number = 1.0
    """Flow that the valve lets through over what is set."""
    slip: Number = 0.0
    vent_open: Number = 1.0
    drive_share: Number = 1.0
    screw_worn: Number = 0.0
    moisture_pct: Number = 0.0
    regrind_pct: Number = 0.0
    degraded: Number = 0.0
    mixing: Number = 1.0
    gap_um: Number = 0.0
    hall_c: Number = 22.0
    dew_c: Number = 10.0
    """Dew point of the hall's air."""
    colour: Number = 1.0
    """Masterbatch over its right dose."""
    balance: tuple[float, ...] = ()
    """Flow into each cavity over its nominal: hot-runner zones, blocked gates. Empty: all 1."""


def neutral(melt_c: float, wall_c: float) -> Conditions:
    """Everything in order at these temperatures."""
    return Conditions(melt_c=melt_c, wall_c=wall_c)
