"""Dataclasses of numbers as named arrays, and back: the form is the code's, a file only has numbers."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar, get_origin, get_type_hints

import numpy as np
from numpy.typing import NDArray

Arrays = dict[str, NDArray[Any]]
Made = TypeVar("Made")


def packed(name: str, told: object) -> Arrays:
    """Every number of a dataclass under its path, such as `forest.scale.middle`."""
    if is_dataclass(told):
        parts = (packed(f"{name}.{one.name}", getattr(told, one.name)) for one in fields(told))
        return {path: values for part in parts for path, values in part.items()}
    return {name: np.asarray(told)}


def unpacked(kind: type[Made], name: str, told: Mapping[str, NDArray[Any]]) -> Made:
    """The dataclass again.

    Raises:
        KeyError: a number is not there.
        ValueError: it is not of its kind, or none.
    """
    hints = get_type_hints(kind)
    return kind(**{field: _one(hint, f"{name}.{field}", told) for field, hint in hints.items()})


def _one(hint: Any, name: str, told: Mapping[str, NDArray[Any]]) -> object:  # noqa: ANN401  # a type or an alias
    if is_dataclass(hint) and isinstance(hint, type):
        return unpacked(hint, name, told)
    values = told[name]
    if values.dtype.kind not in "fi" or not np.isfinite(values).all():
        raise ValueError(f"{name} holds what is no number")
    if get_origin(hint) is np.ndarray:
        return values
    if hint is float and values.ndim == 0:
        return float(values)
    return hint(*values.tolist())  # a named tuple of numbers
