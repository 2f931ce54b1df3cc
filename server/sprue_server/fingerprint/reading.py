"""All features of a shot, from all groups."""

import importlib
import pkgutil
from collections.abc import Mapping
from math import isfinite
from types import ModuleType

from sprue_server.fingerprint import groups
from sprue_server.fingerprint.facts import Cycle, Feature
from sprue_server.fingerprint.interruption import reason
from sprue_server.fingerprint.seen import lay_out

GROUPS: tuple[ModuleType, ...] = tuple(
    importlib.import_module(f"{groups.__name__}.{found.name}")
    for found in pkgutil.iter_modules(groups.__path__)
)
FEATURES: Mapping[str, Feature] = {name: one for group in GROUPS for name, one in group.FEATURES.items()}


def read(cycle: Cycle, *, sensor_near_gate: bool = False) -> dict[str, float]:
    """What could be read of a shot: names of FEATURES with finite numbers; nothing of an interrupted cycle.

    `sensor_near_gate`: the cavity's sensor sits where its pressure tells when the gate has sealed.
    """
    seen = lay_out(cycle, sensor_near_gate=sensor_near_gate)
    if reason(seen) is not None:
        return {}
    found = {name: value for group in GROUPS for name, value in group.read(seen).items()}
    return {name: float(value) for name, value in found.items() if value is not None and isfinite(value)}
