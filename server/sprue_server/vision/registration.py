"""Where is the fixture's frame on a picture? By its four markers, on any photograph of it, of any size.

Garrido-Jurado et al., Generation of fiducial marker dictionaries, Pattern Recognition 51, 2016, as in OpenCV.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from sprue_server.vision.corners import refined
from sprue_server.vision.fixture import Fixture, Matrix, moved
from sprue_server.vision.pictures import Pixels

LONGEST_PX = 1600  # of a picture in which markers are looked for; corners are then refined in the whole
LEAST_MARKERS = 2
OFF = 0.02  # of a marker's side: corners that lie farther from the fixture's plane are of something else
Array = NDArray[Any]
Found = Mapping[int, Array]


class Rectified(NamedTuple):
    """A photograph laid into the working frame (height, width, 3), and the way from mm to its own pixels."""

    pixels: Pixels
    mm_to_picture: Matrix


@cache
def _detector() -> Any:  # noqa: ANN401
    how = cv2.aruco.DetectorParameters()
    how.cornerRefinementMethod = cv2.aruco.CORNER_REFINE_SUBPIX
    family = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_ARUCO_MIP_36h12)
    return cv2.aruco.ArucoDetector(family, how)


def grey(pixels: Pixels) -> NDArray[np.uint8]:
    """One channel of 8 bits; deeper cameras are scaled so that their brightest is white."""
    if pixels.dtype != np.uint8:
        most = max(int(pixels.max()), 1)
        pixels = (pixels.astype(np.float32) * (255 / most)).astype(np.uint8)
    return np.asarray(pixels if pixels.ndim == 2 else cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.uint8)  # noqa: PLR2004


def markers_in(pixels: Pixels) -> Found:
    """Corners (4, 2) in pixels of each marker on a picture, clockwise from its upper left, by its number."""
    whole = grey(pixels)
    scale = min(1.0, LONGEST_PX / max(whole.shape))
    small = whole if scale == 1 else cv2.resize(whole, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    corners, numbers, _ = _detector().detectMarkers(small)
    if numbers is None:
        return {}
    found = {
        int(n): (c.reshape(4, 2) + 0.5) / scale - 0.5 for n, c in zip(numbers.ravel(), corners, strict=True)
    }
    return found if scale == 1 else {n: _refined(whole, c, scale) for n, c in found.items()}


def _refined(whole: NDArray[np.uint8], corners: Array, scale: float) -> Array:
    reach = max(2, round(1.5 / scale))
    stop = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 30, 0.01)
    told = np.ascontiguousarray(corners.reshape(-1, 1, 2), np.float32)
    return np.asarray(cv2.cornerSubPix(whole, told, (reach, reach), (-1, -1), stop)).reshape(4, 2)


def markers_near(whole: NDArray[np.uint8], fixture: Fixture, usual: Matrix) -> Found:
    """The same where the camera is expected to stand still: only the corners of the picture are looked at."""
    found: dict[int, Array] = {}
    for number, corners in enumerate(fixture.markers_mm):
        told = moved(np.array(corners), usual)
        reach = 0.5 * float(np.ptp(told[:, 0]))
        low = np.maximum(np.floor(told.min(0) - reach), 0).astype(int)
        high = np.ceil(told.max(0) + reach).astype(int)
        seen = markers_in(np.ascontiguousarray(whole[low[1] : high[1], low[0] : high[0]]))
        if number in seen:
            found[number] = seen[number] + low.astype(np.float32)
    return found


def homography(found: Found, fixture: Fixture) -> Matrix | None:
    """(3, 3) from mm to pixels of the picture; None with fewer than two markers or when they are not flat."""
    known = [number for number in sorted(found) if number < len(fixture.markers_mm)]
    if len(known) < LEAST_MARKERS:
        return None
    there = np.concatenate([np.array(fixture.markers_mm[number]) for number in known])
    here = np.concatenate([found[number] for number in known]).astype(np.float64)
    told, _ = cv2.findHomography(there, here)
    if told is None or not np.isfinite(told).all():
        return None
    matrix: Matrix = np.asarray(told, np.float64)
    side = float(np.median(np.hypot(*(here[1::4] - here[::4]).T)))
    off = np.hypot(*(moved(there, matrix) - here).T)
    return matrix if float(np.median(off)) <= max(OFF * side, 0.5) else None


def located(whole: NDArray[np.uint8], fixture: Fixture, usual: Matrix | None = None) -> Matrix | None:
    """Where the frame is: first where it usually is, then anywhere."""
    near = markers_near(whole, fixture, usual) if usual is not None else {}
    if len(near) < len(fixture.markers_mm):
        near = {**markers_in(whole), **near}
    return homography(near, fixture)


def rectified(pixels: Pixels, fixture: Fixture) -> Rectified | None:
    """Any photograph (height, width, 3) of a fixture, laid true; None when its markers are not on it."""
    whole = grey(pixels)
    matrix = homography({n: refined(whole, c) for n, c in markers_in(whole).items()}, fixture)
    if matrix is None:
        return None
    return Rectified(laid(pixels, matrix @ np.linalg.inv(fixture.to_px()), fixture.size_px), matrix)


def laid(pixels: Array, matrix: Matrix, size: tuple[int, int]) -> Array:
    """What of a picture lies under a frame of (width, height); the matrix leads from frame to picture."""
    step = float(np.sqrt(abs(np.linalg.det(matrix[:2, :2]))))
    if step > 1.5:  # noqa: PLR2004  # or every second pixel would be left out
        pixels = cv2.resize(pixels, None, fx=1 / step, fy=1 / step, interpolation=cv2.INTER_AREA)
        matrix = (
            np.array([[1 / step, 0, 0.5 / step - 0.5], [0, 1 / step, 0.5 / step - 0.5], [0, 0, 1]]) @ matrix
        )
    how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    found = cv2.warpPerspective(pixels, matrix, size, flags=how, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(found, pixels.dtype)
