"""Shots to maintenance: wear that grows in simulated cells, and where its limits were really met."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from benchmarks.modelling.simulated import Numbers, job_of
from sprue_server.wear.part import Sign
from sprue_server.wear.parts import PARTS
from sprue_server.wear.reckoning import Care, health
from sprue_server.wear.spells import Spell, followed, limit_of
from sprue_server.wear.trend import Trend, reference_of
from sprue_sim import cycle as cycles
from sprue_sim.cycle import Made
from sprue_sim.recording import run
from sprue_sim.recording.wishes import Job, Shot

ORDER = 62
TITLE = "Shots to maintenance"
SIZE = 30  # shots
SPELLS = 60
BUILT_ON = ("bottle-cap", "cosmetic-jar", "toy-gear", "food-tub")
CELLS = ("lunch-box", "lamp-lens", "toy-figure", "automotive-clip")
WEARS = {"check_ring": "worn_check_ring", "screw": "worn_screw", "cooling_channels": "blocked_cooling_channel"}
WHOLE = {"check_ring": 3.0}  # times the run until the fault is whole; 1 where not said
LOOKS = (0.3, 0.5, 0.65, 0.8)  # of the shots that the limit is met after
MEAN = np.ones(5) / 5


class Case(NamedTuple):
    """A cell whose part wears evenly to the end of the run."""

    part: str
    spells: list[Spell]


def lines() -> Iterator[str]:
    """The section."""
    cases = [case for part in WEARS for cell in CELLS if (case := _worn(part, cell)) is not None]
    yield (
        f"One fault grows evenly from nothing in simulated cells ({', '.join(CELLS)}); press and meters tell it in "
        f"{SPELLS} spells of {SIZE} shots. At a share of"
    )
    yield (
        "the shots after which a sign met its limit (mean of five spells) it was asked how many are left. How far off "
        "a shape of curve may be and still"
    )
    yield (
        f"be believed was chosen on other cells ({', '.join(BUILT_ON)}). It proves the method inside our simulator only."
    )
    yield ""
    yield "| part and sign | wear | asked at | told so | truth within the interval | median error of what is left |"
    yield "|---|---|---|---|---|---|"
    for part, fault in WEARS.items():
        for place, sign in enumerate(PARTS[part].signs):
            yield from _rows(
                f"{part}, {sign.name} | {fault}", place, [one for one in cases if one.part == part]
            )
    yield ""
    yield _quiet()


def _rows(head: str, place: int, cases: Iterable[Case]) -> Iterator[str]:
    met = [(case, at) for case in cases if (at := _met(case.spells, _sign(case, place))) is not None]
    if not met:
        yield f"| {head} | - | its limit was not met | - | - |"
    for look in LOOKS if met else ():
        told = [_asked(case, place, at, look) for case, at in met]
        said = [(trend, left) for trend, left in told if trend.left is not None]
        within = sum((trend.earliest or 0.0) <= left <= (trend.latest or np.inf) for trend, left in said)
        errors = [abs((trend.left or 0.0) - left) / left for trend, left in said]
        error = f"{100 * float(np.median(errors)):.0f} %" if said else "-"
        yield f"| {head} | {look:.0%} | {len(said)} of {len(met)} | {within} of {len(said)} | {error} |"


def _sign(case: Case, place: int) -> Sign:
    return PARTS[case.part].signs[place]


def _asked(case: Case, place: int, met: float, look: float) -> tuple[Trend, float]:
    """What was told, and how many shots were really left."""
    so_far = round(met * look / SIZE)
    told = health(PARTS[case.part], case.spells[:so_far], Care())
    return told.signs[place].trend, met - so_far * SIZE


def _met(spells: list[Spell], sign: Sign) -> float | None:
    """Shots after which the mean of five spells was beyond the limit; None: never, or not measured."""
    told = followed(sign, spells)
    if len(told.values) < len(spells):
        return None
    way = 1.0 if sign.way == "up" else -1.0
    limit, mean = way * limit_of(sign, reference_of(told.values)), np.convolve(way * told.values, MEAN, "valid")
    beyond, middles = np.flatnonzero(mean >= limit), told.shots[2:-2]
    if not beyond.size or not beyond[0]:
        return None
    pair = slice(int(beyond[0]) - 1, int(beyond[0]) + 1)
    return float(np.interp(limit, mean[pair], middles[pair]))


def _worn(part: str, cell: str) -> Case | None:
    whole = round(SPELLS * SIZE * WHOLE.get(part, 1.0))
    job = job_of(cell, SPELLS * SIZE, 1234, f"{WEARS[part]}:0.95:0:ramp:{whole}")
    return None if job is None else Case(part, _spells(job))


def _spells(job: Job) -> list[Spell]:
    rows = [_told(row, made) for row, made in run.shots_of(job)]
    return [_spell(number, rows[number * SIZE : (number + 1) * SIZE]) for number in range(len(rows) // SIZE)]


def _told(row: Shot, made: Made) -> Numbers:
    """What control and meters tell of a shot."""
    told = {**made.slow.values, **cycles.values_of(row.settings, made)}
    return {name: float(value) for name, value in told.items() if isinstance(value, int | float)}


def _spell(number: int, rows: list[Numbers]) -> Spell:
    names = {name for row in rows for name in row}
    told = {name: np.array([row[name] for row in rows if name in row]) for name in names}
    means = {name: float(values.mean()) for name, values in told.items()}
    spreads = {name: float(values.std(ddof=1)) for name, values in told.items() if len(values) > 1}
    return Spell(number * 3_600_000_000, len(rows), len(rows), "", means, spreads)


def _quiet() -> str:
    asked = wrong = 0
    for cell in CELLS:
        job = job_of(cell, SPELLS * SIZE, 815)
        spells = _spells(job) if job else []
        for upto in range(10, len(spells) + 1, 10):
            for name in WEARS:
                states = [one.trend.state for one in health(PARTS[name], spells[:upto], Care()).signs]
                asked += len(states)
                wrong += sum(state in {"nearing", "met"} for state in states)
    return f"The same cells without wear: {wrong} of {asked} answers say that something wears."
