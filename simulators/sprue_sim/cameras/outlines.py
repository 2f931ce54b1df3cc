"""Outlines of masks, in millimetres from the part's middle: what the ground truth keeps of a defect."""

import cv2
import numpy as np

from sprue_sim.cameras.arrays import Mask
from sprue_sim.cameras.frame import Frame

COARSE_PX = 0.7
LEAST_PX = 3
Polygon = list[tuple[float, float]]


def outlines(mask: Mask, frame: Frame) -> list[Polygon]:
    """One polygon for each patch, largest first."""
    found, _ = cv2.findContours(mask.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    ordered = sorted(found, key=cv2.contourArea, reverse=True)
    return [_polygon(one.reshape(-1, 2), frame) for one in ordered if len(one) >= LEAST_PX]


def _polygon(points: np.ndarray, frame: Frame) -> Polygon:
    simple = cv2.approxPolyDP(points, COARSE_PX, True).reshape(-1, 2)  # noqa: FBT003  # closed
    middle = np.array(frame.pixel(0, 0))
    return [(round(float(x), 3), round(float(y), 3)) for x, y in (simple - middle) / frame.px_per_mm]
