"""Arrays that pictures are made of. Heights and lengths in mm, albedo and shares 0 to 1."""

from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[Any]  # float32; neither numpy's operators nor OpenCV's say so in their types
Mask = NDArray[np.bool_]
Bytes = NDArray[np.uint8]


def smooth(share: Floats) -> Floats:
    """0 below 0, 1 above 1, without a corner in between."""
    t = np.clip(share, 0, 1)
    return cast("Floats", t * t * (3 - 2 * t))
