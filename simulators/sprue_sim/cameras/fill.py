"""How a cavity fills: when the front is where, where fronts meet, where the last air is.

The front goes from the gate the shortest way through the part, slower where the wall is thin. A coarse grid is
enough: the map is smooth, and is drawn out to the picture's size.
"""

from collections.abc import Iterator
from math import cos, hypot, radians, sin
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import distance_transform_edt
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import dijkstra

from sprue_sim.cameras.arrays import Floats, Mask
from sprue_sim.cameras.frame import Frame, grid_mm
from sprue_sim.cameras.product import Product
from sprue_sim.cameras.shapes import Point

COARSE_PX = 224
LEAN = 0.06  # no wall is equally thick all around: so much slower to one side, so one corner is the last
STEPS = [(0, 1), (1, 0), (1, 1), (1, -1), (1, 2), (2, 1), (1, -2), (2, -1)]
APART = 0.25  # of the longest way: two vents do not lie nearer to each other
VENTS = 4
NEAR_GATE = 0.2  # of the longest way: there one front is still one
MEETS = 0.06  # of the field of directions lost over a few millimetres: two fronts, not a bend


class Fill(NamedTuple):
    """`distance`: share of the longest way; 0 at the gate, 1 where the front comes last. `meeting`: 0 to 1."""

    distance: Floats
    meeting: Floats
    vents: tuple[Point, ...]
    """At the outline, where the front comes last, then where it comes nearly last."""
    along: tuple[Floats, Floats]
    """Direction of flow, x and y, of length 1."""


def fill_of(product: Product, frame: Frame, body: Mask) -> Fill:
    """The map of a product at the size of a picture."""
    coarse = Frame(COARSE_PX, frame.frame_mm)
    inside = product.edge_mm(coarse) < 0
    ways = ways_mm(inside, product.speed(coarse) * _leaning(product, coarse), _gates(product, coarse, inside))
    ways *= np.float32(1 / coarse.px_per_mm)
    share = _outwards(ways / ways[inside].max(), inside)
    along = _along(share)
    large = (frame.width_px, frame.height_px)
    distance = cv2.resize(cv2.GaussianBlur(share, (0, 0), 0.7), large, interpolation=cv2.INTER_LINEAR)
    meeting = cv2.resize(_meeting(share, along, inside), large, interpolation=cv2.INTER_CUBIC)
    directions = [cv2.resize(one, large, interpolation=cv2.INTER_LINEAR) for one in along]
    return Fill(
        distance=np.clip(distance / max(distance[body].max(), 1e-6), 0, 1),
        meeting=np.clip(meeting, 0, 1) * body,
        vents=tuple(_vents(share, inside, coarse)),
        along=(directions[0], directions[1]),
    )


def ways_mm(inside: Mask, speed: Floats, gates: list[tuple[int, int]]) -> Floats:
    """Shortest way from the nearest gate in pixels over speed; infinite where melt cannot come."""
    number = np.full(inside.shape, -1)
    number[inside] = np.arange(inside.sum())
    pairs = [_pairs(number, speed, *step) for step in STEPS]
    starts, ends, costs = (np.concatenate(one) for one in zip(*pairs, strict=True))
    count = int(inside.sum())
    graph = coo_matrix((costs, (starts, ends)), shape=(count, count)).tocsr()
    found = dijkstra(graph, directed=False, indices=[number[gate] for gate in gates], min_only=True)
    ways = np.full(inside.shape, np.inf, np.float32)
    ways[inside] = found
    reached = np.isfinite(ways)
    ways[inside & ~reached] = ways[reached].max()
    return ways


def _pairs(
    number: NDArray[np.int64], speed: Floats, down: int, right: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], Floats]:
    """Neighbours in one direction with the time between them."""
    rows, columns = number.shape
    left, gone = max(-right, 0), max(right, 0)
    here = (slice(0, rows - down), slice(left, columns - gone))
    there = (slice(down, rows), slice(left + right, columns - gone + right))
    both = (number[here] >= 0) & (number[there] >= 0)
    cost = hypot(down, right) * 2 / (speed[here][both] + speed[there][both])
    return number[here][both], number[there][both], cost


def _gates(product: Product, frame: Frame, inside: Mask) -> list[tuple[int, int]]:
    """The pixel of the part that is nearest to each gate."""
    rows, columns = np.nonzero(inside)
    found = []
    for gate in product.gates:
        column, row = frame.pixel(*gate)
        nearest = int(np.argmin((rows - row) ** 2 + (columns - column) ** 2))
        found.append((int(rows[nearest]), int(columns[nearest])))
    return found


def _leaning(product: Product, frame: Frame) -> Floats:
    x, y = grid_mm(frame)
    angle = radians(product.lean)
    across = (x * np.float32(cos(angle)) + y * np.float32(sin(angle))) / np.float32(frame.frame_mm / 2)
    return np.asarray(1 - np.float32(LEAN) * across, np.float32)


def _outwards(values: Floats, inside: Mask) -> Floats:
    """Outside of the part each pixel has the value of the nearest one inside."""
    nearest = distance_transform_edt(~inside, return_distances=False, return_indices=True)
    return np.asarray(values[tuple(nearest)], np.float32)


def _along(share: Floats) -> tuple[Floats, Floats]:
    soft = cv2.GaussianBlur(share, (0, 0), 0.8)
    right, down = cv2.Sobel(soft, cv2.CV_32F, 1, 0), cv2.Sobel(soft, cv2.CV_32F, 0, 1)
    length = np.hypot(right, down) + np.float32(1e-9)
    return right / length, down / length


def _meeting(share: Floats, along: tuple[Floats, Floats], inside: Mask) -> Floats:
    """Directions of flow that cancel out where two fronts run against each other; not where they part."""
    right, down = (cv2.GaussianBlur(one, (0, 0), 1.2) for one in along)
    closing = -(cv2.Sobel(right, cv2.CV_32F, 1, 0) + cv2.Sobel(down, cv2.CV_32F, 0, 1)) > 0
    lost = 1 - np.hypot(right, down)
    found = np.clip((lost - np.float32(MEETS)) / np.float32(0.35 - MEETS), 0, 1)
    from_edge = distance_transform_edt(inside)
    return np.asarray(found * closing * (share > NEAR_GATE) * (from_edge > 1), np.float32)


def _vents(share: Floats, inside: Mask, frame: Frame) -> Iterator[Point]:
    """Where air leaves: at the outline, where the front comes late, not all in one corner."""
    rim = inside & (distance_transform_edt(inside) <= 1.5)  # noqa: PLR2004  # pixels
    rows, columns = np.nonzero(rim)
    late = share[rim].copy()
    least_px = APART * frame.width_px / 2
    for _ in range(VENTS):
        best = int(np.argmax(late))
        if late[best] < 0:
            return
        yield (
            (float(columns[best]) - (frame.width_px - 1) / 2) / frame.px_per_mm,
            (float(rows[best]) - (frame.height_px - 1) / 2) / frame.px_per_mm,
        )
        late[np.hypot(rows - rows[best], columns - columns[best]) < least_px] = -1
