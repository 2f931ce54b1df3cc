"""How well models tell parts they have not seen, honestly split, and what they cost: writes docs/models.md.

`python -m benchmarks.models` measures all sections (half an hour), `python -m benchmarks.models lenses` some of
them and writes these anew. A section is one file in benchmarks/modelling with ORDER, TITLE and `lines()`. The
data are real cycles and lenses in ../shared/data; none of them enters the project.
"""

import importlib
import pkgutil
import re
import sys
from types import ModuleType

from threadpoolctl import threadpool_limits

from benchmarks import modelling
from benchmarks.common import ROOT, machine

PAGE = ROOT / "docs" / "models.md"
HEAD = [
    "# How well the models tell",
    "",
    "`.venv/bin/python -m benchmarks.models` writes this page from real data in ../shared/data: 1,754 cycles of an Arburg "
    "press with measured parts (University of",
    "Kassel, MRT-RT/DigitalTwinInjectionMolding, LGPL-3.0) and 1,451 road lenses (Polenta et al., Information 2022, 13, "
    "272). Every choice that a model makes",
    "is made again without the part that is told. The list of features and of models was drawn up with these data in "
    "sight.",
    "",
]


def sections() -> dict[str, ModuleType]:
    """By the name of their file, in their order on the page."""
    names = [one.name for one in pkgutil.iter_modules(modelling.__path__)]
    found = {name: importlib.import_module(f"{modelling.__name__}.{name}") for name in names}
    told = {name: module for name, module in found.items() if hasattr(module, "lines")}
    return dict(sorted(told.items(), key=lambda one: one[1].ORDER))


def before() -> dict[str, str]:
    """Sections of the page as it is, by title."""
    text = PAGE.read_text("utf-8") if PAGE.exists() else ""
    return {
        part.split("\n", 1)[0]: part.rstrip() + "\n\n"
        for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    }


def main(wanted: list[str]) -> None:
    """Measure what is wanted, all if nothing is named, and write the page."""
    found, kept = sections(), before()
    unknown = [name for name in wanted if name not in found]
    if unknown:
        sys.exit(f"no section is called {unknown[0]!r}; there are: {', '.join(found)}. Nothing was measured.")
    for name, module in found.items():
        if not wanted or name in wanted:
            print(f"measuring {name}", flush=True)
            body = [module.TITLE, *module.lines(), "", f"Machine: {machine()}, one thread used.", ""]
            kept[module.TITLE] = "\n".join([*body, ""])
            write([kept[one.TITLE] for one in found.values() if one.TITLE in kept])
    print(PAGE)


def write(parts: list[str]) -> None:
    """The page, as far as it has been measured."""
    PAGE.write_text("\n".join(HEAD) + "\n" + "".join(f"## {part}" for part in parts).rstrip() + "\n", "utf-8")


if __name__ == "__main__":
    with threadpool_limits(1):
        main(sys.argv[1:])
