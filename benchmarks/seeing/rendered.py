"""Rendered parts and cavities with known defects: what the inspector of a fixture makes of them.

Pictures are JPEG in memory, as a hub gets them. What is learnt, what sets the promise and what is judged are
different parts: all differ by pose, noise, shake, age of the lamps and by what a day's production varies.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from time import perf_counter, process_time
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score

from sprue_server.vision.commission import commission
from sprue_server.vision.fixture import Fixture
from sprue_server.vision.inspection import Inspection
from sprue_server.vision.inspector import Inspector
from sprue_sim.cameras.fixture_file import fixture as told_of
from sprue_sim.cameras.folder import Item, Order, items, mask_of
from sprue_sim.cameras.settings import ALL
from sprue_sim.cameras.shooting import Of, Wish, jpeg, shoot

SEVERITIES = (0.1, 0.3, 0.6)
TARGET = 0.02
DIMMED = 0.9
Files = Mapping[str, bytes]
Pictures = dict[str, NDArray[np.uint8]]


class Plan(NamedTuple):
    """What is rendered of one product."""

    of: Of
    mould: str
    goods: int
    fresh: int
    each: int


PLANS = (
    Plan("part", "bottle-cap", 350, 120, 5),
    Plan("mould", "bottle-cap", 350, 120, 5),
    Plan("part", "lamp-lens", 150, 60, 4),
)


@dataclass
class Cell:
    """A defect at a severity: area under the ROC curve, escapes at 2 % and in production, IoU, first check."""

    auroc: float
    escapes: float
    passed: float
    iou: float | None
    check: str


@dataclass
class Result:
    """What was measured of one plan."""

    plan: Plan
    promise: str
    cells: dict[tuple[str, float], Cell] = field(default_factory=dict)
    not_passed: float = 0
    rejected: float = 0
    over_target: float = 0
    dim_warned: float = 0
    dim_rejected: float = 0
    unjudged: int = 0
    blamed: dict[str, int] = field(default_factory=dict)
    learn_s: float = 0
    learn_cpu_s: float = 0
    judge_ms: list[float] = field(default_factory=list)
    judge_cpu_ms: list[float] = field(default_factory=list)
    decode_ms: list[float] = field(default_factory=list)


def measured(plan: Plan) -> Result:
    """Render, learn, judge."""
    order = Order(plan.mould, plan.of, plan.goods + plan.fresh, plan.each, SEVERITIES, ALL, 640, 11)
    stream = items(order)
    goods = {f"good/{n}": _files(next(stream)) for n in range(plan.goods)}
    wall, cpu = perf_counter(), process_time()
    known = commission(_fixture(plan), {name: _reader(one) for name, one in goods.items()}, {}, lambda *_: None)
    result = Result(plan, str(known.inspector.promise))
    result.learn_s, result.learn_cpu_s = perf_counter() - wall, process_time() - cpu
    goods.clear()
    scores = _fresh(known.inspector, [next(stream) for _ in range(plan.fresh)], result)
    _defects(known.inspector, stream, scores, result)
    print(plan, f"learnt in {result.learn_s:.0f} s, {result.learn_cpu_s:.0f} s of a core", flush=True)
    return result


def _fixture(plan: Plan) -> Fixture:
    return Fixture.model_validate(told_of(plan.of, plan.mould, 640))


def _files(item: Item) -> Files:
    return taken(item.wish)


def taken(wish: Wish) -> Files:
    """A series as a camera sends it."""
    return {light: jpeg(picture) for light, picture in shoot(wish).pictures.items()}


def _reader(files: Files):  # noqa: ANN202
    return lambda: decoded(files)


def decoded(files: Files) -> Pictures:
    """As it is looked at."""
    return {
        light: np.asarray(cv2.cvtColor(_pixels(file), cv2.COLOR_BGR2RGB), np.uint8)
        for light, file in files.items()
    }


def _pixels(file: bytes) -> NDArray[np.uint8]:
    return np.asarray(cv2.imdecode(np.frombuffer(file, np.uint8), cv2.IMREAD_COLOR), np.uint8)


def _judged(known: Inspector, files: Files, result: Result) -> Inspection:
    began = perf_counter()
    pictures = decoded(files)
    result.decode_ms.append((perf_counter() - began) * 1000)
    cpu = process_time()
    found = known.inspect(pictures)
    result.judge_cpu_ms.append((process_time() - cpu) * 1000)
    result.judge_ms.append(found.milliseconds)
    result.unjudged += found.reason is not None
    return found


def _fresh(known: Inspector, fresh: list[Item], result: Result) -> NDArray[np.float64]:
    """Scores of goods that it has not seen; what it makes of them; the same under lamps that lost a tenth."""
    found = [_judged(known, _files(one), result) for one in fresh]
    verdicts = [one.verdict for one in found]
    blamed = [one.checks[0].check for one in found if one.checks and one.verdict != "pass"]
    result.blamed = {name: blamed.count(name) for name in sorted(set(blamed))}
    scores = np.array([one.score for one in found if one.score is not None])
    result.not_passed = 1 - verdicts.count("pass") / len(verdicts)
    result.rejected = verdicts.count("reject") / len(verdicts)
    result.over_target = float(np.mean(scores > np.quantile(known.held.scores, 1 - TARGET)))
    dim = [_judged(known, taken(_dimmed(one.wish)), result) for one in fresh[:30]]
    result.dim_warned = float(np.mean([bool(one.warnings) for one in dim]))
    result.dim_rejected = float(np.mean([one.verdict == "reject" for one in dim]))
    return scores


def _dimmed(wish: Wish) -> Wish:
    return wish._replace(drift=wish.drift._replace(power=wish.drift.power * DIMMED))


def _defects(known: Inspector, stream: Iterator[Item], goods: NDArray[np.float64], result: Result) -> None:
    limit = float(np.quantile(known.held.scores, 1 - TARGET))
    told: dict[tuple[str, float], list[tuple[Inspection, float | None]]] = {}
    for item in stream:
        series = shoot(item.wish)
        found = _judged(known, {light: jpeg(one) for light, one in series.pictures.items()}, result)
        key = (item.defect or "", item.wish.severities[item.defect or ""])
        told.setdefault(key, []).append((found, overlap(found, mask_of(item, series))))
    for key, pairs in told.items():
        result.cells[key] = _cell(pairs, goods, limit)


def _cell(pairs: list[tuple[Inspection, float | None]], goods: NDArray[np.float64], limit: float) -> Cell:
    scores = np.array([1e6 if one.score is None else one.score for one, _ in pairs])
    truth = np.r_[np.zeros(len(goods)), np.ones(len(scores))]
    overlaps = [one for _, one in pairs if one is not None]
    first = [one.checks[0].check for one, _ in pairs if one.checks]
    return Cell(
        auroc=float(roc_auc_score(truth, np.r_[goods, scores])),
        escapes=float(np.mean(scores <= limit)),
        passed=float(np.mean([one.verdict == "pass" for one, _ in pairs])),
        iou=float(np.mean(overlaps)) if overlaps else None,
        check=max(sorted(set(first)), key=first.count) if first else "",
    )


def overlap(found: Inspection, mask: NDArray[np.uint8]) -> float | None:
    """Intersection over union of the first check's outlines with the true mask; None where none can be seen."""
    if not mask.any():
        return None
    drawn = np.zeros(mask.shape, np.uint8)
    shown = [one for one in found.checks if one.regions]
    shown.sort(key=lambda one: one.check == "normality")  # its places are eight pixels wide: others draw better
    for region in shown[0].regions if shown else ():
        points = np.column_stack([np.array(region.outline_mm), np.ones(len(region.outline_mm))])
        at = points @ np.array(found.mm_to_px).reshape(3, 3).T
        cv2.fillPoly(drawn, [np.round(at[:, :2] / at[:, 2:]).astype(np.int32)], 1)
    truth = mask > 127
    return float((truth & (drawn > 0)).sum() / (truth | (drawn > 0)).sum())
