"""A photograph of a fixture: where its frame is, and what the fixture's own camera would have taken.

Pure but for files in a folder that the caller throws away.
"""

from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np

from sprue_server.augmented.fixtures import Standing
from sprue_server.vision import registration
from sprue_server.vision.corners import refined
from sprue_server.vision.fixture import Matrix, moved
from sprue_server.vision.pictures import read

LAID = "laid.png"
LARGEST_PX = 4096  # of a laid picture's side
LEAST_MARKERS = 3  # two at one side leave the other side uncertain


class Photo(NamedTuple):
    """What was found. `laid`: a file as the fixture's camera would have taken it; None without markers.

    `to_photo` leads from mm of the fixture to the upright file's own pixels, `laid_to_photo` from pixels of the
    laid picture to those.
    """

    width_px: int
    height_px: int
    markers: list[int]
    to_photo: Matrix | None
    laid_to_photo: Matrix | None
    laid: Path | None


def looked_at(file: Path, known: Standing) -> Photo:
    """Find the frame on a photograph and lay it true, beside the file.

    Raises:
        PictureError: it is no picture that can be read.
    """
    cv2.setNumThreads(1)
    picture = read(file)
    grey = registration.grey(picture.pixels)
    coarse = registration.markers_in(picture.pixels)
    found = {number: refined(grey, corners).astype(np.float32) for number, corners in coarse.items()}
    numbers = sorted(number for number in found if number < len(known.fixture.markers_mm))
    here = registration.homography(found, known.fixture) if len(numbers) >= LEAST_MARKERS else None
    if here is None:
        return Photo(picture.width, picture.height, numbers, None, None, None)
    whole = _enlarging(picture.pixels.shape[1], picture.width) @ here
    way = here @ np.linalg.inv(known.usual)
    out = file.parent / LAID
    laid = registration.laid(picture.pixels, way, usual_size(known))
    eight = registration.grey(laid) if laid.dtype != np.uint8 else cv2.cvtColor(laid, cv2.COLOR_RGB2BGR)
    out.write_bytes(cv2.imencode(".png", eight, [cv2.IMWRITE_PNG_COMPRESSION, 1])[1].tobytes())
    back = whole @ np.linalg.inv(known.usual)
    return Photo(picture.width, picture.height, numbers, whole, back, out)


def usual_size(known: Standing) -> tuple[int, int]:
    """Of the pictures that the model was learnt on, as the frame's place tells: as much room on both sides."""
    half = np.array([known.fixture.width_mm, known.fixture.height_mm]) / 2
    corners = moved(np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * half, known.usual)
    low, high = corners.min(0), corners.max(0)
    width, height = np.clip(np.round(low.clip(0) + high + 1), 64, LARGEST_PX).astype(int)
    return int(width), int(height)


def _enlarging(decoded: int, own: int) -> Matrix:
    """From pixels of a JPEG that was decoded smaller to its own; both are counted at their middles."""
    scale = own / decoded
    return np.array([[scale, 0, (scale - 1) / 2], [0, scale, (scale - 1) / 2], [0, 0, 1]])


def flat(matrix: Matrix | None) -> list[float]:
    """Row by row, the last is 1; empty for none."""
    return [] if matrix is None else [float(one) for one in (matrix / matrix[2, 2]).ravel()]
