"""How well the eyes tell defects, what their promise is worth, what they cost: writes docs/vision.md. Minutes.

`python -m benchmarks.vision rendered` measures rendered parts and moulds only, and writes that section anew.

Real pictures: `ball_screw` of ../shared/data (BSData, Schlagenhauf et al., arXiv 2103.13003, CC BY-SA 4.0).
None of them enters the project; the pictures in docs/vision.md are made up here.
"""

import csv
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median
from time import perf_counter, process_time, sleep

import cv2
import numpy as np
import psutil
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold
from threadpoolctl import threadpool_limits

from benchmarks.common import ROOT, machine
from benchmarks.seeing import made_up, rendered, report, report_rendered
from benchmarks.seeing.report import Costs, Told
from sprue_server.vision import learning, model
from sprue_server.vision.features import Features
from sprue_server.vision.pictures import Pixels, read
from sprue_server.vision.working import Working

DATA = ROOT.parent / "shared" / "data" / "ball_screw"
FOLDS, CONFIRMED = 4, 50
SPLITS, LEARN_FROM, TARGET = 8, 200, 0.02
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Screw:
    """A picture of the set: where it is, whether it has pitting, which place of the screw it shows."""

    path: Path
    pitted: bool
    position: str


class Remembering(learning.Looker):
    """Looks at each picture once: many models are learnt from the same ones."""

    def __init__(self) -> None:
        super().__init__(lambda _what, _done, _total: None)
        self.known: dict[Path, Features] = {}

    def look(self, what: str, paths: Sequence[Path], working: Working) -> Iterator[tuple[Path, Features]]:
        """Features from memory, in half precision."""
        fresh = [path for path in paths if path not in self.known]
        for path, seen in super().look(what, fresh, working):
            self.known[path] = Features(seen.places.astype(np.float16), seen.whole)
        for path in paths:
            kept = self.known[path]
            yield path, Features(kept.places.astype(np.float32), kept.whole)


PAGE = ROOT / "docs" / "vision.md"


def main() -> int:
    """Measure and write; 1 when the pictures are not there."""
    if sys.argv[1:] == ["rendered"]:
        return only_rendered()
    if not DATA.is_dir():
        print(f"{DATA} is not there: nothing to measure on. Nothing was written.")
        return 1
    with threadpool_limits(1):
        screws, looker = pictures(), Remembering()
        costs = measured_costs(screws)
        told = [fold(*parts, looker) for parts in by_position(screws)]
        rates = promises([one.path for one in screws if not one.pitted], looker)
        lines = made_up.show(ROOT / "docs" / "vision-made-up.jpg")
    text = report.whole(told, rates, costs, lines, machine())
    PAGE.write_text(report_rendered.spliced(text, rendered_section()), encoding="utf-8")
    print("docs/vision.md is written")
    return 0


def only_rendered() -> int:
    """The section of rendered pictures, in the page that is there."""
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(report_rendered.spliced(page, rendered_section()), encoding="utf-8")
    print("docs/vision.md: the section of rendered pictures is written")
    return 0


def rendered_section() -> str:
    """Render, learn, judge; then learn once more as a process of its own, for its memory."""
    cv2.setNumThreads(1)
    with threadpool_limits(1):
        results = [rendered.measured(plan) for plan in rendered.PLANS]
    return report_rendered.section(results, *commissioned(), machine())


def commissioned() -> tuple[float, float]:
    """Peak memory of learning 200 goods through the command, and size of the model; MB."""
    with tempfile.TemporaryDirectory() as name:
        folder, out = Path(name) / "cap", Path(name) / "model"
        told = ["--mould", "bottle-cap", "--of", "mould", "--good", "200", "--each", "0", "--out", str(folder)]
        subprocess.run([sys.executable, "-m", "sprue_sim.cameras", *told], check=True)
        command = [sys.executable, "-m", "sprue_cli", "inspect", "commission", str(folder), "--out", str(out)]
        peak_mb = 0.0
        with subprocess.Popen(command) as learner:
            while learner.poll() is None:
                peak_mb = max(peak_mb, _memory_mb(learner.pid))
                sleep(0.05)
        print(f"memory {peak_mb:.0f} MB", flush=True)
        return peak_mb, out.stat().st_size / 1e6


def _memory_mb(pid: int) -> float:
    """Of a process now; the system's own peak of a child counts what its parent had."""
    try:
        return float(psutil.Process(pid).memory_info().rss) / 2**20
    except psutil.NoSuchProcess:
        return 0.0


def pictures() -> list[Screw]:
    """The set, in its own order."""
    with (DATA / "index.csv").open(encoding="utf-8", newline="") as file:
        return [
            Screw(DATA / "images" / row["file"], row["pitted"] == "1", row["position"])
            for row in csv.DictReader(file)
        ]


def by_position(screws: Sequence[Screw]) -> Iterator[tuple[list[Screw], list[Screw]]]:
    """To learn from and to judge: no place of the screw is in both."""
    groups = [one.position for one in screws]
    for learn, judge in GroupKFold(FOLDS).split(screws, groups=groups):
        yield [screws[index] for index in learn], [screws[index] for index in judge]


