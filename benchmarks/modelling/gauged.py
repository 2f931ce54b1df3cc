"""Does the hub's gauge tell parts of simulated cells: calm ones, settings that were varied, and when something breaks?"""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.modelling.simulated import PERIOD_S
from sprue_server.fingerprint import Cycle, Level
from sprue_server.gauge.crossing import silent
from sprue_server.gauge.gauge import Gauge
from sprue_server.gauge.learning import PARTS, crossed, learn
from sprue_server.gauge.lessons import Wish, lessons
from sprue_server.gauge.parts import parts as parts_of
from sprue_server.gauge.report import Score
from sprue_server.gauge.validation import later
from sprue_server.gauging.cell import tested
from sprue_server.gauging.holding import Tested, holding, lasting
from sprue_server.gauging.samples import Sample, Seen
from sprue_server.golden import Signal
from sprue_sim import cycle as cycles
from sprue_sim import faults, told
from sprue_sim.data import Settings
from sprue_sim.faults import FaultError, Injected, parse_fault
from sprue_sim.recording import run, wishes
from sprue_sim.recording.wishes import Job, Shot

ORDER = 2.5
TITLE = "The hub's gauge on simulated cells: calm production, varied settings, faults"
CELLS = ("cosmetic-jar", "lamp-lens")  # not looked at while the gauge was wired into the hub
CALM, SETTINGS, EACH = 100, 20, 6
SPREAD = {
    "hold_bar": 0.2,
    "flow_cm3_s": 0.3,
    "nozzle_c": 0.04,
    "mould_c": 0.2,
    "cooling_s": 0.15,
    "hold_s": 0.25,
}
SHOTS, ONSET, SEVERITY = 140, 100, 0.6
MOVED = 2.0  # standard deviations of calm parts: a mean change that matters
LEVELS = (Level.B, Level.C, Level.D)
Parts = tuple[list[Cycle], list[float | None], list[str]]


class Fate(NamedTuple):
    """What became of the parts of a fault: how far they moved, shares, after how many measured parts it was called."""

    moved: float
    outside: float
    held: float | None
    called: int | None


def lines() -> list[str]:
    """Three tables."""
    return [
        f"{', '.join(CELLS)}; every part weighed by the simulated scale, read to 1 mg. Nothing here is measured on a "
        "real press: it proves the method in our",
        "simulator only. Error and interval are in the part's usual scatter (its standard deviation in that run), so "
        "cells can be compared.",
        "",
        f"Calm production, {CALM} parts of one setting, stretches left out; later: the last 30 % from the first 70 %.",
        "",
        HEAD.replace("left out", "stretches left out"),
        RULE,
        *(line for cell in CELLS for line in _rows(cell, _calm(cell), (Level.B, Level.D))),
        "",
        f"{SETTINGS} settings drawn at random around the usual ones (hold pressure, flow, melt, mould, cooling and hold "
        f"time), {EACH} parts each; whole settings left out.",
        "",
        HEAD.replace("left out", "settings left out"),
        RULE,
        *(line for cell in CELLS for line in _rows(cell, _varied(cell), LEVELS)),
        "",
        *_faults(),
        "",
        "In calm production parts scatter by what no signal shows: no level tells them, and a gauge is worth its interval "
        "only. Where settings vary it tells half to three quarters of",
        "the variance; curves and the cavity's sensor add nothing here that the control's values and settings do not have.",
    ]


HEAD = "| cell, what, from | **left out R²** | root mean square error | held | interval ± | later R² | held |"
RULE = "|---|---|---|---|---|---|---|"


def _rows(cell: str, parts: Parts, levels: Sequence[Level]) -> list[str]:
    found = []
    for level in levels:
        print(f"  {cell}, {level.name}", flush=True)
        known = lessons(*parts[:2], parts[2] or None, Wish("weight_g", level))
        left_out = crossed(known, parts_of(known.grouped.labels, PARTS))
        found.append(
            f"| {cell}, weight, {level.name} | {_numbers(left_out, later(known, silent), known.target)} |"
        )
    return found


def _numbers(left_out: Score, late: Score, read: NDArray[np.float64]) -> str:
    return (
        f"**{left_out.r2:.2f}** | {np.sqrt(max(0.0, 1 - left_out.r2)):.2f} | {left_out.coverage:.0%} | "
        f"{left_out.half / read.std():.2f} | {late.r2:.2f} | {late.coverage:.0%}"
    )


def _calm(cell: str) -> Parts:
    preset = wishes.cell_of(cell, None, None)
    rows = [Shot(preset.settings, "1")] * CALM
    parts = _parts(Job(wishes.in_lot(preset, rows[:1]), rows, 71, ()))
    return parts[0], parts[1], []


def _varied(cell: str) -> Parts:
    preset, random = wishes.cell_of(cell, None, None), np.random.default_rng(72)
    settings = [_drawn(preset.settings, random) for _ in range(SETTINGS)]
    rows = [Shot(one, str(number), named=True) for number, one in enumerate(settings) for _ in range(EACH)]
    return _parts(Job(wishes.in_lot(preset, rows), rows, 73, ()))


