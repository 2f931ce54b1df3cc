"""A picture as numbers: what each place looks like, and what the whole looks like, from one forward pass."""

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from sprue_server.vision.backbone import CHANNELS, Backbone, Maps

GRID = 8  # pixels of the working picture per place, each way
LOCAL = (1, 2, 4)  # stages that tell places: strides 4, 8 and 16
PLACE_NUMBERS = sum(CHANNELS[stage] for stage in LOCAL)
POOLED_NUMBERS = 2 * sum(CHANNELS)


class Features(NamedTuple):
    """Of one picture: `places` (height / 8, width / 8, 176), `whole` (1568,): mean and maximum per channel."""

    places: NDArray[np.float32]
    whole: NDArray[np.float32]


def features(network: Backbone, picture: NDArray[np.float32]) -> Features:
    """Features of a working picture (height, width, 3), RGB in 0..1, sides multiples of 32."""
    maps = network.maps(picture)
    height, width = picture.shape[0] // GRID, picture.shape[1] // GRID
    return Features(_places(maps, height, width), _whole(maps))


def _places(maps: Maps, height: int, width: int) -> NDArray[np.float32]:
    layers = []
    for stage in LOCAL:
        layer = np.ascontiguousarray(maps[stage].transpose(1, 2, 0))
        how = cv2.INTER_AREA if layer.shape[0] > height else cv2.INTER_LINEAR
        layers.append(
            layer if layer.shape[0] == height else cv2.resize(layer, (width, height), interpolation=how)
        )
    return np.concatenate(layers, axis=2)


def _whole(maps: Maps) -> NDArray[np.float32]:
    told = [part for layer in maps for part in (layer.mean((1, 2)), layer.max((1, 2)))]
    return np.concatenate(told)
