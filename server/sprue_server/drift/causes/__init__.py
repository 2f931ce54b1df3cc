"""One file per cause: `CAUSE`. Drop a file here; it is found, and `tests/unit/test_every_cause.py` tries it."""

import importlib
import pkgutil

from sprue_server.drift.cause import Cause


def names() -> tuple[str, ...]:
    """Every cause there is."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


CAUSES: tuple[Cause, ...] = tuple(importlib.import_module(f"{__name__}.{name}").CAUSE for name in names())
