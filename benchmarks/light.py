"""One lamp against four: the same scratches and sinks, judged under the dome alone and by four raking lamps.

    PYTHONPATH=. nice -n 10 .venv/bin/python -m benchmarks.light

Renders goods of a cavity (for scratches) and of a part (for sinks), learns them once under all five lights, and
looks at the same defects with the checks of the even light (`colour`, `normality`) and with those of the raking
lamps (`lines`, `relief`). Writes docs/light.md, and what the page /light shows of it.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score
from threadpoolctl import threadpool_limits

from benchmarks.common import ROOT, machine
from sprue_server.vision.commission import commission
from sprue_server.vision.fixture import Fixture
from sprue_server.vision.inspector import Inspector
from sprue_server.vision.seen import seen
from sprue_sim.cameras.ageing.scratch import DEEP_MM as SCRATCH_MM
from sprue_sim.cameras.defects.sink import DEEP_MM as SINK_MM
from sprue_sim.cameras.fixture_file import fixture as told_of
from sprue_sim.cameras.folder import Order, items
from sprue_sim.cameras.settings import ALL
from sprue_sim.cameras.shooting import Of, Wish, jpeg, shoot
from sprue_sim.cameras.surface import view

WIDTH_PX, SEED, GOODS, FRESH, EACH = 640, 31, 80, 40, 16
LIGHTS = {"dome": ("colour", "normality"), "four": ("lines", "relief")}
DOCS, SHOWN = ROOT / "docs" / "light.md", ROOT / "dashboards" / "src" / "lib" / "light" / "measured.json"


class Trial(NamedTuple):
    """A defect, on which face, and how deep it is at severity 1."""

    defect: str
    of: Of
    mould: str
    severities: tuple[float, ...]
    deep_mm: float


class Row(NamedTuple):
    """One depth: areas under the ROC curve, and how many of the defects lie beyond every fresh good."""

    defect: str
    of: str
    deep_um: float
    defects: int
    goods: int
    dome_auroc: float
    four_auroc: float
    dome_beyond: int
    four_beyond: int


def trials() -> list[Trial]:
    """What is tried: a scratch in steel, a sink on a part."""
    frame_mm = view("bottle-cap", WIDTH_PX).frame.frame_mm
    sink_mm = SINK_MM * (frame_mm / 60) ** 0.5
    return [
        Trial("scratch", "mould", "bottle-cap", (0.25, 0.5, 1.0), SCRATCH_MM),
        Trial("sink", "part", "bottle-cap", (0.1, 0.2, 0.4), sink_mm),
    ]


def taken(wish: Wish) -> dict[str, NDArray[np.uint8]]:
    """Pictures as a hub gets them: JPEG, RGB."""
    files = {light: jpeg(one) for light, one in shoot(wish).pictures.items()}
    return {
        light: np.asarray(cv2.imdecode(np.frombuffer(file, np.uint8), cv2.IMREAD_COLOR)[:, :, ::-1], np.uint8)
        for light, file in files.items()
    }


def distances(known: Inspector, wish: Wish) -> Mapping[str, float]:
    """How far it is from goods, by what each choice of lamps can see."""
    found = known.look(seen(known.stage, taken(wish)))
    far = {
        name: float(known.gauge.farthest(name, np.array(one.distances)[None])[0]) for name, one in found.items()
    }
    return {lamps: max(far[name] for name in names) for lamps, names in LIGHTS.items()}


def tried(trial: Trial) -> list[Row]:
    """Learn goods, look at fresh goods and at the defects."""
    order = Order(trial.mould, trial.of, GOODS + FRESH, EACH, trial.severities, ALL, WIDTH_PX, SEED)
    stream = items(order)
    goods = {f"good/{number}": taken(next(stream).wish) for number in range(GOODS)}
    fixture = Fixture.model_validate(told_of(trial.of, trial.mould, WIDTH_PX))
    told = {name: (lambda one=one: one) for name, one in goods.items()}
    known = commission(fixture, told, {}, lambda *_: None).inspector
    print(f"{trial.defect}: learnt", flush=True)
    fresh = [distances(known, next(stream).wish) for _ in range(FRESH)]
    wanted = [item for item in stream if item.defect == trial.defect]
    rows = []
    for severity in trial.severities:
        found = [distances(known, one.wish) for one in wanted if one.wish.severities[trial.defect] == severity]
        rows.append(_row(trial, severity, found, fresh))
        print(rows[-1], flush=True)
    return rows


def _row(
    trial: Trial, severity: float, found: list[Mapping[str, float]], fresh: list[Mapping[str, float]]
) -> Row:
    truth = np.r_[np.zeros(len(fresh)), np.ones(len(found))]
    auroc, beyond = {}, {}
    for lamps in LIGHTS:
        goods, defects = (np.array([one[lamps] for one in some]) for some in (fresh, found))
        auroc[lamps] = float(roc_auc_score(truth, np.r_[goods, defects]))
        beyond[lamps] = int((defects > goods.max()).sum())
    deep_um = 1000 * trial.deep_mm * severity
    sizes = (round(deep_um, 1), len(found), len(fresh))
    area = (round(auroc["dome"], 3), round(auroc["four"], 3))
    return Row(trial.defect, trial.of, *sizes, *area, beyond["dome"], beyond["four"])


def page(rows: list[Row]) -> str:
    """docs/light.md."""
    head = "| what | depth | AUROC, dome | AUROC, four lamps | beyond every good: dome | four lamps |"
    lines = [head, "|---|---|---|---|---|---|"]
    lines += [
        f"| {row.defect} on a {'cavity' if row.of == 'mould' else 'part'} | {row.deep_um:g} µm "
        f"| {row.dome_auroc:.3f} | {row.four_auroc:.3f} | {row.dome_beyond} of {row.defects} "
        f"| {row.four_beyond} of {row.defects} |"
        for row in rows
    ]
    return WORDS.format(goods=GOODS, fresh=FRESH, each=EACH, machine=machine(), table="\n".join(lines))


WORDS = """# One lamp against four

`PYTHONPATH=. .venv/bin/python -m benchmarks.light` writes this page and the figures on the page `/light`. Machine: {machine}.

Rendered pictures, sent as JPEG, 640 pixels wide: {goods} goods of a bottle cap's cavity (for scratches) and of the cap (for sinks) are learnt under all
five lights; {fresh} fresh goods and {each} defects at each depth are looked at. Both columns judge the same pictures of the same defects. Dome: the checks
`colour` and `normality`, which see the even light alone. Four lamps: `lines` and `relief`, which see how the four raking lights differ. Depth is that of
the groove, or of the hollow's deepest place. AUROC: chance that a defect lies farther from goods than a good one does; 0.5 is guessing.

{table}

What this says and what not: with few defects a depth the areas are uncertain by some hundredths. The renderer lights a hollow under the dome a little
darker than its surroundings (as a real one is), but it is a renderer: how much darker a real dome shows a scratch depends on the steel's polish.
The picture under the dome is not useless: burns, streaks, residue and specks are colour, and four raking lamps cancel colour out.
"""  # noqa: E501  # a page, not code


def main() -> int:
    """Measure and write."""
    cv2.setNumThreads(1)
    with threadpool_limits(1):
        rows = [row for trial in trials() for row in tried(trial)]
    write(DOCS, page(rows))
    told: dict[str, Any] = {"goods": GOODS, "rows": [row._asdict() for row in rows]}
    write(SHOWN, json.dumps(told, indent=1) + "\n")
    return 0


def write(path: Path, text: str) -> None:
    """And say so."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    print(f"written: {path}")


if __name__ == "__main__":
    sys.exit(main())
