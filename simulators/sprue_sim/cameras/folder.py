"""A folder of pictures for learning and for benchmarks: good ones, each defect at each severity, masks.

    OUT/good/0001-diffuse.png
    OUT/sink-0.30/0001-raking-n.png    OUT/sink-0.30/0001-mask.png (white is the defect)
    OUT/truth.jsonl (a line for each part: severities, outlines in mm, how it lay)
    OUT/fixture.json (what an inspector may know: the frame, its markers, the product's drawing)

Good ones differ as those of a day's production do; all by pose, noise, shake, drift of the lamps.
Written whole or not at all.
"""

import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np

from sprue_sim.cameras.age import drift_at
from sprue_sim.cameras.arrays import Bytes
from sprue_sim.cameras.fixture_file import FILE, fixture
from sprue_sim.cameras.goods import Usual, moulds, parts
from sprue_sim.cameras.marks import names
from sprue_sim.cameras.picture import to_frame
from sprue_sim.cameras.shooting import Of, Series, Wish, jpeg, shoot, truth
from sprue_sim.cameras.surface import view

DAYS_APART = 1000  # seeds
APART_US = 600_000_000  # ten minutes of the lamps' life between two parts


class FolderError(Exception):
    """The folder cannot be written; the message says why and what now."""


class Order(NamedTuple):
    """What is to be in a folder."""

    mould: str
    of: Of
    good: int
    each: int
    severities: Sequence[float]
    lights: Sequence[str]
    width_px: int
    seed: int
    days: int = 1
    """Of production, from which parts are taken in turn: lots, weather and the age of lamps differ."""
    jpeg: bool = False
    """As a cell's camera sends them, and not without loss."""


class Item(NamedTuple):
    """One part or cavity to be pictured."""

    folder: str
    number: int
    defect: str | None
    wish: Wish


def items(order: Order) -> Iterator[Item]:
    """Everything in an order, the good ones first. The same order gives the same."""
    usual = _usual(order)
    for number in range(1, order.good + 1):
        yield Item("good", number, None, _wish(order, number, next(usual), {}))
    kinds = [(defect, one) for defect in names(_kind(order)) for one in order.severities]
    for place, (defect, severity) in enumerate(kinds, start=1):
        for number in range(1, order.each + 1):
            wish = _wish(order, place * 100_000 + number, next(usual), {defect: severity})
            yield Item(f"{defect}-{severity:.2f}", number, defect, wish)


def day_of(order: Order, number: int) -> int:
    """The seed of the day on which a part is made."""
    return order.seed + DAYS_APART * ((number - 1) % max(order.days, 1))


def _usual(order: Order) -> Iterator[Usual]:
    seeds = [day_of(order, number) for number in range(1, max(order.days, 1) + 1)]
    days = [parts(order.mould, seed) if order.of == "part" else moulds(seed) for seed in seeds]
    for day in cycle(days):
        yield next(day)


def _kind(order: Order) -> str:
    return "defects" if order.of == "part" else "ageing"


def _wish(order: Order, number: int, usual: Usual, wanted: dict[str, float]) -> Wish:
    """Beside the wanted defect each has what every good one has of the others."""
    seed, drift = (order.seed, number), drift_at(number % 100_000 * APART_US, day_of(order, number))
    scale = None if "dimension_drift" in wanted else usual.scale
    return Wish(
        of=order.of,
        mould=order.mould,
        cavity=0,
        severities=usual.severities | wanted,
        seed=(*seed, 62),
        marks_seed=(*seed, 63),
        drift=drift,
        lights=tuple(order.lights),
        width_px=order.width_px,
        scale=scale,
    )


def write(order: Order, out: Path) -> int:
    """Make the folder; returns how many parts are in it.

    Raises:
        FolderError: there is something in its place.
        OSError: it cannot be written; nothing is left of it then.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise FolderError(f"{out} is there and not empty. Choose another folder; nothing was written.")
    out.parent.mkdir(parents=True, exist_ok=True)
    making = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        count = _fill(order, making)
        making.chmod(0o755)
        making.replace(out)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return count


def _fill(order: Order, folder: Path) -> int:
    count, told_of = 0, fixture(order.of, order.mould, order.width_px)
    (folder / FILE).write_text(json.dumps(told_of, indent=1) + "\n", encoding="utf-8")
    with (folder / "truth.jsonl").open("w", encoding="utf-8") as told:
        for item in items(order):
            series = shoot(item.wish)
            place = folder / item.folder
            place.mkdir(exist_ok=True)
            for light, picture in series.pictures.items():
                name = place / f"{item.number:04d}-{light}"
                if order.jpeg:
                    name.with_suffix(".jpg").write_bytes(jpeg(picture))
                else:
                    save(name.with_suffix(".png"), picture)
            if item.defect:
                save(place / f"{item.number:04d}-mask.png", mask_of(item, series))
            line = {"folder": item.folder, "number": item.number, "defect": item.defect}
            told.write(json.dumps({**line, **truth(item.wish, series)}) + "\n")
            count += 1
    return count


def mask_of(item: Item, series: Series) -> Bytes:
    """Where the defect is in the picture, not in the part's own frame."""
    frame = view(item.wish.mould, item.wish.width_px).frame
    mask = series.marks[item.defect or ""].mask.astype(np.float32) * np.float32(255)
    scale = float(np.prod([mark.scale for mark in series.marks.values()]))
    place = to_frame(frame, series.pose._replace(scale=scale))
    moved = cv2.warpAffine(mask, place, (frame.width_px, frame.height_px))
    return np.asarray(np.where(moved > 127, 255, 0), np.uint8)  # noqa: PLR2004  # the middle


def save(path: Path, picture: Bytes) -> None:
    """A PNG: what is measured on it is what the camera saw.

    Raises:
        OSError: it cannot be written.
    """
    path.write_bytes(cv2.imencode(".png", picture, [cv2.IMWRITE_PNG_COMPRESSION, 1])[1].tobytes())
