"""One file per way to read a machine. Drop a file here; it is found by its name.

A source is a class `Source` as `sprue_edge.reading.Source` describes it; installed packages add theirs through
the entry point group `sprue.sources`.
"""

import importlib
import pkgutil
from importlib.metadata import EntryPoint, entry_points
from typing import cast

from sprue_edge.reading import Source

GROUP = "sprue.sources"


class UnknownSourceError(LookupError):
    """No source has this name; the message lists those that exist."""


def names() -> list[str]:
    """Every source there is: files in this folder and installed plugins."""
    return sorted({*_files(), *_plugins()})


def source_type(name: str) -> type[Source]:
    """The class behind `type:` in the plant file; only this one file is imported.

    Raises:
        UnknownSourceError: naming the sources that exist.
    """
    if name in _files():
        module = importlib.import_module(f"{__name__}.{name}")
        return cast("type[Source]", module.Source)
    plugins = _plugins()
    if name in plugins:
        return cast("type[Source]", plugins[name].load())
    raise UnknownSourceError(f"no source is called {name!r}; there are {', '.join(names())}")


def _files() -> set[str]:
    return {module.name for module in pkgutil.iter_modules(__path__)}


def _plugins() -> dict[str, EntryPoint]:
    return {plugin.name: plugin for plugin in entry_points(group=GROUP)}