def _drawn(usual: Settings, random: np.random.Generator) -> Settings:
    shares = {key: 1 + share * random.uniform(-1, 1) for key, share in SPREAD.items()}
    return usual.model_copy(update={key: round(getattr(usual, key) * one, 2) for key, one in shares.items()})


def _parts(job: Job) -> Parts:
    """Cycles as the hub has them, what the scale or gauge read of the first part, the group."""
    found: Parts = ([], [], [])
    for number, (row, made) in enumerate(run.shots_of(job)):
        named = told.Named(0, 1, number, "J1", start_up=False)
        body = told.shot(cycles.finished(job.preset, row.settings, made, named)).body
        curves = {
            signal: Signal(signal, "", 0.0, PERIOD_S, np.asarray(values, np.float64))
            for signal, values in made.drawn.signals.items()
        }
        found[0].append(Cycle(body["values"], body["settings"], curves))
        read = cycles.gauged(job.preset, made.parts[0]) if made.parts else {}
        found[1].append(round(read["weight_g"], 3) if read else None)
        found[2].append(row.group)
    return found


def _faults() -> list[str]:
    fates = {
        (cell, fault): fate
        for cell in CELLS
        for fault in faults.names()
        if (fate := _fate(cell, fault)) is not None
    }
    moved = {key: fate for key, fate in fates.items() if fate.moved >= MOVED}
    said = Counter(_said(fate) for fate in moved.values())
    silent = sorted(f"{fault} in {cell}" for (cell, fault), fate in moved.items() if _said(fate) == "neither")
    calm = [fate for key, fate in fates.items() if key not in moved]
    wrong = sum(fate.called is not None for fate in calm)
    calls = [fate.called for fate in moved.values() if fate.called is not None]
    return [
        f"Faults of severity {SEVERITY}: the gauge of the weight, learnt at level D from {ONSET} calm parts, asked of the "
        f"{SHOTS - ONSET} after the fault's beginning, each of which is weighed as a test.",
        f"In {len(moved)} of {len(fates)} runs the mean weight moved by more than {MOVED:.0f} usual scatters: in "
        f"{said['outside']} of them at least half of the shots were told as outside what was",
        f"learnt, so that nothing was promised; in {said['called']} others the tests called that the gauge no longer "
        f"holds{f' (after {int(np.median(calls))} measured parts, median)' if calls else ''}; in {said['held']} its intervals held at "
        "least 80 % all the same;",
        f"in {said['neither']} neither{': ' + ', '.join(silent) if silent else ''}. Where the weight did not move so far, it was "
        f"called in {wrong} of {len(calm)} runs.",
    ]


def _said(fate: Fate) -> str:
    if fate.outside >= 0.5:
        return "outside"
    if fate.called is not None:
        return "called"
    return "held" if fate.held is not None and fate.held >= 0.8 else "neither"


def _fate(cell: str, fault: str) -> Fate | None:
    """None: it cannot be in this cell, or leaves no whole part."""
    preset = wishes.cell_of(cell, None, None)
    try:
        injected = parse_fault(f"{fault}:{SEVERITY}:{ONSET}", preset)
    except FaultError:
        return None
    cycles_, read, _ = _calm_until(cell, injected)
    gauge, before = _taught(cell)
    after = [one for one in read[ONSET:] if one is not None]
    if not after:
        return None
    moved = abs(float(np.mean(after)) - float(np.mean(before))) / float(np.std(before))
    return _judged(gauge, cycles_[ONSET:], read[ONSET:], moved)


def _calm_until(cell: str, *injected: Injected) -> Parts:
    preset = wishes.cell_of(cell, None, None)
    rows = [Shot(preset.settings, "1")] * SHOTS
    return _parts(Job(wishes.in_lot(preset, rows[:1]), rows, 74, injected))


@cache
def _taught(cell: str) -> tuple[Gauge, list[float]]:
    """From the shots before any fault: they are the same whichever comes."""
    cycles_, read, _ = _calm_until(cell)
    gauge = learn(cycles_[:ONSET], read[:ONSET], None, Wish("weight_g"))
    return gauge, [one for one in read[:ONSET] if one is not None]


def _judged(gauge: Gauge, later: Sequence[Cycle], read: Sequence[float | None], moved: float) -> Fate:
    said = gauge.judge_all(later)
    tests: list[Tested] = []
    called = None
    for at, (one, value) in enumerate(zip(said, read, strict=True)):
        sample = Sample(str(at), at, at, None, curves=True, seen=Seen({}, None), readings={"weight_g": value})
        if (test := tested(sample, "weight_g", one)) is not None:
            tests.append(test)
        if called is None and holding(tests, lasting([])).verdict in {"coverage", "off"}:
            called = at + 1
    held = [abs(one.measured - one.predicted) <= one.half for one in tests]
    outside = float(np.mean([not one.in_experience for one in said]))
    return Fate(moved, outside, float(np.mean(held)) if held else None, called)
