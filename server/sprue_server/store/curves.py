"""The curves of a shot as they are kept: what each one is, then their packed bytes end to end."""

import json
import zlib
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sprue_contract.curves import MISSING, from_text
from sprue_contract.payloads import Curve

LENGTH = 4  # bytes that say how long the header is
VALUE = 4  # bytes of a whole number of steps


class CurveData(NamedTuple):
    """One signal over one shot; `values[i]` was read at `start_s + i * period_s`; NaN = not measured."""

    name: str
    unit: str
    start_s: float
    period_s: float
    values: NDArray[np.float64]

    def listed(self) -> list[float | None]:
        """Values for JSON, which knows no NaN: missing is None."""
        return [None if value != value else value for value in self.values.tolist()]  # noqa: PLR0124  # only NaN


def to_blob(curves: Sequence[Curve]) -> bytes:
    """Join the curves of a shot.

    Raises:
        ValueError: a curve's data is not base64, not packed, or not as long as it says.
    """
    packed = [_checked(curve) for curve in curves]
    head = [_described(curve, len(data)) for curve, data in zip(curves, packed, strict=True)]
    header = json.dumps(head, separators=(",", ":")).encode()
    return b"".join([len(header).to_bytes(LENGTH, "little"), header, *packed])


def from_blob(blob: bytes) -> list[CurveData]:
    """Undo `to_blob`."""
    begin = LENGTH + int.from_bytes(blob[:LENGTH], "little")
    found = []
    for told in json.loads(blob[LENGTH:begin]):
        packed = blob[begin : begin + told["size"]]
        begin += told["size"]
        found.append(_curve(told, packed))
    return found


def _curve(told: dict[str, Any], packed: bytes) -> CurveData:
    differences = np.frombuffer(zlib.decompress(packed), dtype="<i4")
    steps = np.cumsum(differences, dtype=np.int32)  # wraps around, as `curves.pack` did
    values = np.where(steps == MISSING, np.nan, steps * float(told["step"]))
    return CurveData(told["name"], told["unit"], told["start_s"], told["period_s"], values)


def _checked(curve: Curve) -> bytes:
    """Packed bytes; unpacking is bounded, so a small message cannot grow to fill the memory."""
    packed, room = from_text(curve.data), VALUE * curve.count
    try:
        plain = zlib.decompressobj().decompress(packed, room + 1)
    except zlib.error as problem:
        raise ValueError(f"curve {curve.name} is not packed: {problem}") from problem
    if len(plain) != room:
        raise ValueError(f"curve {curve.name} says {curve.count} values and holds another number")
    return packed


def _described(curve: Curve, size: int) -> dict[str, Any]:
    return {**curve.model_dump(exclude={"data"}), "size": size}
