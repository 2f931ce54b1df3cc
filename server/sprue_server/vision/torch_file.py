"""Reads the arrays of a PyTorch weights file without PyTorch, and nothing else that a pickle may ask for.

The old form (PyTorch < 1.6): three pickles of head matter, one of tensors, one of the order of storages, then
each storage as its length (int64) and its raw numbers.
"""

import io
import pickle
import struct
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

KINDS = {"FloatStorage": np.dtype("<f4"), "LongStorage": np.dtype("<i8")}
HEAD = 3  # magic number, version of the form, facts on the machine


@dataclass
class Storage:
    """Numbers that stand in the file behind the pickles; they come when all pickles are read."""

    kind: np.dtype[Any]
    numbers: NDArray[Any] = field(default_factory=lambda: np.empty(0))


@dataclass(frozen=True)
class Tensor:
    """A view into a storage: where it begins, its shape, its strides in numbers."""

    storage: Storage
    begin: int
    shape: tuple[int, ...]
    strides: tuple[int, ...]

    def array(self) -> NDArray[Any]:
        """The numbers in their shape. ValueError when the storage has fewer than the view asks for."""
        if any(length < 1 for length in self.shape):
            return np.empty(self.shape, self.storage.kind)
        last = self.begin + sum((n - 1) * s for n, s in zip(self.shape, self.strides, strict=True))
        if not 0 <= self.begin <= last < self.storage.numbers.size:
            raise ValueError("a tensor reaches beyond its storage; the file is damaged")
        steps = [stride * self.storage.kind.itemsize for stride in self.strides]
        view = np.lib.stride_tricks.as_strided(self.storage.numbers[self.begin :], self.shape, steps)
        return view.copy()


class _Arrays(pickle.Unpickler):
    """Knows tensors, storages and ordered dictionaries; refuses every other name."""

    def __init__(self, file: io.BytesIO) -> None:
        super().__init__(file)
        self.storages: dict[str, Storage] = {}

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401
        known: dict[tuple[str, str], Callable[..., Any]] = {
            ("torch._utils", "_rebuild_tensor_v2"): lambda *told: Tensor(*told[:4]),
            ("collections", "OrderedDict"): OrderedDict,
        }
        if module == "torch" and name in KINDS:
            return KINDS[name]
        if (module, name) in known:
            return known[module, name]
        raise ValueError(f"asks for {module}.{name}, which no file of weights needs")

    def persistent_load(self, told: Any) -> Storage:  # noqa: ANN401
        _, kind, key, *_ = told
        return self.storages.setdefault(key, Storage(kind))


def read(content: bytes) -> dict[str, NDArray[Any]]:
    """All tensors by name. Raises ValueError when it is no such file, or asks for anything but arrays."""
    file = io.BytesIO(content)
    try:
        for _ in range(HEAD):
            _Arrays(file).load()
        body = _Arrays(file)
        named = body.load()
        for key in _Arrays(file).load():
            _fill(body.storages[key], file)
    except (pickle.UnpicklingError, EOFError, struct.error, KeyError, TypeError) as problem:
        raise ValueError(f"not a weights file of PyTorch's old form: {problem}") from problem
    return {name: one.array() for name, one in named.items() if isinstance(one, Tensor)}


def _fill(storage: Storage, file: io.BytesIO) -> None:
    (length,) = struct.unpack("<q", file.read(8))
    raw = file.read(length * storage.kind.itemsize)
    storage.numbers = np.frombuffer(raw, storage.kind, length)
