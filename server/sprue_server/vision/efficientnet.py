"""EfficientNet-lite as a graph: which layers in which order, with the weights of a PyTorch file.

Tan & Le, EfficientNet, arXiv 1905.11946; the lite form has no squeeze-and-excitation and ReLU6 for swish.
Batch norm is folded into each convolution. Padding is TensorFlow's SAME, told as explicit asymmetric pads:
OpenCV 5's engine computes wrong numbers for `auto_pad=SAME_UPPER` with stride 2 (errors up to 80).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sprue_server.vision.onnx_file import Graph

EPSILON = 1e-3  # of batch norm


class Stage(NamedTuple):
    """Blocks of one width: how many, kernel, stride of the first, expansion, channels out."""

    blocks: int
    kernel: int
    stride: int
    expand: int
    channels: int


LITE0 = (
    Stage(1, 3, 1, 1, 16),
    Stage(2, 3, 2, 6, 24),
    Stage(2, 5, 2, 6, 40),
    Stage(3, 3, 2, 6, 80),
    Stage(3, 5, 1, 6, 112),
    Stage(4, 5, 2, 6, 192),
    Stage(1, 3, 1, 6, 320),
)
STRIDES = (2, 4, 8, 16, 16, 32, 32)  # of the map after each stage, in pixels of the picture


def onnx(weights: Mapping[str, NDArray[Any]]) -> bytes:
    """An ONNX file with one output per stage (`stage0` to `stage6`); KeyError when a layer is missing."""
    return _Builder(weights).whole()


@dataclass
class _Builder:
    weights: Mapping[str, NDArray[Any]]
    graph: Graph = field(default_factory=Graph)
    layers: int = 0

    def whole(self) -> bytes:
        self.graph.weight("low", np.float32(0))
        self.graph.weight("high", np.float32(6))
        now, block = self.conv("picture", "_conv_stem", "_bn0", 2), 0
        for number, stage in enumerate(LITE0):
            for repeat in range(stage.blocks):
                now = self.block(now, f"_blocks.{block}.", stage, first=repeat == 0)
                block += 1
            self.graph.node("Identity", [now], f"stage{number}", {})
        return self.graph.model("picture", 3, [f"stage{number}" for number in range(len(LITE0))])

    def block(self, begin: str, prefix: str, stage: Stage, *, first: bool) -> str:
        """Widen, look around, narrow; added to what came in where the shape stays."""
        now = begin
        if stage.expand > 1:
            now = self.conv(now, prefix + "_expand_conv", prefix + "_bn0")
        stride = stage.stride if first else 1
        now = self.conv(now, prefix + "_depthwise_conv", prefix + "_bn1", stride)
        now = self.conv(now, prefix + "_project_conv", prefix + "_bn2", bounded=False)
        return now if first else self.graph.node("Add", [now, begin], f"add{self.layers}", {})

    def conv(self, begin: str, layer: str, norm: str, stride: int = 1, *, bounded: bool = True) -> str:
        """A convolution with its batch norm, and ReLU6 when bounded."""
        self.layers += 1
        name = f"c{self.layers}"
        kernel, bias = _folded(self.weights, layer, norm)
        told = [self.graph.weight(name + "w", kernel), self.graph.weight(name + "b", bias)]
        self.graph.node("Conv", [begin, *told], name, _shape(kernel, stride))
        return self.graph.node("Clip", [name, "low", "high"], name + "r", {}) if bounded else name


def _folded(
    weights: Mapping[str, NDArray[Any]], layer: str, norm: str
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    gain, shift, mean, var = (
        weights[f"{norm}.{part}"] for part in ("weight", "bias", "running_mean", "running_var")
    )
    scale = gain / np.sqrt(var + EPSILON)
    kernel = weights[f"{layer}.weight"] * scale[:, None, None, None]
    return kernel.astype(np.float32), (shift - mean * scale).astype(np.float32)


def _shape(kernel: NDArray[np.float32], stride: int) -> dict[str, int | list[int]]:
    """SAME for pictures whose sides are multiples of the stride: one pixel less before than after."""
    side = int(kernel.shape[2])
    before, after = ((side - stride) // 2, (side - stride + 1) // 2) if stride > 1 else (side // 2, side // 2)
    depthwise = kernel.shape[1] == 1 and kernel.shape[0] > 1 and side > 1
    return {
        "strides": [stride, stride],
        "pads": [before, before, after, after],
        "kernel_shape": [side, side],
        "group": int(kernel.shape[0]) if depthwise else 1,
    }
