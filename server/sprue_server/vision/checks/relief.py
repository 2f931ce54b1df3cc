"""Has the face fallen in or been washed out: a broad hollow or bump of some hundredths of a millimetre?

Height from slopes (Frankot & Chellappa, IEEE PAMI 10, 1988), kept to sizes between a fine line and the whole
part: what is smaller is noise, what is larger is how lamps lean. At a quarter of the size.
"""

from collections.abc import Sequence
from functools import cache

import cv2
import numpy as np

from sprue_server.vision.checks import Arrays
from sprue_server.vision.found import Found, over, worst
from sprue_server.vision.inspection import Of
from sprue_server.vision.seen import Array, Seen
from sprue_server.vision.slopes import RAKING, slopes_coarse
from sprue_server.vision.spreads import Spread, standard
from sprue_server.vision.stage import Stage

OF: frozenset[Of] = frozenset({"part", "mould"})
LIGHTS = RAKING
TELLS = frozenset({"sink", "wear_at_gate"})
LEAST_MM = 0.0015
FROM_PX, TO_PX = 1.2, 14.0  # sigma, at a quarter of the size
BROAD_PX = 2.5
PAD = 16


def suits(stage: Stage) -> bool:
    """Somewhere the slope is to be trusted."""
    return bool(stage.window.cut(stage.trust, 4).mean() > 0.02)  # noqa: PLR2004


def height(seen: Seen) -> Array:
    """(h / 4, w / 4): mm over the neighbourhood."""
    trust = seen.stage.window.cut(seen.stage.trust, 4)
    told = seen.of(slopes_coarse) * trust[..., None]
    padded = cv2.copyMakeBorder(told, PAD, PAD, PAD, PAD, cv2.BORDER_CONSTANT)
    right, down = (np.fft.rfft2(padded[..., one]) for one in (0, 1))
    over_right, over_down = _integrals(*padded.shape[:2])
    found = np.fft.irfft2(right * over_right + down * over_down, padded.shape[:2])[PAD:-PAD, PAD:-PAD]
    return np.asarray(found * (4 / seen.stage.fixture.px_per_mm), np.float32)


@cache
def _integrals(rows: int, columns: int) -> tuple[Array, Array]:
    """What a slope's waves are multiplied with to become those of a height, within the band."""
    v, u = np.meshgrid(2 * np.pi * np.fft.fftfreq(rows), 2 * np.pi * np.fft.rfftfreq(columns), indexing="ij")
    square = u**2 + v**2
    band = np.exp(-square * FROM_PX**2 / 2) * (1 - np.exp(-square * TO_PX**2 / 2))
    square[0, 0] = 1
    return -1j * u / square * band, -1j * v / square * band


def begin(stage: Stage) -> Spread:  # noqa: ARG001
    """Mean and spread of the height of each place."""
    return Spread(height, LEAST_MM)


def look(seen: Seen, learnt: Arrays, limits: Sequence[float]) -> Found:
    """Farthest place, fine and broad."""
    mask = seen.stage.middle[::2, ::2]
    apart = standard(seen.of(height), learnt) * mask
    maps = [np.abs(apart), np.abs(cv2.GaussianBlur(apart, (0, 0), BROAD_PX))]
    told = tuple(worst(one, mask) for one in maps)
    away_mm = seen.of(height) - learnt["mean"]
    raised = float(away_mm.flat[int(maps[1].argmax())])
    return Found(
        told,
        over([(one, limit) for one, limit in zip(maps, limits, strict=False)]),
        {"relief_mm": worst(np.abs(away_mm), mask), "raised_mm": raised},
    )
