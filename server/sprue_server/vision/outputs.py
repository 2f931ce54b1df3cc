"""What `sprue inspect judge` leaves: a table and maps, whole or not at all; and a bar while it works."""

import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, TextIO

import cv2
import numpy as np
from numpy.typing import NDArray

from sprue_server import written
from sprue_server.vision.pictures import Picture
from sprue_server.written import OutputError

COLUMNS = ("file", "score", "p_value", "verdict", "milliseconds")
LIMIT_GREY = 100  # grey of a map where 2 % of good parts have a place as far from normal
BAR = 30  # characters


class Row(NamedTuple):
    """One line of the table; empty numbers where a file could not be judged."""

    file: str
    score: float | None
    p_value: float | None
    verdict: str
    milliseconds: float | None

    def text(self) -> list[str]:
        """As it is written."""
        numbers = [("", "{:.6g}"), ("", "{:.6g}"), ("", "{:.2f}")]
        values = (self.score, self.p_value, self.milliseconds)
        told = [
            form.format(v) if v is not None else none for v, (none, form) in zip(values, numbers, strict=True)
        ]
        return [self.file, told[0], told[1], self.verdict, told[2]]


def write_table(path: Path, rows: Sequence[Row]) -> None:
    """CSV with a header; OutputError when the place cannot be written, and then nothing is left."""
    written.write_table(path, COLUMNS, (row.text() for row in rows))


def _cannot(path: Path, problem: OSError) -> str:
    return f"{path}: cannot be written: {problem}. Name another place. Nothing was written."


@contextmanager
def whole_folder(place: Path | None) -> Iterator[Path | None]:
    """A folder to write maps into; it appears when all are there, and leaves nothing when something fails."""
    if place is None:
        yield None
        return
    if place.exists() and not (place.is_dir() and not any(place.iterdir())):
        raise OutputError(f"{place}: is there already and not empty. Name another place. Nothing was written.")
    unfinished = place.with_name(f"{place.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)  # of a run that was broken off
    try:
        unfinished.mkdir(parents=True)
        yield unfinished
        unfinished.replace(place)
    except OSError as problem:
        raise OutputError(_cannot(place, problem)) from problem
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def map_names(files: Sequence[Path]) -> dict[Path, str]:
    """`part.png` for part.jpg; `part.jpg.png` where two pictures share a stem."""
    stems = Counter(path.stem.lower() for path in files)
    return {path: f"{path.stem if stems[path.stem.lower()] == 1 else path.name}.png" for path in files}


def write_map(path: Path, where: NDArray[np.float32], limit: float, picture: Picture) -> None:
    """A grey PNG of the picture's own size: black is normal, above 100 few good parts have a place.

    Grey nears white as the distance grows and never reaches it, so the worst place stays the brightest.
    """
    grey = 255 * where / (where + limit * (255 / LIMIT_GREY - 1))
    shown = cv2.resize(grey, (picture.width, picture.height), interpolation=cv2.INTER_LINEAR)
    done, content = cv2.imencode(".png", np.round(shown).astype(np.uint8))
    if not done:
        raise OSError(f"{path.name}: OpenCV could not write a PNG")
    path.write_bytes(content.tobytes())


class Bar:
    """A bar with a count; on a terminal it moves, in a log it is one line per job."""

    def __init__(self, out: TextIO = sys.stderr) -> None:
        self.out, self.began, self.what = out, time.monotonic(), ""

    def __call__(self, what: str, done: int, total: int) -> None:
        """One more is done."""
        if what != self.what:
            self.what, self.began = what, time.monotonic()
        if not self.out.isatty() and done < total:
            return
        took = time.monotonic() - self.began
        filled = BAR * done // total
        left = f"{took / done * (total - done):4.0f} s left" if done < total else f"done in {took:.1f} s"
        line = f"{what:<20} [{'#' * filled}{'.' * (BAR - filled)}] {done}/{total}, {left}"
        move = ("\r", "\033[K" + ("\n" if done == total else "")) if self.out.isatty() else ("", "\n")
        self.out.write(f"{move[0]}{line}{move[1]}")
        self.out.flush()
