"""From a product, its defects and a camera's state to pictures: one per light, all of the same part."""

from collections.abc import Iterable, Mapping
from math import cos, radians, sin
from typing import NamedTuple

import cv2
import numpy as np

from sprue_sim.cameras.arrays import Bytes, Floats
from sprue_sim.cameras.colours import over, plus, times
from sprue_sim.cameras.frame import Frame
from sprue_sim.cameras.light import LIGHTS, STEADY, Drift, relief, shade
from sprue_sim.cameras.markers import markers
from sprue_sim.cameras.marks import Mark
from sprue_sim.cameras.sensor import FOCUS_PX, Exposure, expose
from sprue_sim.cameras.surface import Surface, View

BRIGHT, DARK_PART = 0.8, 0.3  # what the brightest face becomes; which parts lie on a pale tray
PALE_TRAY, DARK_TRAY = 0.42, 0.05
NEST = 0.003  # 1 sigma of where a part lies in its nest, over the frame
NEST_DEG = 0.25
CHATTER_PX = 0.12  # between two lights the press has shaken the camera


class Pose(NamedTuple):
    """How a part lies in its nest, from the middle of the frame."""

    x_mm: float = 0.0
    y_mm: float = 0.0
    turn_deg: float = 0.0
    scale: float = 1.0
    mirror: int = 1
    """-1: a cavity, which is the part seen in a mirror."""


class Camera(NamedTuple):
    """State of the camera and its lamps."""

    drift: Drift = STEADY
    gain: float = 1.0
    blur_px: float = FOCUS_PX
    shake_px: float = 0.0


LYING, IN_PLATE = Pose(), Pose(mirror=-1)
ORDERLY = Camera()


def laid(view: View, chance: np.random.Generator) -> Pose:
    """A part as a robot puts it down."""
    x, y, turn = chance.normal(0, 1, 3)
    return Pose(x * NEST * view.frame.frame_mm, y * NEST * view.frame.frame_mm, turn * NEST_DEG)


def to_frame(frame: Frame, pose: Pose) -> Floats:
    """The affine map from pixels of the part's own frame to pixels of the picture."""
    c, s = pose.scale * cos(radians(pose.turn_deg)), pose.scale * sin(radians(pose.turn_deg))
    middle_x, middle_y = frame.pixel(0, 0)
    moved_x, moved_y = frame.pixel(pose.x_mm, pose.y_mm)
    across = pose.mirror
    right = moved_x - across * c * middle_x + s * middle_y
    down = moved_y - across * s * middle_x - c * middle_y
    return np.array([[across * c, -s, right], [across * s, c, down]], np.float32)


def changed(surface: Surface, marks: Iterable[Mark]) -> Surface:
    """A face with its defects."""
    height, cover, albedo = surface.height_mm, surface.cover, surface.albedo
    for mark in marks:
        if mark.height_mm is not None:
            height = height + mark.height_mm
        if mark.cover is not None:
            cover = np.clip(cover + mark.cover, 0, 1)
        if mark.tint is not None:
            albedo = over(albedo, mark.tint, mark.colour)
    return surface._replace(height_mm=height, cover=cover, albedo=albedo)


def part_on_tray(view: View, marks: Iterable[Mark], pose: Pose = LYING) -> Surface:
    """The part in its nest, with markers around it."""
    marks = list(marks)
    part, frame = changed(view.part, marks), view.frame
    scale = float(np.prod([mark.scale for mark in marks]))
    place, size = to_frame(frame, pose._replace(scale=pose.scale * scale)), (frame.width_px, frame.height_px)
    height, cover, albedo = (cv2.warpAffine(one, place, size) for one in part[:3])
    paper, ink = markers(frame)
    tray = np.where(paper, ink, np.float32(tray_albedo(view)))
    clear = np.float32(view.product.clear)
    albedo = plus(times(albedo, cover * (1 - clear + clear * tray)), tray * (1 - cover))
    return Surface(height * cover, cover, albedo, view.product.gloss)


def tray_albedo(view: View) -> float:
    """Dark parts lie on a pale tray, pale ones on a dark one."""
    return PALE_TRAY if sum(view.product.colour) / 3 < DARK_PART else DARK_TRAY


def mould_plate(view: View, marks: Iterable[Mark], pose: Pose = IN_PLATE) -> Surface:
    """The cavity in its plate, with markers stuck to it."""
    face, frame = changed(view.cavity, marks), view.frame
    place, size = to_frame(frame, pose), (frame.width_px, frame.height_px)
    height, albedo = (
        cv2.warpAffine(one, place, size, borderMode=cv2.BORDER_REPLICATE)
        for one in (face.height_mm, face.albedo)
    )
    paper, ink = markers(frame)
    albedo[paper] = ink[paper][:, None]
    return Surface(np.where(paper, np.float32(0), height), face.cover, albedo, face.gloss)


def exposure_gain(view: View, *, part: bool) -> float:
    """Set once for a product, so that the brightest even face is bright but not burnt out."""
    brightest = max(*view.product.colour, tray_albedo(view)) if part else float(view.cavity.albedo.mean()) * 1.4
    return BRIGHT / max(brightest, 0.05)


def pictures(
    surface: Surface, frame: Frame, lights: Iterable[str], camera: Camera, chance: np.random.Generator
) -> Mapping[str, Bytes]:
    """One picture for each light, one after the other."""
    shape = relief(surface, frame)
    found = {}
    for name in lights:
        lit = shade(shape, LIGHTS[name], camera.drift)
        right, down = chance.normal(0, CHATTER_PX, 2)
        angle = float(chance.uniform(0, 180))
        how = Exposure(camera.gain, camera.blur_px, camera.shake_px, angle, (float(right), float(down)))
        found[name] = expose(lit, how, chance)
    return found
