"""Four markers in the corners of the fixture and of the mould's plate, so that any picture can be laid true."""

from functools import lru_cache

import cv2
import numpy as np

from sprue_sim.cameras.arrays import Bytes, Floats, Mask
from sprue_sim.cameras.frame import Frame

FAMILY = cv2.aruco.DICT_ARUCO_MIP_36h12  # js-aruco2 reads it too
SIDE, INSET = 0.07, 0.014  # over the frame's width; the inset is the white margin
PAPER, INK = 0.7, 0.03
MODULES = 8  # six of code and a border


@lru_cache(maxsize=8)
def markers(frame: Frame) -> tuple[Mask, Floats]:
    """Where paper lies, and its albedo; numbers 0 to 3 clockwise from the upper left."""
    cell = max(round(SIDE * frame.width_px / MODULES), 1)
    side, inset = cell * MODULES, round(INSET * frame.width_px)
    paper: Mask = np.zeros((frame.height_px, frame.width_px), dtype=bool)
    albedo: Floats = np.full(paper.shape, PAPER, np.float32)
    family = cv2.aruco.getPredefinedDictionary(FAMILY)
    right, down = frame.width_px - side - inset, frame.height_px - side - inset
    for number, (row, column) in enumerate(((inset, inset), (inset, right), (down, right), (down, inset))):
        drawn: Bytes = np.asarray(cv2.aruco.generateImageMarker(family, number, side), np.uint8)
        paper[row - inset : row + side + inset, column - inset : column + side + inset] = True
        albedo[row : row + side, column : column + side] = np.where(drawn > 0, PAPER, INK)
    return paper, albedo
