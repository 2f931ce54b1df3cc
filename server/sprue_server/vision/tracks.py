"""What a check sees again at the same place of a cavity is one defect that grows, until somebody cleans it.

Regions of successive inspections belong together when they overlap. A cleaning is what a person did at the open
mould after which less than half of all that was tracked is left: alarms end and moulds are changed without one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from sprue_server.vision.inspection import PointMm

STEP_MM = 0.2  # grid on which overlap is measured
OVERLAP = 0.25  # of the smaller one
LEFT = 0.5  # of the area; less after an event: cleaned
MOST_STEPS = 2000  # of the grid in each direction: 400 mm
Outline = Sequence[PointMm]


class Spot(NamedTuple):
    """A region that a check saw."""

    check: str
    outline_mm: Outline
    area_mm2: float


class Look(NamedTuple):
    """One inspection of a cavity: its id, when, what was seen."""

    id: str
    at_us: int
    spots: Sequence[Spot]


class Happened(NamedTuple):
    """Somebody stood at the open mould."""

    at_us: int
    what: str


class Point(NamedTuple):
    """How large it was, and in which inspection."""

    id: str
    at_us: int
    area_mm2: float


@dataclass
class Track:
    """One place, the same check, look after look; the outline is the newest."""

    check: str
    outline_mm: Outline
    points: list[Point] = field(default_factory=list)

    @property
    def area_mm2(self) -> float:
        """How large it was when it was seen last."""
        return self.points[-1].area_mm2


class Cleaned(NamedTuple):
    """An event after which most was gone, with the looks before and after."""

    event: Happened
    before: Look
    after: Look
    before_mm2: float
    after_mm2: float


class Followed(NamedTuple):
    """Tracks since the last cleaning, the largest first, and all cleanings, the newest first."""

    tracks: list[Track]
    cleaned: list[Cleaned]


def followed(looks: Iterable[Look], events: Iterable[Happened] = ()) -> Followed:
    """Join what was seen of one cavity, in order of time whatever the order in which it is told."""
    tracks: list[Track] = []
    cleaned: list[Cleaned] = []
    before: Look | None = None
    happened = sorted(events)
    for look in sorted(looks, key=lambda one: (one.at_us, one.id)):
        found = _cleaned(tracks, before, look, happened) if before else None
        if found:
            cleaned.insert(0, found)
            tracks = []
        _join(tracks, look)
        before = look
    return Followed(sorted(tracks, key=lambda one: -one.area_mm2), cleaned)


def overlap(one: Outline, other: Outline) -> float:
    """Shared area over that of the smaller one, 0..1, on a grid of 0.2 mm (coarser where they are large)."""
    boxes = [np.array([np.min(outline, axis=0), np.max(outline, axis=0)]) for outline in (one, other)]
    low, high = np.maximum(boxes[0][0], boxes[1][0]), np.minimum(boxes[0][1], boxes[1][1])
    if (low > high).any():
        return 0.0
    origin = np.minimum(boxes[0][0], boxes[1][0])
    reach = np.maximum(boxes[0][1], boxes[1][1]) - origin
    step = max(STEP_MM, float(reach.max()) / MOST_STEPS)
    size = np.ceil(reach / step).astype(int) + 1
    first, second = (_filled(outline, origin, step, size) for outline in (one, other))
    return float((first & second).sum() / min(first.sum(), second.sum()))


def _filled(
    outline: Outline, origin: NDArray[np.float64], step: float, size: NDArray[np.int64]
) -> NDArray[np.bool_]:
    grid = np.zeros((size[1], size[0]), np.uint8)
    points = np.rint((np.array(outline, np.float64) - origin) / step).astype(np.int32)
    cv2.fillPoly(grid, [points], (1,))
    return grid.astype(bool)


def _join(tracks: list[Track], look: Look) -> None:
    """Each region goes to the track that it overlaps most; a track takes all that do, as their sum."""
    taken: dict[int, list[Spot]] = {}
    known = len(tracks)
    for spot in look.spots:
        best = _best(tracks[:known], spot)
        if best is None:
            tracks.append(Track(spot.check, spot.outline_mm))
            best = len(tracks) - 1
        taken.setdefault(best, []).append(spot)
    for number, spots in taken.items():
        largest = max(spots, key=lambda one: one.area_mm2)
        tracks[number].outline_mm = largest.outline_mm
        tracks[number].points.append(Point(look.id, look.at_us, sum(one.area_mm2 for one in spots)))


def _best(tracks: Sequence[Track], spot: Spot) -> int | None:
    shared = {
        number: overlap(track.outline_mm, spot.outline_mm)
        for number, track in enumerate(tracks)
        if track.check == spot.check
    }
    best = max(shared, key=lambda number: shared[number], default=None)
    return best if best is not None and shared[best] >= OVERLAP else None


def _cleaned(
    tracks: Sequence[Track], before: Look, after: Look, happened: Sequence[Happened]
) -> Cleaned | None:
    between = [event for event in happened if before.at_us <= event.at_us <= after.at_us]
    seen = _by_check(track for track in tracks if track.points[-1].id == before.id)
    if not between or not seen:
        return None
    there = {spot.check: 0.0 for spot in after.spots}
    for spot in after.spots:
        there[spot.check] += spot.area_mm2
    left = sum(min(area, there.get(check, 0.0)) for check, area in seen.items())
    total = sum(seen.values())
    return Cleaned(between[-1], before, after, total, left) if left < LEFT * total else None


def _by_check(tracks: Iterable[Track]) -> Mapping[str, float]:
    found: dict[str, float] = {}
    for track in tracks:
        found[track.check] = found.get(track.check, 0.0) + track.area_mm2
    return found
