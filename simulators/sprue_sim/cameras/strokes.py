"""Lines on a face: streaks that follow the flow, wandering cracks. Drawn in pixels, soft at their edges."""

from collections.abc import Iterable

import cv2
import numpy as np
from numpy.typing import NDArray

from sprue_sim.cameras.arrays import Bytes, Floats
from sprue_sim.cameras.surface import View

Line = NDArray[np.float64]  # rows of column, row
FINE = 16  # OpenCV draws in sixteenths of a pixel
FINE_BITS = 4


def along_flow(view: View, starts: Line, steps: int, step_px: float) -> list[Line]:
    """Ways of the melt from some places, each as far as it stays in the part."""
    at, ways = starts.copy(), [starts.copy()]
    height, width = view.body.shape
    moving = np.ones(len(at), dtype=bool)
    for _ in range(steps):
        columns = np.clip(at[:, 0].astype(int), 0, width - 1)
        rows = np.clip(at[:, 1].astype(int), 0, height - 1)
        moving &= view.body[rows, columns]
        move = np.stack([one[rows, columns] for one in view.fill.along], axis=1)
        at = at + step_px * move * moving[:, None]
        ways.append(at)
    return list(np.stack(ways, axis=1))


def near_gate(view: View, count: int, within: tuple[float, float], chance: np.random.Generator) -> Line:
    """Places in the part whose share of the way of flow lies between two shares."""
    low, high = within
    rows, columns = np.nonzero(view.body & (view.fill.distance >= low) & (view.fill.distance <= high))
    chosen = chance.integers(len(rows), size=count)
    return np.stack([columns[chosen], rows[chosen]], axis=1).astype(np.float64)


def drawn(
    view: View, lines: Iterable[Line], strengths: Iterable[float], width_px: float, soft_px: float
) -> Floats:
    """Lines as a map from 0 to 1; the stronger lies over the weaker."""
    canvas: Bytes = np.zeros(view.body.shape, np.uint8)
    ordered = sorted(zip(strengths, lines, strict=True), key=lambda pair: pair[0])
    for strength, line in ordered:
        points = np.rint(line * FINE).astype(np.int32).reshape(-1, 1, 2)
        thick = max(round(width_px), 1)
        cv2.polylines(canvas, [points], False, int(255 * strength), thick, cv2.LINE_AA, FINE_BITS)  # noqa: FBT003
    found = canvas.astype(np.float32) / np.float32(255)
    return np.asarray(cv2.GaussianBlur(found, (0, 0), soft_px), np.float32) if soft_px else found


def wandering(start: tuple[float, float], angle: float, turns: NDArray[np.float64], step_px: float) -> Line:
    """A line that turns a little at every step but keeps its direction over all."""
    angles = angle + turns
    steps = step_px * np.stack([np.cos(angles), np.sin(angles)], axis=1)
    return np.vstack([[start], np.asarray(start) + np.cumsum(steps, axis=0)])
