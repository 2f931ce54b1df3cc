"""From a folder of goods under several lights to an inspector: three looks at some goods, two at all.

    FOLDER/fixture.json
    FOLDER/good/0001-diffuse.png  FOLDER/good/0001-raking-n.png ...
    FOLDER/ANYTHING/0001-diffuse.png ... (confirmed defects, where told)

`python -m sprue_sim.cameras` writes one of simulated parts; a camera's program writes one of real ones. First
look: goods are added up. Second look: each is judged by the others. Only what is added up stays in memory.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from sprue_server.vision import checks, conformal, head, inspector, verdicts, watching
from sprue_server.vision.fixture import FILE, Fixture, read
from sprue_server.vision.inspector import Held, Inspector
from sprue_server.vision.pictures import PictureError, Pixels
from sprue_server.vision.pictures import read as read_picture
from sprue_server.vision.seen import Seen, Unseen, Watch, seen
from sprue_server.vision.setting import SettingError, stage_of
from sprue_server.vision.stage import Stage

SENT = (None, 92, 85)  # quality of JPEG, part after part: learnt without, its traces look like a defect
GOODS, LEAST_GOODS, SETTING = "good", 20, 24
NAMED = re.compile(r"^(?P<part>.+?)-(?P<light>diffuse|raking-[nesw])$")
Step = Callable[[str, int, int], None]  # what is done, how many are done, of how many
Series = Callable[[], Mapping[str, Pixels]]


class CommissionError(Exception):
    """There is not enough to learn from; says where, what, what now and what did not happen."""


@dataclass
class Commissioned:
    """The inspector, what could not be used, and how the head did when there were defects enough."""

    inspector: Inspector
    unread: list[str]
    contest: head.Contest | None = None


@dataclass
class _Learning:
    """Looks at series one after the other; tells how far it is, remembers what it could not use."""

    step: Step
    unread: dict[str, str] = field(default_factory=dict)

    def looks(self, what: str, stage: Stage, series: Mapping[str, Series]) -> Iterator[tuple[str, Seen]]:
        """Each that can be seen, laid true."""
        for done, (name, pictures) in enumerate(series.items()):
            if name not in self.unread:
                try:
                    told = seen(stage, pictures())
                except PictureError as problem:
                    self.unread[name] = str(problem)
                except Unseen as problem:
                    self.unread[name] = f"{name}: {problem.reason}. It was left out."
                else:
                    yield name, told
            self.step(what, done + 1, len(series))


def series_in(folder: Path) -> dict[str, Series]:
    """By part: what reads its pictures. Files are named PART-LIGHT, like 0001-raking-n.png.

    Raises:
        CommissionError: there is no such folder, or no picture named so in it.
    """
    if not folder.is_dir():
        raise CommissionError(f"{folder}: there is no such folder. Put the pictures there. Nothing was learnt.")
    found: dict[str, dict[str, Path]] = {}
    for path in sorted(folder.iterdir()):
        if told := NAMED.match(path.stem):
            found.setdefault(told["part"], {})[told["light"]] = path
    if not found:
        raise CommissionError(
            f"{folder}: no picture named PART-LIGHT, like 0001-raking-n.png or 0001-diffuse.png. "
            "Nothing was learnt."
        )
    return {
        f"{folder.name}/{part}": _reader(paths, SENT[number % len(SENT)])
        for number, (part, paths) in enumerate(found.items())
    }


def _reader(paths: Mapping[str, Path], quality: int | None) -> Series:
    return lambda: {light: _read(path, quality) for light, path in paths.items()}


def _read(path: Path, quality: int | None) -> Pixels:
    """A picture; one that is not JPEG yet as if it had been sent as one of a quality, as to a hub."""
    pixels = read_picture(path).pixels
    if quality is None or path.suffix.lower() in (".jpg", ".jpeg") or pixels.dtype != np.uint8:
        return pixels
    told = np.asarray(pixels, np.uint8)
    _, sent = cv2.imencode(".jpg", cv2.cvtColor(told, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(
        cv2.cvtColor(np.asarray(cv2.imdecode(sent, cv2.IMREAD_COLOR)), cv2.COLOR_BGR2RGB), np.uint8
    )


def from_folder(folder: Path, defects: Sequence[Path], step: Step) -> Commissioned:
    """Learn from a folder as described above.

    Raises:
        CommissionError, FixtureError: too little to learn from, or no fixture.
    """
    told = {name: series for one in defects for name, series in series_in(one).items()}
    return commission(read(folder / FILE), series_in(folder / GOODS), told, step)


def commission(
    fixture: Fixture, goods: Mapping[str, Series], defects: Mapping[str, Series], step: Step
) -> Commissioned:
    """Learn from goods by name, and from confirmed defects where there are enough.

    Raises:
        CommissionError: fewer than 20 usable goods.
    """
    learning = _Learning(step)
    stage = _stage(fixture, goods, learning)
    learners = {name: checks.check(name).begin(stage) for name in checks.suiting(stage)}
    watched = _first_look(stage, goods, learners, learning)
    if len(watched) < LEAST_GOODS:
        raise CommissionError(_too_few(len(watched), learning.unread))
    told, counts = _second_look(stage, goods, learners, learning)
    found = _inspector(stage, watched, learners, told, counts)
    found, contest = _with_head(found, defects, learning)
    return Commissioned(found, list(learning.unread.values()), contest)


def _too_few(usable: int, unread: Mapping[str, str]) -> str:
    told = [
        *list(unread.values())[:3],
        f"{usable} good parts could be used, {LEAST_GOODS} are the least. Add some. ",
    ]
    return "\n".join(told) + "Nothing was learnt."


def _stage(fixture: Fixture, goods: Mapping[str, Series], learning: _Learning) -> Stage:
    order = np.random.default_rng(0).permutation(len(goods))
    names, usable = list(goods), []
    for index in order:
        try:
            goods[names[index]]()
        except PictureError as problem:
            learning.unread[names[index]] = str(problem)
        else:
            usable.append(goods[names[index]])
        if len(usable) == SETTING:
            break
    if not usable:
        raise CommissionError(_too_few(0, learning.unread))
    learning.step("setting the stage", 0, 1)
    try:
        found = stage_of(fixture, usable)
    except SettingError as problem:
        raise CommissionError(str(problem)) from problem
    learning.step("setting the stage", 1, 1)
    return found


def _first_look(
    stage: Stage, goods: Mapping[str, Series], learners: Mapping[str, checks.Learner], learning: _Learning
) -> list[Watch]:
    watched = []
    for _, told in learning.looks("goods, first look", stage, goods):
        for learner in learners.values():
            learner.add(told)
        watched.append(told.watch)
    return watched


def _second_look(
    stage: Stage, goods: Mapping[str, Series], learners: Mapping[str, checks.Learner], learning: _Learning
) -> tuple[NDArray[np.float64], dict[str, int]]:
    """Distances (n, d) of each good by the others, and how many are each check's."""
    rows, counts = [], {}
    usable = [name for name in goods if name not in learning.unread]
    numbers = sorted(range(len(usable)), key=lambda number: number % checks.PARTS)
    again = {usable[number]: goods[usable[number]] for number in numbers}
    looks = learning.looks("goods, second look", stage, again)
    for number, (_, told) in zip(numbers, looks, strict=True):
        row: list[float] = []
        for name, learner in learners.items():
            found = checks.check(name).look(told, learner.without(number, told), checks.no_limits())
            counts[name] = len(found.distances)
            row.extend(found.distances)
        rows.append(row)
    return np.array(rows), counts


