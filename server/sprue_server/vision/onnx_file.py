"""Writes a network as an ONNX file: the few message types that OpenCV reads, without the `onnx` package.

Field numbers are those of onnx.proto (version 1.16); protobuf's wire form: a key (number << 3 | type), then a
varint, or a length and bytes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

FLOAT = 1  # TensorProto.DataType
IR_VERSION, OPSET = 8, 13
INT, INTS = 2, 7  # AttributeProto.AttributeType

VARINT, BYTES = 0, 2  # wire types


@dataclass
class Graph:
    """Nodes and weights in the order of computing."""

    nodes: list[bytes] = field(default_factory=list)
    weights: list[bytes] = field(default_factory=list)

    def node(
        self, kind: str, inputs: Sequence[str], output: str, attributes: Mapping[str, int | list[int]]
    ) -> str:
        """Add an operation; the name of what it computes."""
        told = [_text(1, name) for name in inputs] + [_text(2, output), _text(4, kind)]
        self.nodes.append(b"".join([*told, *(_attribute(*one) for one in attributes.items())]))
        return output

    def weight(self, name: str, numbers: NDArray[np.float32] | np.float32) -> str:
        """Add numbers of any shape under a name."""
        dims = b"".join(_number(1, length) for length in numbers.shape)
        raw = np.ascontiguousarray(numbers, "<f4").tobytes()
        self.weights.append(dims + _number(2, FLOAT) + _text(8, name) + _piece(9, raw))
        return name

    def model(self, picture: str, channels: int, outputs: Iterable[str]) -> bytes:
        """The whole file; the input is (1, channels, any height, any width)."""
        body = [
            *(_piece(1, node) for node in self.nodes),
            _text(2, "sprue"),
            *(_piece(5, weight) for weight in self.weights),
            _piece(11, _value(picture, [1, channels, "height", "width"])),
            *(_piece(12, _value(name, [1, name + "_c", name + "_h", name + "_w"])) for name in outputs),
        ]
        opset = _text(1, "") + _number(2, OPSET)
        return _number(1, IR_VERSION) + _piece(7, b"".join(body)) + _piece(8, opset)


def _attribute(name: str, value: int | list[int]) -> bytes:
    if isinstance(value, int):
        return _piece(5, _text(1, name) + _number(3, value) + _number(20, INT))
    return _piece(5, _text(1, name) + b"".join(_number(8, one) for one in value) + _number(20, INTS))


def _value(name: str, shape: list[int | str]) -> bytes:
    dims = b"".join(_piece(1, _number(1, size) if isinstance(size, int) else _text(2, size)) for size in shape)
    tensor = _number(1, FLOAT) + _piece(2, dims)
    return _text(1, name) + _piece(2, _piece(1, tensor))


def _number(where: int, value: int) -> bytes:
    return _varint(where << 3 | VARINT) + _varint(value)


def _text(where: int, text: str) -> bytes:
    return _piece(where, text.encode())


def _piece(where: int, content: bytes) -> bytes:
    return _varint(where << 3 | BYTES) + _varint(len(content)) + content


def _varint(value: int) -> bytes:
    out = bytearray()
    while value >= 1 << 7:
        out.append(value % (1 << 7) | 1 << 7)
        value >>= 7
    return bytes([*out, value])
