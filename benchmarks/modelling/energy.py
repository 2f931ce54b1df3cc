"""Does the performance line find what a press was built to take? Base load and slope against the drive's model."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import numpy as np

from sprue_server.energy.line import Line, NoLine, line
from sprue_server.energy.meter import Meter, counted
from sprue_server.energy.standing import Standing, standing
from sprue_server.energy.windows import QUARTER_US, Windows, spans_of, windows
from sprue_server.oee.facts import OPEN_US, Facts, Interval, Job, Reading, Span, state_of
from sprue_server.oee.timeline import timeline
from sprue_sim import channels, library
from sprue_sim.data import Preset
from sprue_sim.machine import Machine
from sprue_sim.process.load import idle_kw

ORDER = 10
TITLE = "Energy: base load and slope against the simulator's own drive"
START_US = 1_795_860_000_000_000  # a quarter of an hour begins
HOUR_US, TEN_S = 3_600_000_000, 10_000_000
HOURS, SEED = 24.0, 5
MODE, STATUS, COUNT = "machine_mode", "production_status", "energy_total_kwh"


class Truth(NamedTuple):
    """What the drive's model takes: standing, and for each kilogram of parts over that."""

    base_kw: float
    kwh_kg: float


class Found(NamedTuple):
    """What a meter that is read every ten seconds tells of the same press."""

    truth: Truth
    line: Line | NoLine
    standing: Standing
    windows: Windows


class _Ran(NamedTuple):
    """What a press told: seconds, mode and status and meter at each; shots; what each shot really took."""

    at_us: np.ndarray
    frames: np.ndarray
    shots: Sequence[tuple[int, int, bool]]
    took: Sequence[tuple[float, float, float]]


def found(cell: str, hours: float = HOURS, seed: int = SEED) -> Found:
    """A press of the library, run for so many hours with its stops, as the hub would see it."""
    preset = library.preset(cell)
    ran = _ran(preset, hours, seed)
    part_g = float(np.mean([grams for _, _, grams in ran.took])) / preset.mould.cavities
    period = Span(START_US, START_US + int(hours * HOUR_US))
    facts = _facts(preset, ran, part_g)
    told, meter = timeline(facts, period), _meter(ran)
    counts = windows(facts, told, meter, spans_of(period))
    return Found(_truth(preset, ran), line(counts.counted), standing(told.stretches, meter, period), counts)


def _ran(preset: Preset, hours: float, seed: int) -> _Ran:
    machine = Machine(preset, "Cell", seed, START_US)
    took: list[tuple[float, float, float]] = []
    machine.hear_truth.append(
        lambda _, made: took.append(
            (made.drawn.load.kwh, made.cycle_s, sum(float(part.weight_g) for part in made.parts))
        )
    )
    names = channels.names_of(preset)
    columns = [0, *(1 + names.index(name) for name in (MODE, STATUS, COUNT))]
    rows: list[list[float]] = []
    shots: list[tuple[int, int, bool]] = []
    while machine.state.now_us < START_US + (hours + 0.1) * HOUR_US:
        for record in machine.advance():
            if record.kind == "sample":
                rows += [[row[column] for column in columns] for row in record.body["frames"]]
            elif record.kind == "shot":
                shots.append((record.measured_us, record.body["counter"], record.body["quality"] == 0))
    table = np.array(rows)
    return _Ran(table[:, 0].astype(np.int64), table[:, 1:], shots, took)


def _truth(preset: Preset, ran: _Ran) -> Truth:
    kwh, seconds, grams = np.array(ran.took).T
    base = idle_kw(preset)
    return Truth(base, float((kwh - base * seconds / 3600).sum() / grams.sum() * 1000))


def _meter(ran: _Ran) -> Meter:
    """The first reading of each ten seconds, as roll-ups keep it."""
    first = np.flatnonzero(np.diff(ran.at_us // TEN_S, prepend=-1))
    return counted(ran.at_us[first], ran.frames[first, 2])


def _facts(preset: Preset, ran: _Ran, part_g: float) -> Facts:
    job = Job("J", 0, OPEN_US, "mould", 10.0, preset.mould.cavities, part_weight_g=part_g)
    return Facts(
        states=tuple(_states(ran)),
        readings=tuple(Reading(at, number) for number, (at, _, _) in enumerate(ran.shots)),
        jobs=(job,),
        goods_us=tuple(at for at, _, good in ran.shots if good),
    )


def _states(ran: _Ran) -> Iterator[Interval]:
    told = zip(ran.at_us.tolist(), (state_of(int(a), int(b)) for a, b in ran.frames[:, :2]), strict=True)
    runs = [(state, [at for at, _ in some]) for state, some in groupby(told, key=lambda one: one[1])]
    ends = [times[0] for _, times in runs[1:]] + [int(ran.at_us[-1])]
    for (state, times), end in zip(runs, ends, strict=True):
        if state is not None:
            yield Interval(times[0], end, state)


def lines() -> list[str]:
    """Every simulated press for a day."""
    rows = [_row(cell, found(cell)) for cell in library.names("cells")]
    return [
        f"Each simulated press runs for {HOURS:.0f} h with its stops and changeovers; its meter is read every ten seconds, "
        f"windows are {QUARTER_US // 60_000_000} min. The",
        "model's base load is what its drive and barrel take standing, its slope what a shot takes over that, per kilogram of "
        "parts (runners are not",
        "weighed, so their energy is in it). The line knows neither. This tries the reckoning (meter, windows, parts of the "
        "same time): a simulated press stands or",
        "runs at its pace, so its windows lie on a line by themselves. Whether a real one's do, the page says of its own points.",
        "",
        "| press | base load, model | line (95 %) | off | slope, model | line (95 %) | off | standing, metered |",
        "|---|---|---|---|---|---|---|---|",
        *rows,
    ]


def _row(cell: str, one: Found) -> str:
    truth, kw = one.truth, one.standing.kw
    stood = f"{kw:.3f} kW ({_off(kw, truth.base_kw)})" if kw is not None else "did not stand"
    if isinstance(one.line, NoLine):
        why = one.line.reason.replace("_", " ")
        return f"| {cell} | {truth.base_kw:.3f} kW | {why} | | {truth.kwh_kg:.3f} kWh/kg | {why} | | {stood} |"
    base, slope = one.line.base_kw, one.line.kwh_kg
    return (
        f"| {cell} | {truth.base_kw:.3f} kW | {base.value:.3f} ({base.low:.3f} to {base.high:.3f}) "
        f"| {_off(base.value, truth.base_kw)} | {truth.kwh_kg:.3f} kWh/kg "
        f"| {slope.value:.3f} ({slope.low:.3f} to {slope.high:.3f}) | {_off(slope.value, truth.kwh_kg)} | {stood} |"
    )


def _off(value: float, truth: float) -> str:
    return f"{100 * (value / truth - 1):+.1f} %"