def fold(learn: Sequence[Screw], judge: Sequence[Screw], looker: Remembering) -> Told:
    """Learn from the goods of some places, judge the others; then once more with 50 told defects."""
    goods = [one.path for one in learn if not one.pitted]
    known = [one.path for one in learn if one.pitted]
    some = np.random.default_rng(0).permutation(len(known))[:CONFIRMED]
    alone = learning.learn(goods, [], looker)
    helped = learning.learn(goods, [known[index] for index in some], looker)
    truth = np.array([one.pitted for one in judge])
    found, with_help = (judged(one.model, judge, looker) for one in (alone, helped))
    scores, more = (np.array([one.score for one in some]) for some in (found, with_help))
    told = Told(
        positions=len({one.position for one in judge}),
        goods=len(goods),
        alone=float(roc_auc_score(truth, scores)),
        escapes=escapes(scores, truth),
        helped=float(roc_auc_score(truth, more)),
        helped_escapes=escapes(more, truth),
        used=bool(helped.contest and helped.contest.won),
        pixels=pixel_area(judge, [one.map for one in found]),
    )
    print(told, flush=True)
    return told


def judged(known: model.Model, screws: Sequence[Screw], looker: Remembering) -> list[model.Judgement]:
    """What the model says of each."""
    looks = looker.look("judged", [one.path for one in screws], known.working)
    return [known.judge_features(seen) for _, seen in looks]


def escapes(scores: NDArray[np.float64], truth: Flags) -> float:
    """Share of defects below the score that 2 % of these goods exceed."""
    return float(np.mean(scores[truth] <= np.quantile(scores[~truth], 1 - TARGET)))


def pixel_area(screws: Sequence[Screw], maps: Sequence[NDArray[np.float32]]) -> float:
    """Area under the ROC curve of pixels, every fourth each way, goods included."""
    outlines = json.loads((DATA / "polygons.json").read_text(encoding="utf-8"))
    truth, values = [], []
    for screw, where in zip(screws, maps, strict=True):
        width, height = size(screw.path)
        mask = np.zeros((height, width), np.uint8)
        for outline in outlines.get(screw.path.name, []):
            cv2.fillPoly(mask, [np.round(np.array(outline)).astype(np.int32)], 1)
        truth.append(mask[::4, ::4].ravel())
        values.append(cv2.resize(where, (width, height))[::4, ::4].ravel())
    return float(roc_auc_score(np.concatenate(truth), np.concatenate(values)))


def size(path: Path) -> tuple[int, int]:
    """Width and height in pixels."""
    found = read(path)
    return found.width, found.height


def promises(goods: Sequence[Path], looker: Remembering) -> list[float]:
    """Share of fresh goods not passed, for many choices of the 200 to learn from."""
    rates = []
    for seed in range(SPLITS):
        order = np.random.default_rng(seed).permutation(len(goods))
        learnt = learning.learn([goods[index] for index in order[:LEARN_FROM]], [], looker).model
        fresh = [Screw(goods[index], pitted=False, position="") for index in order[LEARN_FROM:]]
        rates.append(mean(one.p_value <= TARGET for one in judged(learnt, fresh, looker)))
        print(f"split {seed}: {rates[-1]:.3f}", flush=True)
    return rates


def measured_costs(screws: Sequence[Screw]) -> Costs:
    """200 goods as squares of 256 pixels through the command, as a process of its own; then single pictures."""
    goods = [one.path for one in screws if not one.pitted][:LEARN_FROM]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "good").mkdir()
        for path in goods:
            square = cv2.resize(read(path).pixels[:, :, ::-1], (256, 256), interpolation=cv2.INTER_AREA)
            cv2.imwrite(str(folder / "good" / f"{path.stem}.png"), square)
        costs = Costs()
        began = perf_counter()
        command = [
            sys.executable,
            "-m",
            "sprue_cli",
            "inspect",
            "learn",
            folder / "good",
            "--out",
            folder / "m",
        ]
        subprocess.run([str(part) for part in command], check=True)
        costs.learn_s = perf_counter() - began
        costs.memory_mb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        costs.model_mb = (folder / "m").stat().st_size / 1e6
        known = model.load(folder / "m")
        squares = [read(path).pixels for path in sorted((folder / "good").iterdir())[:60]]
        costs.judge_ms, costs.clock_ms = judging_ms(known, squares)
    print(
        f"judged in {median(costs.judge_ms):.1f} ms of a core; {costs.learn_s:.1f} s, {costs.memory_mb:.0f} MB",
        flush=True,
    )
    return costs


def judging_ms(known: model.Model, squares: Sequence[Pixels]) -> tuple[list[float], list[float]]:
    """Of each picture: time of a core, and on the clock, which waits for others."""
    core, clock = [], []
    for pixels in squares:
        began = process_time()
        clock.append(known.judge(pixels).milliseconds)
        core.append((process_time() - began) * 1000)
    return core, clock


if __name__ == "__main__":
    sys.exit(main())
