"""One file per part that is cared for: `PART`. Drop a file here; `tests/unit/test_wear_parts.py` tries it."""

import importlib
import pkgutil

from sprue_server.wear.part import Part


def names() -> tuple[str, ...]:
    """Every part there is."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


PARTS: dict[str, Part] = {name: importlib.import_module(f"{__name__}.{name}").PART for name in names()}
