"""Teaches the demo's eyes in the background: simulated goods are pictured, and what they look like is learnt.

One file per product and kind, those of the plant's own cells first. What was learnt is kept by a hash of all
that it depends on, so that a later demo has it at once; what people have taught a model since is left alone.
"""

import argparse
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from sprue_cli.processes import die_with_parent
from sprue_contract.aside import step_aside
from sprue_contract.eyes import ENDING, PROGRESS, Of, State, model_name

NICE = 19
GOODS, LEAST_GOODS = 350, 20
LIGHTS = 5
SEED = (
    4  # of the goods' chance; each is of a day of its own, as the parts of cells and of visitors' presses are
)
PHASES = 3  # of learning: the stage, first look, second look; each ends with a line
ROOM = ".lessons"  # for pictures, while they are looked at
CACHED = 60  # models that are kept for later demos, some 200 MB
SPARE = 3  # of the disk must be free, beside the pictures
PICTURE_BYTES = 100_000
SIMULATOR = Path("simulators") / "sprue_sim"
DEPENDS = (SIMULATOR, Path("server") / "sprue_server" / "vision")  # goods are what the cell's process makes


class Lesson(NamedTuple):
    """One model to be learnt: whose picture it is, which title its births tell."""

    name: str
    product: str
    of: Of
    width_px: int


@dataclass
class Step:
    """How far one has come, as the hub reads it; `took_s` only of what was learnt here and now."""

    name: str
    state: State = "waiting"
    share: float = 0.0
    why: str | None = None
    since_us: int | None = None
    took_s: float | None = None


class LessonError(Exception):
    """It could not be learnt; the message says why. The others go on."""


