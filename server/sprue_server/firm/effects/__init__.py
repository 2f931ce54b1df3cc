"""What a station would change in a firm's year. One file each; its `gains` takes firm, year and assumptions.

An effect's file knows arithmetic only: what it supposes stands, with its ends and source, in the station's
YAML. Assumptions come as a figure or as many draws of it, so `gains` uses no `if`, `min` or `max` on them
(NumPy's instead).
"""

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from functools import cache

from sprue_server.firm.firm import Firm, Year
from sprue_server.firm.gains import Figure, Gains

Reckon = Callable[[Firm, Year, Mapping[str, Figure]], Gains]


def names() -> list[str]:
    """Every effect in this folder."""
    return [module.name for module in pkgutil.iter_modules(__path__)]


@cache
def effect(name: str) -> Reckon:
    """The reckoning of a name.

    Raises:
        ModuleNotFoundError: there is none.
    """
    found: Reckon = importlib.import_module(f"{__name__}.{name}").gains
    return found


def equipped(firm: Firm) -> float:
    """Share of the presses that a firm begins with."""
    return min(firm.equip_presses / firm.presses, 1.0)
