"""Numbers of a shot that are watched: its fingerprint, what control and peripherals say, what is set."""

from collections.abc import Mapping

import numpy as np

from sprue_contract.quantities import plausible
from sprue_server.drift.watched import WATCHED
from sprue_server.fingerprint import Cycle, read
from sprue_server.golden import Signal

SET_FLOW, SET_PRESSURE = "flow_set_cm3_s", "injection_pressure_set_bar"
HELD = (
    0.02,
    0.9,
)  # of its highest value: the set pressure of hold lies below the limit that speed control leaves


def numbers_of(cycle: Cycle) -> dict[str, float]:
    """Names of WATCHED with numbers; empty for an interrupted cycle."""
    found = read(cycle)
    if not found:
        return {}
    told = {name: value for name in WATCHED if (value := plausible(name, cycle.values.get(name))) is not None}
    return {name: value for name, value in (told | found | set_of(cycle.curves)).items() if name in WATCHED}


def set_of(curves: Mapping[str, Signal]) -> dict[str, float]:
    """What the control was told to do, as far as its curves say; also of a cycle that was broken off."""
    told: dict[str, float] = {}
    if (flow := curves.get(SET_FLOW)) is not None and np.nanmax(flow.values, initial=0.0) > 0:
        told["set_flow_cm3_s"] = float(np.nanmax(flow.values))
    if (pressure := curves.get(SET_PRESSURE)) is not None:
        top = float(np.nanmax(pressure.values, initial=0.0))
        held = pressure.values[(pressure.values > HELD[0] * top) & (pressure.values < HELD[1] * top)]
        if held.size:
            told["set_hold_bar"] = float(np.median(held))
    return told