class School:
    """Learns one after the other and tells how far it is."""

    def __init__(self, root: Path, out: Path, cache: Path, goods: int) -> None:
        self.root, self.out, self.cache, self.goods = root, out, cache, goods
        self.steps: list[Step] = []

    def teach(self, lessons: Sequence[Lesson]) -> None:
        """All of them; what fails is told and passed over."""
        self.out.mkdir(parents=True, exist_ok=True)
        self.cache.mkdir(parents=True, exist_ok=True)
        self.steps = [Step(lesson.name) for lesson in lessons]
        later = [pair for pair in zip(lessons, self.steps, strict=True) if not self._at_once(*pair)]
        for lesson, step in later:
            try:
                self._learn(lesson, step)
            except (LessonError, OSError) as problem:
                self._tell(step, "failed", step.share, str(problem))
                sys.stderr.write(f"commissioning: {lesson.name}: {problem}\n")
        self._prune()

    def _prune(self) -> None:
        """What was learnt by earlier code is of no use; those that were used last stay."""
        known = sorted(self.cache.glob(f"*{ENDING}"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
        for path in known[CACHED:]:
            path.unlink(missing_ok=True)

    def _at_once(self, lesson: Lesson, step: Step) -> bool:
        """Whether it was learnt before, here or in another demo."""
        key = self.key(lesson)
        made, learnt = self.out / f"{lesson.name}.made", self.out / f"{lesson.name}{ENDING}"
        if learnt.exists() and made.exists() and made.read_text(encoding="utf-8") == key:
            self._tell(step, "done", 1)
            return True
        if not (self.cache / f"{key}{ENDING}").exists():
            return False
        self._put(lesson, step, key)
        return True

    def key(self, lesson: Lesson) -> str:
        """Changes with the simulator, the eyes and how much is learnt."""
        found = hashlib.sha256(repr((lesson, self.goods, SEED)).encode())
        files = [path for folder in DEPENDS for path in (self.root / folder).rglob("*")]
        for path in sorted(path for path in files if path.suffix in {".py", ".yaml"}):
            found.update(str(path.relative_to(self.root)).encode() + path.read_bytes())
        return found.hexdigest()[:32]

    def _learn(self, lesson: Lesson, step: Step) -> None:
        key = self.key(lesson)  # of the code that learns now, whatever becomes of it meanwhile
        needs, room = self.goods * LIGHTS * PICTURE_BYTES, self.out / ROOM
        if shutil.disk_usage(self.out).free < SPARE * needs:
            raise LessonError(f"{self.out}: less than {SPARE * needs / 1e9:.1f} GB are free for its pictures")
        room.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=room) as name:
            pictures, model = Path(name) / "pictures", Path(name) / f"model{ENDING}"
            began_us = step.since_us = time.time_ns() // 1000
            self._tell(step, "picturing", 0)
            self._picture(lesson, step, pictures)
            self._tell(step, "learning", 0)
            self._commission(step, pictures, model)
            _copy(model, self.cache / f"{key}{ENDING}")
        step.took_s = round((time.time_ns() // 1000 - began_us) / 1e6, 1)
        self._put(lesson, step, key)

    def _picture(self, lesson: Lesson, step: Step, out: Path) -> None:
        wanted = ["--mould", lesson.product, "--of", lesson.of, "--width-px", lesson.width_px]
        many = ["--good", self.goods, "--each", 0, "--seed", SEED, "--days", self.goods, "--jpeg", "--out", out]
        with _begun("sprue_sim.cameras", *wanted, *many) as process:
            while not _ended(process, 1.0):
                made = sum(1 for _ in out.parent.rglob("*.jpg"))
                self._tell(step, "picturing", min(made / (self.goods * LIGHTS), 1))
            _need(process, {0}, process.stderr.read() if process.stderr else "")

    def _commission(self, step: Step, pictures: Path, model: Path) -> None:
        with _begun("sprue_cli", "inspect", "commission", pictures, "--out", model) as process:
            said: list[str] = []
            for line in process.stderr or ():
                said.append(line)
                self._tell(step, "learning", min(len(said) / PHASES, 1))
            process.wait()
            _need(process, {0, 3}, "".join(said[-3:]))  # 3: some pictures were of no use

    def _put(self, lesson: Lesson, step: Step, key: str) -> None:
        """Where the hub looks; whole, as it finds a file the moment that it is there."""
        kept = self.cache / f"{key}{ENDING}"
        _copy(kept, self.out / f"{lesson.name}{ENDING}")
        kept.touch()
        _write(self.out / f"{lesson.name}.made", key)
        self._tell(step, "done", 1)

    def _tell(self, step: Step, state: State, share: float, why: str | None = None) -> None:
        step.state, step.share, step.why = state, round(share, 3), why
        _write(self.out / PROGRESS, json.dumps({"steps": [asdict(one) for one in self.steps]}))


def lessons(root: Path, plant: Path) -> list[Lesson]:
    """The products of the plant's simulated cells, then those that visitors can borrow; parts before moulds."""
    loaded = yaml.safe_load(plant.read_text(encoding="utf-8"))
    sources = [cell.get("source", {}) for cell in loaded.get("cells", ())]
    own = [str(one["machine"]) for one in sources if one.get("type") == "simulated" and "machine" in one]
    others = sorted(path.stem for path in (root / SIMULATOR / "cells").glob("*.yaml"))
    groups = [own, [name for name in others if name not in own]]
    found = [one for group in groups for of in ("part", "mould") for one in _lessons(root, group, of)]
    return list({lesson.name: lesson for lesson in found}.values())


def _lessons(root: Path, cells: Iterable[str], of: Of) -> Iterator[Lesson]:
    for cell in cells:
        path = root / SIMULATOR / "cells" / f"{cell}.yaml"
        told = _read(path) if path.exists() else {}
        camera = told.get("camera")
        if camera and (of == "part" or camera.get("mould", True)):
            product = str(camera.get("product") or told["mould"])
            title = _english(_read(root / SIMULATOR / "moulds" / f"{told['mould']}.yaml")["name"])
            yield Lesson(model_name(title, of), product, of, int(camera.get("width_px", 640)))


def _english(title: str | dict[str, str]) -> str:
    return title if isinstance(title, str) else title["en"]


def _read(path: Path) -> dict[str, Any]:
    loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded if isinstance(loaded, dict) else {}


@contextmanager
def _begun(module: str, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    """A program of ours, which ends with us however that happens."""
    process = subprocess.Popen(  # noqa: S603  # ours, with our own words
        [sys.executable, "-m", module, *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=die_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509  # there is one thread
    )
    with process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()


def _ended(process: subprocess.Popen[str], within_s: float) -> bool:
    try:
        process.wait(within_s)
    except subprocess.TimeoutExpired:
        return False
    return True


def _need(process: subprocess.Popen[str], codes: set[int], said: str) -> None:
    if process.returncode not in codes:
        raise LessonError(f"ended with code {process.returncode}: {said.strip()[-300:]}")


def _copy(source: Path, to: Path) -> None:
    new = to.with_name(f".{to.name}.{os.getpid()}")
    shutil.copyfile(source, new)
    new.replace(to)


def _write(path: Path, text: str) -> None:
    new = path.with_name(f".{path.name}.new")
    new.write_text(text, encoding="utf-8")
    new.replace(path)


def main(argv: list[str] | None = None) -> int:
    """Learn everything; 0 also when some of it could not be learnt, as PROGRESS says."""
    parser = argparse.ArgumentParser(prog="python -m sprue_cli.commissioning", description=__doc__)
    add = parser.add_argument
    add("--root", type=Path, required=True, help="the project")
    add("--plant", type=Path, required=True)
    add("--out", type=Path, required=True, help="where the hub looks for what is learnt")
    add("--cache", type=Path, required=True, help="what was learnt before")
    add("--goods", type=int, default=GOODS, help=f"parts of each product ({GOODS})")
    add("--most", type=int, help="models, the first ones (all)")
    options = parser.parse_args(argv)
    step_aside(NICE)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # what is half done is removed
    shutil.rmtree(options.out / ROOM, ignore_errors=True)  # of one that was killed
    school = School(options.root, options.out, options.cache, max(options.goods, LEAST_GOODS))
    school.teach(lessons(options.root, options.plant)[: options.most])
    return 0


if __name__ == "__main__":
    sys.exit(main())
