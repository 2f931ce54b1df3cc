"""Reads a picture file safely: whatever lies in a folder ends as pixels or as one clear sentence.

Pillow and not OpenCV, because OpenCV paints the missing part of a truncated JPEG grey and says nothing.
"""

import struct
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "BMP")
MAX_PIXELS = 64_000_000  # a telephone's best; decoded it takes 450 MB for a moment, a JPEG far less
MIN_SIDE = 8  # pixels
ORIENTATION, LYING = 0x0112, {5, 6, 7, 8}  # of EXIF
ENOUGH = 1600  # pixels of the longer side: a larger JPEG is decoded at a half, a quarter or an eighth
PASSED_OVER = {"thumbs.db", "desktop.ini"}  # what systems leave in folders of pictures
BROKEN = (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error, IndexError, OverflowError)

Image.MAX_IMAGE_PIXELS = None  # we look at the size ourselves, before anything is decoded
Pixels = NDArray[np.uint8] | NDArray[np.uint16]
Kind = Literal["empty", "none", "damaged", "large", "small", "moves"]


class PictureError(Exception):
    """A file that is no picture we can judge; says where, what, what now and what did not happen.

    `kind` and `told` say the same to programs, which speak other languages.
    """

    def __init__(self, words: str, kind: Kind = "damaged", **told: float) -> None:
        super().__init__(words)
        self.kind: Kind = kind
        self.told = told


@dataclass(frozen=True)
class Picture:
    """Pixels (height, width, 3) in RGB, 8 or 16 bit, upright; and the file's own size as it is seen."""

    pixels: Pixels
    width: int
    height: int


def listed(folder: Path) -> list[Path]:
    """Every file of a folder by name, whatever it is; hidden files and folders are passed over.

    Raises:
        PictureError: there is no such folder, or no file in it.
    """
    if not folder.is_dir():
        raise PictureError(
            f"{folder}: there is no such folder. Name a folder of pictures. Nothing was written."
        )
    inside = sorted(folder.iterdir())
    files = [
        path
        for path in inside
        if path.is_file() and path.name[0] != "." and path.name.lower() not in PASSED_OVER
    ]
    if not files:
        below = [path.name for path in inside if path.is_dir()]
        hint = f" It has folders ({', '.join(below[:5])}): name one of them." if below else ""
        raise PictureError(f"{folder}: no file in it.{hint} Name a folder of pictures. Nothing was written.")
    return files


def read(path: Path) -> Picture:
    """The picture upright, transparent parts black; grey becomes three equal channels.

    Raises:
        PictureError: empty, truncated, animated, too large, too small or no picture.
    """
    try:
        if path.stat().st_size == 0:
            raise _error(path, "is empty (0 bytes)", "Copy it again from the camera", "empty")
        with Image.open(path, formats=FORMATS) as opened:
            return _decoded(path, opened)
    except UnidentifiedImageError as problem:
        raise _error(path, "is no JPEG, PNG or BMP picture", "Save it as one of these", "none") from problem
    except BROKEN as problem:
        raise _error(path, f"is damaged ({problem})", "Copy it again from the camera") from problem


def _error(path: Path, what: str, now: str, kind: Kind = "damaged", **told: float) -> PictureError:
    return PictureError(f"{path}: {what}. {now}. It was left out, and nothing of it was kept.", kind, **told)


def _decoded(path: Path, opened: Image.Image) -> Picture:
    width, height = opened.size
    if width * height > MAX_PIXELS:
        much = f"has {width * height / 1e6:.0f} megapixels, more than {MAX_PIXELS / 1e6:.0f}"
        most = MAX_PIXELS / 1e6
        raise _error(path, much, "Make it smaller", "large", megapixels=width * height / 1e6, most=most)
    if min(width, height) < MIN_SIDE:
        little = f"is {width} x {height} pixels, less than {MIN_SIDE}"
        raise _error(path, little, "Take a larger one", "small", least=MIN_SIDE)
    if getattr(opened, "is_animated", False) and opened.format != "MPO":  # MPO: a telephone's, the first counts
        raise _error(path, "moves (several frames)", "Save one frame as a picture", "moves")
    longest = max(width, height)
    opened.draft(None, (max(1, width * ENOUGH // longest), max(1, height * ENOUGH // longest)))
    lies = opened.getexif().get(ORIENTATION, 1) in LYING
    upright = ImageOps.exif_transpose(opened)  # as the camera was held
    return Picture(_pixels(upright), *((height, width) if lies else (width, height)))


def _pixels(image: Image.Image) -> Pixels:
    if image.mode.startswith("I"):  # 16 bit grey
        grey: NDArray[np.uint16] = np.clip(np.asarray(image), 0, 65535).astype(np.uint16)
        return np.repeat(grey[:, :, None], 3, axis=2)
    if "A" in image.mode or "transparency" in image.info:
        seen = image.convert("RGBA")
        ground: Any = Image.new("RGBA", seen.size, (0, 0, 0, 255))
        image = Image.alpha_composite(ground, seen)
    return np.asarray(image.convert("RGB"), np.uint8)
