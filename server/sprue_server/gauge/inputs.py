"""What a gauge looks at: features of the fingerprint, and settings where no sensor sees into the cavity.

Measured curves carry over to settings never seen, set points do not (docs/models.md): with a sensor in the
cavity settings are left out.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sprue_contract.quantities import QUANTITIES
from sprue_server.fingerprint import FEATURES, Cycle, Level, read

Floats = NDArray[np.float64]
KNOWN = 0.98  # share of cycles in which an input must be there
SETTINGS = tuple(name for name in QUANTITIES if name.startswith("set_"))


@dataclass(frozen=True)
class Inputs:
    """Their names, and the level that they need."""

    names: tuple[str, ...]
    level: Level

    def row(self, told: Mapping[str, float]) -> Floats:
        """A shot's inputs, NaN where it does not tell one."""
        return np.array([told.get(name, np.nan) for name in self.names])

    def table(self, told: Sequence[Mapping[str, float]]) -> Floats:
        """Of many shots, (shot, input)."""
        return np.array([self.row(one) for one in told]).reshape(len(told), len(self.names))


def told_by(cycle: Cycle) -> dict[str, float]:
    """Features and settings of a shot; nothing of an interrupted one."""
    found = read(cycle)
    if not found:
        return {}
    settings = ((name, cycle.settings.get(name)) for name in SETTINGS)
    return found | {name: value for name, value in settings if value is not None and np.isfinite(value)}


def chosen(told: Sequence[Mapping[str, float]], level: Level, only: Collection[str] | None = None) -> Inputs:
    """Inputs that nearly all shots tell and that are not always the same; `only` of these, if it is given."""
    features = [name for name, one in FEATURES.items() if one.level <= level]
    names = [name for name in features if _tells(name, told)]
    highest = max((FEATURES[name].level for name in names), default=Level.A)
    if level >= Level.B and highest < Level.D:
        names += [name for name in SETTINGS if _tells(name, told)]
        highest = max(highest, Level.B)
    if only is not None:
        names = [name for name in (*features, *SETTINGS) if name in only and _tells(name, told)]
    return Inputs(tuple(names), highest)


def _tells(name: str, told: Sequence[Mapping[str, float]]) -> bool:
    values = [one[name] for one in told if name in one]
    return len(values) >= KNOWN * len(told) and len(set(values)) > 1
