"""Arithmetic of three colours with one grey value: four times as fast as numpy's broadcasting."""

import cv2
import numpy as np

from sprue_sim.cameras.arrays import Floats


def times(colours: Floats, grey: Floats) -> Floats:
    """Every colour times the pixel's grey value."""
    return np.asarray(cv2.multiply(colours, cv2.merge([grey, grey, grey])))


def over(colours: Floats, share: Floats, colour: tuple[float, float, float]) -> Floats:
    """A colour laid over others, in each pixel to a share."""
    laid = cv2.merge([share * np.float32(one) for one in colour])
    cv2.accumulateProduct(colours, cv2.merge([np.float32(1) - share] * 3), laid)
    return np.asarray(laid)


def plus(colours: Floats, grey: Floats) -> Floats:
    """Every colour plus the pixel's grey value, in place."""
    cv2.accumulate(cv2.merge([grey, grey, grey]), colours)
    return colours
