"""Is a place of another colour: burnt, streaked, stained, speckled?

Colour difference in CIE Lab (delta E 1976) under the even light, at half size; once as fine as it is, once over
broad places, where a faint difference adds up, and once as unrest.
"""

from collections.abc import Sequence

import cv2
import numpy as np

from sprue_server.vision.checks import Arrays
from sprue_server.vision.found import Found, length, over, worst
from sprue_server.vision.inspection import Of
from sprue_server.vision.seen import Array, Seen
from sprue_server.vision.spreads import Spread
from sprue_server.vision.stage import Stage

OF: frozenset[Of] = frozenset({"part", "mould"})
LIGHTS = frozenset({"diffuse"})
TELLS = frozenset({"black_specks", "colour_streak", "weld_line", "corrosion", "residue_at_vents"})
LEAST = (0.35, 0.6, 0.6)  # of L, a, b: below, nobody sees it, and JPEG has steps of such a size in a and b
FINE_PX, BROAD_PX, UNREST_PX = 0.8, 4.0, 4.0
NEARLY = 0.6  # of the farthest: as far as its place reaches
SAME, EACH = 1.3, 3.0  # delta E of a whole face that a lamp's colour or packing may make; spreads for one
MOST = 12.0  # spreads; one pixel farther out weighs no more in unrest


def lab(seen: Seen) -> Array:
    """(h / 2, w / 2, 3): L 0..100, a, b."""
    return np.asarray(cv2.cvtColor(np.clip(seen.colour, 0, 1), cv2.COLOR_RGB2Lab))


def suits(stage: Stage) -> bool:  # noqa: ARG001
    """Every face has a colour."""
    return True


def begin(stage: Stage) -> Spread:  # noqa: ARG001
    """Mean and spread of each place."""
    return Spread(lab, LEAST)


def look(seen: Seen, learnt: Arrays, limits: Sequence[float]) -> Found:
    """Farthest place, fine, broad and as unrest; then how far the whole face is, which is no place's fault."""
    mask = seen.stage.middle
    differs = seen.of(lab) - learnt["mean"]
    over_all = np.array(cv2.mean(differs, mask.astype(np.uint8))[:3], np.float32)
    differs = (differs - over_all) * mask[..., None]
    apart = differs / learnt["spread"]
    maps = [length(cv2.GaussianBlur(apart, (0, 0), one)) for one in (FINE_PX, BROAD_PX)]
    short = np.minimum(length(apart), MOST)
    maps.append(np.sqrt(cv2.GaussianBlur(short * short, (0, 0), UNREST_PX)))
    told = (*(worst(one, mask) for one in maps), EACH * float(np.hypot(np.linalg.norm(over_all), SAME)))
    where = over([(one * mask, limit) for one, limit in zip(maps, limits, strict=False)])
    numbers = {
        "colour_delta_e": worst(length(cv2.GaussianBlur(differs, (0, 0), FINE_PX)), mask),
        "face_delta_e": float(np.linalg.norm(over_all)),
    }
    return Found(told, where, numbers | _shift(seen.of(lab) - learnt["mean"], maps[1] * mask))


def _shift(apart: Array, far: Array) -> dict[str, float]:
    """Which way the colour of the worst broad place has gone."""
    place = far >= NEARLY * float(far.max())
    lighter, redder, yellower = (float(one) for one in apart[place].mean(0))
    return {"lighter_l": lighter, "redder_a": redder, "yellower_b": yellower}