def _inspector(
    stage: Stage,
    watched: Sequence[Watch],
    learners: Mapping[str, checks.Learner],
    distances: NDArray[np.float64],
    counts: Mapping[str, int],
) -> Inspector:
    gauge = verdicts.gauge(counts, distances)
    scores = conformal.standing(gauge.standard(distances).max(1))
    learnt = {name: learner.learnt() for name, learner in learners.items()}
    bare = Inspector(stage, watching.usual(stage, watched), learnt, gauge, Held(distances, scores), None, "")
    return inspector.of(bare.packed())  # as it will be read again, with its half precision and its version


def _with_head(
    found: Inspector, defects: Mapping[str, Series], learning: _Learning
) -> tuple[Inspector, head.Contest | None]:
    """With what told defects teach, if it tells held-back verdicts better than the largest distance does."""
    rows = [
        np.concatenate([one.distances for one in found.look(told).values()])
        for _, told in learning.looks("defects", found.stage, defects)
    ]
    if len(rows) < head.NEEDS:
        return found, None
    standard = found.gauge.standard(np.concatenate([found.held.distances, np.array(rows)]))
    defect = np.arange(len(standard)) >= len(found.held.distances)
    told = verdicts.evidence(standard)
    contest = head.contest(told, defect, standard.max(1))
    if not contest.won:
        return found, contest
    line = head.fitted(told, defect)
    held = Held(found.held.distances, conformal.standing(contest.held))
    changed = Inspector(found.stage, found.usual, found.learnt, found.gauge, held, line, "")
    return inspector.of(changed.packed()), contest
