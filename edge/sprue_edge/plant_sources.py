"""From the plant file to sources that are ready to be asked: every `source:` checked, all mistakes at once."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from sprue_contract.plant import ADVICE, Cell, Plant, PlantFileError, explain, load_plant
from sprue_edge.reading import Source, Surroundings
from sprue_edge.sources import UnknownSourceError, source_type


class Fitted(NamedTuple):
    """A cell with the source that reads it."""

    cell: str
    type: str
    source: Source


def fit_sources(path: Path, now_us: Callable[[], int], face: str) -> tuple[Plant, list[Fitted], Surroundings]:
    """Read the plant file and make a source for each cell.

    Raises:
        PlantFileError: with one line per mistake, in the file or in any source's keys.
    """
    plant = load_plant(path)
    epoch_us = None if plant.epoch is None else round(plant.epoch.timestamp() * 1_000_000)
    around = Surroundings(path.resolve().parent, now_us, plant.pace, epoch_us, face)
    text, fitted, mistakes = path.read_text(encoding="utf-8"), [], []
    for place, cell in enumerate(plant.cells):
        try:
            fitted.append(_fit(cell, around))
        except ValidationError as problem:
            mistakes += explain(path, text, problem, under=("cells", place, "source"))
    if mistakes:
        raise PlantFileError("\n".join([*mistakes, ADVICE]))
    return plant, fitted, around


def _fit(cell: Cell, around: Surroundings) -> Fitted:
    name = cell.source.type
    try:
        found = source_type(name)
    except UnknownSourceError as problem:
        error = {"type": "value_error", "loc": ("type",), "input": name, "ctx": {"error": str(problem)}}
        raise ValidationError.from_exception_data("source", [error]) from problem  # type: ignore[list-item]
    return Fitted(cell.name, name, found(cell.name, found.Config.model_validate(cell.source.keys()), around))
