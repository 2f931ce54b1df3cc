"""Learnt on our own shader's parts, judged on another renderer's: what is left? Writes docs/transfer.md.

    PYTHONPATH=. .venv/bin/python -m benchmarks.transfer FOLDER

FOLDER is what `benchmarks.seeing.independent` has rendered with Mitsuba. Three rows a defect: learnt and judged
on our shader; learnt on ours, judged on the other; learnt and judged on the other, with the few goods there are
(each of which is judged by the others).
"""

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score
from threadpoolctl import threadpool_limits

from benchmarks.common import ROOT, machine
from benchmarks.seeing.independent import DEFECTS
from sprue_server.vision import commission
from sprue_server.vision.inspection import Inspection
from sprue_server.vision.inspector import Inspector
from sprue_server.vision.pictures import Pixels, read
from sprue_server.vision.seen import Unseen, seen
from sprue_sim.cameras.fixture_file import FILE, fixture
from sprue_sim.cameras.folder import Order, write
from sprue_sim.cameras.settings import ALL

MOULD, GOODS, FRESH, SEVERITIES = "toy-gear", 350, 40, (0.3, 0.6)
OUT = ROOT / "docs" / "transfer.md"


class Judged(NamedTuple):
    """One part: what it has, what was said, what would be said if nothing were refused (None: cannot be seen).

    `covers`: how well the outlines cover the truth; None: a good part, or no outline.
    """

    defect: str
    severity: float
    said: Inspection
    insists: Inspection | None
    covers: float | None


class Set(NamedTuple):
    """Parts judged by one inspector; `good`: scores of goods to compare with."""

    title: str
    parts: list[Judged]
    good: NDArray[np.float64]


def judged(known: Inspector, folder: Path) -> Iterator[Judged]:
    """Every part of a folder whose defect we look for."""
    for place in sorted(one for one in folder.iterdir() if one.is_dir()):
        defect, _, severity = place.name.rpartition("-")
        if defect and defect not in DEFECTS:
            continue
        for even in sorted(place.glob("*-diffuse.png")):
            lights = {light: even.with_name(even.name.replace("diffuse", light)) for light in ALL}
            pictures: dict[str, Pixels] = {light: read(path).pixels for light, path in lights.items()}
            insists = insisting(known, pictures)
            mask = even.with_name(even.name.replace("diffuse", "mask"))
            covers = overlap(known, insists, mask) if defect and insists else None
            found = known.inspect(pictures)
            yield Judged(defect or "good", float(severity) if defect else 0.0, found, insists, covers)


def insisting(known: Inspector, pictures: Mapping[str, Pixels]) -> Inspection | None:
    """A verdict though lamps, lens or product look unlike those that were learnt."""
    try:
        told = seen(known.stage, pictures)
    except Unseen:
        return None
    return known.judge(told, known.look(told))


def overlap(known: Inspector, said: Inspection, mask: Path) -> float | None:
    """Of the loudest check that outlines something: intersection over union with the true mask."""
    loudest = next((check for check in said.checks if check.regions), None)
    if loudest is None:
        return None
    truth = np.asarray(read(mask).pixels, np.uint8)[..., 0] > 0
    drawn = np.zeros(truth.shape, np.uint8)
    place = known.stage.fixture.to_px()
    for region in loudest.regions:
        ring = np.array(region.outline_mm) @ place[:2, :2].T + place[:2, 2]
        cv2.fillPoly(drawn, [np.round(ring).astype(np.int32)], 1)
    union = (truth | (drawn > 0)).sum()
    return float(((drawn > 0) & truth).sum() / union) if union else 0.0


def learnt(folder: Path) -> Inspector:
    """An inspector of the goods in a folder."""
    return commission.from_folder(folder, [], lambda *_: None).inspector


def measure(other: Path, work: Path) -> list[Set]:
    """All three."""
    write(Order(MOULD, "part", GOODS, 0, (), ALL, 640, 11), work / "learn")
    write(Order(MOULD, "part", FRESH, 3, SEVERITIES, ALL, 640, 12), work / "test")
    (other / FILE).write_text(json.dumps(fixture("part", MOULD, 640)), encoding="utf-8")
    own, few = learnt(work / "learn"), learnt(other)
    ours, theirs, again = (list(judged(*one)) for one in ((own, work / "test"), (own, other), (few, other)))
    return [
        Set("ours, learnt on ours", ours, scores(ours)),
        Set("Mitsuba's, learnt on ours", theirs, scores(theirs)),
        Set("Mitsuba's, learnt on Mitsuba's", again, few.held.scores),
    ]


def scores(parts: list[Judged]) -> NDArray[np.float64]:
    """Of goods that can be seen."""
    return np.array([one.insists.score for one in parts if one.defect == "good" and one.insists])


def rows(one: Set) -> Iterator[str]:
    """A line for each defect and severity."""
    for defect in DEFECTS:
        for severity in SEVERITIES:
            found = [part for part in one.parts if (part.defect, part.severity) == (defect, severity)]
            told = [part.insists.score for part in found if part.insists]
            covers = [part.covers for part in found if part.covers is not None]
            if not told or not one.good.size:
                yield f"| {one.title} | {defect} {severity} | {len(found)} | cannot be seen | |"
                continue
            truth = [0] * one.good.size + [1] * len(told)
            area = roc_auc_score(truth, [*one.good, *told])
            over = f"{np.median(covers):.2f}" if covers else "no outline"
            yield f"| {one.title} | {defect} {severity} | {len(found)} | {area:.2f} | {over} |"


def verdicts(one: Set) -> str:
    """What became of the goods."""
    said = [part.said for part in one.parts if part.defect == "good"]
    counts = {name: sum(part.verdict == name for part in said) for name in ("pass", "look again", "reject")}
    why = Counter(part.reason for part in said if part.reason)
    told = [*(f"{count} {name}" for name, count in counts.items()), *(f"{n} {name}" for name, n in why.items())]
    return f"| {one.title} | {', '.join(told)} |"


def page(sets: list[Set]) -> str:
    """docs/transfer.md."""
    lines = [
        "# Learnt on our pictures, judged on another renderer's",
        "",
        "`.venv/bin/python -m benchmarks.transfer FOLDER` writes this page; `benchmarks.seeing.independent` "
        "renders FOLDER with Mitsuba 3.",
        f"Toy gear, {GOODS} goods of our shader learnt. The same heights and colours, another light: paths "
        f"instead of shading. {machine()}.",
        "",
        "| goods judged | verdicts |",
        "|---|---|",
        *map(verdicts, sets),
        "",
        "What is refused above is judged below all the same. Area under the ROC curve against goods of the",
        "same renderer; overlap: median of intersection over union of the loudest outlines and the truth.",
        "",
        "| parts | defect, severity | parts | area | overlap |",
        "|---|---|---|---|---|",
        *[line for one in sets for line in rows(one)],
        "",
    ]
    return "\n".join(lines)


def main() -> int:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as work, threadpool_limits(1):
        OUT.write_text(page(measure(told.folder, Path(work))), encoding="utf-8")
    print(f"{OUT.relative_to(ROOT)} is written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
