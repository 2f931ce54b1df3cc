"""From folders of pictures to a model: goods are looked at twice, so that each is judged by a model without it.

First look: features are added up in five parts. Second look: each good is measured by the model of the other
four parts; these distances are what a fresh picture is compared with. The model itself is of all goods.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sprue_server.vision import conformal, head, places, whole
from sprue_server.vision.backbone import backbone
from sprue_server.vision.features import Features, features
from sprue_server.vision.model import WEIGHTS, Gauge, Model, measured
from sprue_server.vision.pictures import PictureError, read
from sprue_server.vision.working import Working, chosen

PARTS = 5
LEAST_GOODS = 10
TRIED = 25  # pictures that choose the working size
Array = NDArray[np.float32]
Step = Callable[[str, int, int], None]  # what is done, how many are done, of how many


class LearningError(Exception):
    """There is not enough to learn from; says where, what, what now and what did not happen."""


@dataclass
class Learnt:
    """The model, what could not be read, and how the head did when there were defects enough."""

    model: Model
    unread: list[PictureError]
    contest: head.Contest | None


@dataclass
class Looker:
    """Looks at pictures one after the other, tells how far it is, remembers what it could not read."""

    step: Step
    unread: dict[Path, PictureError] = field(default_factory=dict)

    def look(self, what: str, paths: Sequence[Path], working: Working) -> Iterator[tuple[Path, Features]]:
        """Features of each readable picture."""
        for done, path in enumerate(paths):
            try:
                picture = read(path)
            except PictureError as problem:
                self.unread[path] = problem
            else:
                yield path, features(backbone(), working.of(picture.pixels))
            self.step(what, done + 1, len(paths))


def learn(goods: Sequence[Path], defects: Sequence[Path], looker: Looker) -> Learnt:
    """Learn what is normal, and from 20 readable defects what is not.

    Raises:
        LearningError: fewer than 10 readable goods.
    """
    working = _working(goods, looker)
    first = _first_look(goods, working, looker)
    if len(first.paths) < LEAST_GOODS:
        raise LearningError(_too_few(len(first.paths), looker.unread))
    goods_ = _second_look(first, working, looker)
    normal = _normality(first, working, goods_.distances)
    told = [seen for _, seen in looker.look("defects", defects, working)]
    model, contest = _with_head(normal, goods_, told)
    return Learnt(model, list(looker.unread.values()), contest)


def _too_few(read_well: int, unread: dict[Path, PictureError]) -> str:
    why = [str(problem) for problem in list(unread.values())[:3]]
    return "\n".join(
        [
            *why,
            f"{read_well} good pictures could be read, {LEAST_GOODS} are the least. Add some. "
            "Nothing was learnt.",
        ]
    )


def _working(goods: Sequence[Path], looker: Looker) -> Working:
    some = np.random.default_rng(0).permutation(len(goods))
    pictures = []
    for index in some:
        try:
            pictures.append(read(goods[index]))
        except PictureError as problem:
            looker.unread[goods[index]] = problem
        if len(pictures) == TRIED:
            break
    if not pictures:
        raise LearningError(_too_few(0, looker.unread))
    return chosen(pictures)


@dataclass
class _Look:
    """What the first look keeps: sums per part, pooled features (n, d), which part each good is in."""

    paths: list[Path]
    pooled: Array
    part: NDArray[np.int64]
    sums: list[places.Sums]
    rough: Array

    def without(self, part: int) -> tuple[places.Places, whole.Whole]:
        """Both models of the goods outside a part."""
        rest = places.Sums.empty(self.rough.shape)
        for number, one in enumerate(self.sums):
            if number != part:
                rest.include(one)
        return rest.fitted(self.rough), whole.fitted(self.pooled[self.part != part])


def _first_look(goods: Sequence[Path], working: Working, looker: Looker) -> _Look:
    parts = conformal.folds(len(goods), PARTS)
    kept: list[tuple[Path, Array, int]] = []
    sums: list[places.Sums] = []
    rough: Array = np.zeros(0, np.float32)
    for path, seen in looker.look("goods, first look", goods, working):
        if not kept:
            rough = seen.places
            sums = [places.Sums.empty(rough.shape) for _ in range(PARTS)]
        part = int(parts[len(kept)])
        sums[part].add(seen.places - rough)
        kept.append((path, seen.whole, part))
    pooled = np.array([one for _, one, _ in kept], np.float32)
    return _Look([path for path, _, _ in kept], pooled, np.array([part for *_, part in kept]), sums, rough)


class _Evidence(NamedTuple):
    """Of pictures: features of the whole (n, d), of the oddest places (n, c), both distances (n, 2)."""

    whole: Array
    odd: Array
    distances: Array

    def and_(self, other: "_Evidence") -> "_Evidence":
        """These pictures, then those."""
        return _Evidence(*(np.concatenate(both) for both in zip(self, other, strict=True)))

    def standard(self, normal: Model) -> Array:
        """As a head wants it."""
        scaled, distances = normal.whole.scaled(self.whole), normal.gauge.standard(self.distances)
        return head.evidence(scaled, self.odd, distances)


def _second_look(first: _Look, working: Working, looker: Looker) -> _Evidence:
    """Of each good, by the model of the other parts."""
    order = np.argsort(first.part, kind="stable")
    odd = np.zeros((len(order), first.rough.shape[2]), np.float32)
    distances = np.zeros((len(order), 2), np.float32)
    now, models = -1, None
    looks = looker.look("goods, second look", [first.paths[index] for index in order], working)
    for index, (_, seen) in zip(order, looks, strict=True):
        if models is None or first.part[index] != now:
            now = int(first.part[index])
            models = first.without(now)
        distances[index], odd[index], _ = measured(*models, seen)
    return _Evidence(first.pooled, odd, distances)


def _normality(first: _Look, working: Working, distances: Array) -> Model:
    gauge = Gauge(distances.mean(0), distances.std(0) + 1e-6)
    held = conformal.standing(gauge.score(distances))
    return Model(working, *first.without(-1), gauge, held, None)


def _with_head(
    normal: Model, goods: _Evidence, defects: Sequence[Features]
) -> tuple[Model, head.Contest | None]:
    if len(defects) < head.NEEDS:
        return normal, None
    both = goods.and_(_told(normal, defects))
    told = both.standard(normal)
    defect = np.arange(len(told)) >= len(goods.whole)
    apart = normal.gauge.score(both.distances).astype(np.float64)
    contest = head.contest(told, defect, apart, head.BESIDE)
    if not contest.won:
        return normal, contest
    line = head.fitted(told, defect).beside(np.float32(contest.say) * WEIGHTS)
    return replace(normal, held=conformal.standing(contest.held), head=line), contest


def _told(normal: Model, defects: Sequence[Features]) -> _Evidence:
    found = [measured(normal.places, normal.whole, seen) for seen in defects]
    odd, distances = np.array([one.odd for one in found]), np.array([one.distances for one in found])
    return _Evidence(np.array([seen.whole for seen in defects]), odd, distances)
