"""Are good parts passed? What the demo's eyes make of goods that they have not seen; writes docs/goods.md.

    .venv/bin/python -m benchmarks.goods [--goods 350] [--fresh 150] [NAME ...]

Every product of the open factory and of the presses that visitors borrow, learnt as `./sprue demo` learns it
and judged on goods of days, lots, weather, lamps and poses that were not learnt, each as JPEG. NAME: part of a
name, such as `part` or `bottle-cap`. What was learnt by this very code before is taken from `var/eyes-cache`.
An hour of one core for all.
"""

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

import cv2
from scipy.special import betaincinv
from threadpoolctl import threadpool_limits

from benchmarks.common import ROOT, machine
from benchmarks.seeing import rendered
from sprue_cli.commissioning import GOODS, Lesson, School, lessons
from sprue_contract.eyes import ENDING
from sprue_server.vision.inspection import Inspection
from sprue_server.vision.inspector import load
from sprue_sim.cameras.folder import Order, items
from sprue_sim.cameras.settings import ALL

SEED = 907  # no day of it is a day of what was learnt
PLANT = ROOT / "simulators" / "sprue_sim" / "plants" / "open-factory.yaml"
PAGE = ROOT / "docs" / "goods.md"


class Told(NamedTuple):
    """What was said of the fresh goods of one product."""

    lesson: Lesson
    promise: str
    verdicts: Counter[str]
    blamed: Counter[str]
    reasons: Counter[str]
    warned: int


def main() -> int:
    """Learn what is not learnt, judge, write."""
    parser = argparse.ArgumentParser(prog="benchmarks.goods", description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--goods", type=int, default=GOODS)
    parser.add_argument("--fresh", type=int, default=150)
    options = parser.parse_args()
    wanted = [one for one in lessons(ROOT, PLANT) if all(word in one.name for word in options.names)]
    with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor(2) as pool:
        work = partial(measured, out=Path(folder), goods=options.goods, fresh=options.fresh)
        told = [one for one in pool.map(work, wanted) if one is not None]
    if not options.names:
        PAGE.write_text(page(told, options.goods, options.fresh), encoding="utf-8")
        print(f"{PAGE.name} is written")
    return 0


def measured(lesson: Lesson, *, out: Path, goods: int, fresh: int) -> Told | None:
    """One product; None and a word when it could not be learnt."""
    cv2.setNumThreads(1)
    school = School(ROOT, out / lesson.name, ROOT / "var" / "eyes-cache", goods)
    school.teach([lesson])
    if school.steps[0].state != "done":
        print(f"{lesson.name}: {school.steps[0].why}", file=sys.stderr)
        return None
    known = load(out / lesson.name / f"{lesson.name}{ENDING}")
    order = Order(lesson.product, lesson.of, fresh, 0, (), ALL, lesson.width_px, SEED, days=fresh, jpeg=True)
    with threadpool_limits(1):
        found = [known.inspect(rendered.decoded(rendered.taken(one.wish))) for one in items(order)]
    told = _counted(lesson, str(known.promise), found)
    print(_line(told), flush=True)
    return told


def _counted(lesson: Lesson, promise: str, found: Sequence[Inspection]) -> Told:
    odd = [one for one in found if one.verdict in {"look again", "reject"}]
    return Told(
        lesson,
        promise,
        Counter(one.verdict for one in found),
        Counter(one.checks[0].check for one in odd),
        Counter(one.reason for one in found if one.reason),
        sum(bool(one.warnings) for one in found),
    )


def interval(many: int, of: int) -> tuple[float, float]:
    """Nine in ten such intervals hold the true share (Clopper and Pearson, Biometrika 26, 1934)."""
    low = betaincinv(many, of - many + 1, 0.05) if many else 0.0
    high = betaincinv(many + 1, of - many, 0.95) if many < of else 1.0
    return float(low), float(high)


def _line(told: Told) -> str:
    of = told.verdicts.total()
    cells = [f"{told.lesson.product}, {told.lesson.of}"]
    for many in (told.verdicts["reject"], of - told.verdicts["pass"]):
        low, high = interval(many, of)
        cells.append(f"{many} ({low:.1%} to {high:.1%})")
    spoke = ", ".join(f"{name} {count}" for name, count in told.blamed.most_common())
    reasons = "; ".join(f"{reason}: {count}" for reason, count in told.reasons.most_common())
    return f"| {' | '.join([*cells, spoke or '-', str(told.warned), reasons or '-'])} |"


HEAD = """# Are good parts passed?

`.venv/bin/python -m benchmarks.goods` writes this page. Each product of the demo was learnt from {goods}
simulated goods as `./sprue demo` does, then {fresh} goods of other days, lots, weather, lamps and poses were
judged, sent as JPEG. Promised of fresh goods: 0.3 % rejected, 1.3 % not passed. Machine: {machine}.

All together: {rejected} of {of} rejected ({rejects:.1%}), {missed} not passed ({misses:.1%}).

| product | rejected | not passed | checks that spoke against them | with a warning | not judged |
|---|---|---|---|---|---|
{rows}

In brackets: where the true share lies, nine times in ten. A share over the promise is a promise not kept.
"""


def page(told: Sequence[Told], goods: int, fresh: int) -> str:
    """docs/goods.md."""
    of = sum(one.verdicts.total() for one in told)
    rejected = sum(one.verdicts["reject"] for one in told)
    missed = of - sum(one.verdicts["pass"] for one in told)
    shares = {"rejects": rejected / of, "misses": missed / of}
    counts = {"goods": goods, "fresh": fresh, "of": of, "rejected": rejected, "missed": missed}
    return HEAD.format(**counts, **shares, machine=machine(), rows="\n".join(map(_line, told)))


if __name__ == "__main__":
    sys.exit(main())
