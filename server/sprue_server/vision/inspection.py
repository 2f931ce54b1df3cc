"""What looking at one part or one cavity gives: the words that checks, the hub, the pages and AR share.

Places are millimetres in the frame of the part (or of the mould's plate), from its middle, x to the right and y
downwards as its camera sees it; so an outline found on one picture can be drawn on any other of the same face.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple, Protocol

from sprue_server.vision.conformal import Verdict
from sprue_server.vision.pictures import Pixels

Of = Literal["part", "mould"]
PointMm = tuple[float, float]
Reason = Literal[
    "no_model", "no_picture", "damaged", "no_markers", "moved", "blurred", "dark", "bright", "wrong_product",
    "unstable", "missing_light",
]  # fmt: skip
"""Why nothing can be said; `eyes.reason.<reason>` is its sentence in the language files."""


class Region(NamedTuple):
    """Where a check sees something: a closed outline, and its size."""

    outline_mm: tuple[PointMm, ...]
    area_mm2: float


class CheckSeen(NamedTuple):
    """What one check says: how many spreads of good parts it is from normal, which share is as far, and where.

    `numbers` are what it measured, units in their names (`width_mm`, `colour_delta_e`).
    """

    check: str
    distance: float
    p_value: float
    regions: tuple[Region, ...] = ()
    numbers: Mapping[str, float] = {}


class Inspection(NamedTuple):
    """The verdict on one part or cavity. `checks`: those that speak against it first.

    Without a verdict ("cannot judge") `reason` says why, and score and p-value are None. `warnings` are words
    about the light or the focus that do not yet forbid a verdict. `map_png` is an 8 bit grey picture in the
    frame of the part (brighter is farther from normal), or empty. `mm_to_px` draws on the pictures themselves:
    the 3 x 3 matrix, row by row, that takes a place in mm to a pixel of the diffuse picture (empty: not found);
    `map_px_per_mm` is the scale of the map, whose middle is the middle of the part.
    """

    verdict: Verdict
    reason: Reason | None
    warnings: tuple[str, ...]
    score: float | None
    p_value: float | None
    checks: tuple[CheckSeen, ...]
    map_png: bytes
    milliseconds: float
    model: str
    mm_to_px: tuple[float, ...] = ()
    map_px_per_mm: float | None = None


class Inspects(Protocol):
    """What was learnt of one product or mould, ready to judge."""

    version: str
    """A hash of what was learnt."""

    def inspect(self, pictures: Mapping[str, Pixels]) -> Inspection:
        """Judge the pictures of one moment, by light ("diffuse", "raking-n", ...), (height, width, 3) RGB.

        Never raises for what is on the pictures: what cannot be judged is told as such.
        """
        ...
