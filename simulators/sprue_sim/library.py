"""The library of presses, moulds, materials, auxiliaries and cells: one YAML file each, found by its folder."""

from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from sprue_contract.words import OWN, Words
from sprue_sim.data import Auxiliary, Data, Material, Mould, Preset, Press

HERE = Path(__file__).resolve().parent
T = TypeVar("T", bound=BaseModel)


class LibraryError(Exception):
    """A file of the library cannot be used; the message says which, where and what now."""


FOLDERS: dict[str, type[Data]] = {
    "materials": Material,
    "presses": Press,
    "moulds": Mould,
    "auxiliaries": Auxiliary,
}


def names(folder: str) -> list[str]:
    """What there is in a folder of the library."""
    return sorted(path.stem for path in (HERE / folder).glob("*.yaml"))


@cache
def press(name: str) -> Press:
    """A press by the name of its file."""
    return _read("presses", name, Press)


@cache
def mould(name: str) -> Mould:
    """A mould by the name of its file."""
    return _read("moulds", name, Mould)


@cache
def material(name: str) -> Material:
    """A material by the name of its file."""
    return _read("materials", name, Material)


@cache
def auxiliary(name: str) -> Auxiliary:
    """A device by the name of its file."""
    return _read("auxiliaries", name, Auxiliary)


@cache
def preset(name: str) -> Preset:
    """A cell by the name of its file, with everything it names.

    Raises:
        LibraryError: it, or something it names, does not exist (the message lists what does) or is not valid.
    """
    raw: dict[str, Any] = _raw("cells", name)
    try:
        parts = _parts(raw)
    except LibraryError as problem:
        raise LibraryError(f"cells/{name}.yaml: {problem}") from problem
    return check(Preset, {**raw, **parts}, f"cells/{name}.yaml")


def lent(title: Words, number: int) -> Words:
    """What a cell is called while a visitor has it, in each language of its own title."""
    forms = _forms()
    named = {language: (forms.get(language, forms[OWN]), text) for language, text in title.texts.items()}
    return Words({language: form.format(number=number, title=text) for language, (form, text) in named.items()})


@cache
def _forms() -> dict[str, str]:
    return dict(yaml.safe_load((HERE / "borrowed.yaml").read_text(encoding="utf-8")))


def _parts(raw: dict[str, Any]) -> dict[str, Any]:
    camera = raw.get("camera")
    return {
        **({"camera": {"product": raw.get("mould", ""), **camera}} if isinstance(camera, dict) else {}),
        "press": press(raw.get("press", "")),
        "mould": mould(raw.get("mould", "")),
        "material": material(raw.get("material", "")),
        "auxiliaries": tuple(auxiliary(one) for one in raw.get("auxiliaries", ())),
    }


def _read(folder: str, name: str, model: type[T]) -> T:
    return check(model, _raw(folder, name), f"{folder}/{name}.yaml")


def _raw(folder: str, name: str) -> dict[str, Any]:
    path = HERE / folder / f"{name}.yaml"
    if name not in names(folder):
        words = f"no {name!r} among the {folder}; there are: {', '.join(names(folder))}. Nothing was started."
        raise LibraryError(words)
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    return raw if isinstance(raw, dict) else {}


def check(model: type[T], raw: dict[str, Any], where: str) -> T:
    """Make a model, or say every mistake with its place.

    Raises:
        LibraryError: something is not valid.
    """
    try:
        return model.model_validate(raw)
    except ValidationError as problem:
        lines = [
            f"{where}: {'.'.join(map(str, item['loc']))}: {item['msg']}"
            for item in problem.errors(include_url=False)
        ]
        raise LibraryError("\n".join([*lines, "Nothing was started."])) from problem
