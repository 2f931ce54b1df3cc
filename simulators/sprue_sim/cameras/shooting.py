"""One series of pictures of a part or a cavity: what is before the camera, then the files. Pure.

Slow enough to be done in a thread.
"""

import base64
import hashlib
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

import cv2
import numpy as np

from sprue_sim.cameras.arrays import Bytes
from sprue_sim.cameras.defects.dimension_drift import resized
from sprue_sim.cameras.light import Drift
from sprue_sim.cameras.marks import Mark, marks_of
from sprue_sim.cameras.outlines import outlines
from sprue_sim.cameras.picture import (
    IN_PLATE,
    Camera,
    Pose,
    exposure_gain,
    laid,
    mould_plate,
    part_on_tray,
    pictures,
)
from sprue_sim.cameras.surface import Surface, view

Of = Literal["part", "mould"]
QUALITY = 92  # of JPEG
FAINT = 0.02  # a severity that leaves nothing: no time is spent on it
STILL_PX, SHAKES_PX = 0.15, 0.12


class Wish(NamedTuple):
    """What to picture, and all that chance and time have decided."""

    of: Of
    mould: str
    cavity: int
    severities: Mapping[str, float]
    seed: tuple[int, ...]
    marks_seed: tuple[int, ...]
    """A mould's scratch stays where it is; a part's specks do not."""
    drift: Drift
    lights: tuple[str, ...]
    width_px: int
    scale: float | None = None
    """Of the part, as gauged; None: as its severity says."""

    @property
    def camera(self) -> str:
        """The camera's name in the contract."""
        return f"{self.of}-{self.cavity + 1}"


class Series(NamedTuple):
    """Pictures by light, and what is really on them."""

    pictures: Mapping[str, Bytes]
    marks: Mapping[str, Mark]
    pose: Pose


class Scene(NamedTuple):
    """What lies before the camera, before any light falls on it."""

    surface: Surface
    marks: Mapping[str, Mark]
    pose: Pose


def arranged(wish: Wish, chance: np.random.Generator) -> Scene:
    """The part in its nest or the cavity in its plate, with all that is wrong with it."""
    shown = view(wish.mould, wish.width_px)
    folder = "defects" if wish.of == "part" else "ageing"
    severities = {name: value for name, value in wish.severities.items() if value > FAINT}
    marks = marks_of(folder, shown, severities, wish.marks_seed)
    if wish.scale is not None:
        marks["dimension_drift"] = resized(shown, wish.scale)
    pose = laid(shown, chance) if wish.of == "part" else IN_PLATE
    put = part_on_tray if wish.of == "part" else mould_plate
    return Scene(put(shown, marks.values(), pose), marks, pose)


def shoot(wish: Wish) -> Series:
    """Take the pictures. The same wish gives the same."""
    chance, shown = np.random.default_rng(wish.seed), view(wish.mould, wish.width_px)
    scene = arranged(wish, chance)
    camera = Camera(
        drift=wish.drift,
        gain=exposure_gain(shown, part=wish.of == "part"),
        shake_px=max(float(chance.normal(STILL_PX, SHAKES_PX)), 0.0),
    )
    taken = pictures(scene.surface, shown.frame, wish.lights, camera, chance)
    return Series(taken, scene.marks, scene.pose)


def jpeg(picture: Bytes) -> bytes:
    """As a file."""
    return cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])[1].tobytes()


def body(wish: Wish, light: str, file: bytes, counter: int) -> dict[str, Any]:
    """One picture as a record of the contract."""
    return {
        "camera": wish.camera,
        "light": light,
        "shot_counter": counter,
        "media_type": "image/jpeg",
        "sha256": hashlib.sha256(file).hexdigest(),
        "data": base64.b64encode(file).decode(),
    }


def truth(wish: Wish, series: Series) -> dict[str, Any]:
    """What is really on the pictures: outlines in mm of the part's own frame, and how that lies."""
    frame = view(wish.mould, wish.width_px).frame
    return {
        "camera": wish.camera,
        "severities": {name: round(value, 3) for name, value in wish.severities.items() if value > FAINT},
        "outlines_mm": {name: outlines(mark.mask, frame) for name, mark in series.marks.items()},
        "px_per_mm": round(frame.px_per_mm, 5),
        "pose": {key: round(value, 5) for key, value in series.pose._asdict().items()},
    }
