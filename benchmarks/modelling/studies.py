"""Do studies find what the physics has, what do faults look like in them, and what do they cost the simulator?"""

import asyncio
from math import log
from statistics import median
from time import perf_counter, thread_time

from sprue_contract.studies import STUDIES, StudyName, StudyRun
from sprue_server import studies as readings
from sprue_server.study_reading import Reading
from sprue_sim import library, studies
from sprue_sim.faults import Injected
from sprue_sim.machine import Machine
from sprue_sim.physics.defects import HOT_EJECT_K
from sprue_sim.process.facts import facts_of
from sprue_sim.process.reference import SERIES, reference_of, wall_s
from sprue_sim.study_bench import Bench
from sprue_sim.study_instruments import shot_g

ORDER = 90
TITLE = "Studies against the physics that they study"
NOW = 1_772_436_600_000_000  # no break, changeover or new lot for an hour
SEEDS = 20
WARPS = (
    "cosmetic-jar",
    "toy-figure",
)  # of the library's parts, those that warp before the screw takes the time
FAULTS: tuple[tuple[str, str, StudyName], ...] = (
    ("bottle-cap", "hot_runner_zone", "cavity_balance"),
    ("cosmetic-jar", "heater_band_out", "pressure_drop"),
    ("lamp-lens", "wet_material", "viscosity_curve"),
    ("lunch-box", "blocked_cooling_channel", "cooling_time"),
    ("toy-figure", "tcu_fault", "gate_seal"),
    ("toy-gear", "parting_line_damage", "process_window"),
)
SEVERITY = 0.8
LEVEL = 0.02  # of the rise: nearer to its end a weight is called level
QUIET = 1e-6  # times the laboratory press's scatter
TICK_S, QUIET_S = 0.005, 2.0
SHOWN = {"wide_bar", "limit_pct"}  # rather than the first number


def machine(cell: str, seed: int = 3, fault: str | None = None) -> Machine:
    """A cell in settled production, if wanted with a fault that has come."""
    preset = library.preset(cell)
    made = Machine(preset, preset.title, seed, NOW)
    if fault:
        made.state = made.state._replace(faults=(Injected(fault, SEVERITY, onset_us=0),))
    return made


def level_s(cell: str) -> float:
    """From which hold time on weight is level, were there no scatter; on a grid of 0.05 s."""
    preset = library.preset(cell)
    quiet = preset.model_copy(update={"press": preset.press.model_copy(update={"noise": QUIET})})
    bench = Bench(Machine(quiet, quiet.title, 3, NOW), NOW)
    found = []
    for step in range(2, round(32 * preset.settings.hold_s)):
        hold_s = step / 20
        bench.turn(hold_s=hold_s, cooling_s=preset.settings.cooling_s + preset.settings.hold_s - hold_s)
        bench.settle()
        found.append((hold_s, shot_g(bench.shoot(1)[0])))
    lightest, heaviest = (choose(weight for _, weight in found) for choose in (min, max))
    return next(hold_s for hold_s, weight in found if heaviest - weight <= LEVEL * (heaviest - lightest))


def run(study: StudyName, made: Machine) -> StudyRun:
    """A study of a copy."""
    return studies.run(study, "cell", Bench(made, NOW))


def told(study: StudyName, made: Machine) -> Reading:
    """Its reading."""
    found = run(study, made)
    return readings.read(study, found.points, found.facts)


def lines() -> list[str]:
    """The section."""
    return [*_seals(), "", *_cooling(), "", *_faults(), "", *_cost()]


def _seals() -> list[str]:
    rows = [_seal(cell) for cell in library.names("cells")]
    return [
        f"Gate seal: the weight of parts by hold time, on copies of each cell with {SEEDS} seeds. Frozen: from change-over "
        "to the shut gate in the simulator's own physics.",
        "Level: where the weight without any scatter has come within 2 % of its rise; that is sooner, as pressure takes "
        "0.3 s to fall when hold ends, and as the last of a",
        "freezing gate lets hardly anything through. The reading sees weights on a balance only, in even steps. The "
        "measured cap loses so little weight that the study says so.",
        "",
        "| cell | frozen, s | level, s | step, s | reading, median, s | within a step of level | level in its interval | "
        "set as told: frozen | not told |",
        "|---|---|---|---|---|---|---|---|---|",
        *rows,
    ]


def _seal(cell: str) -> str:
    shot = facts_of(library.preset(cell)).usual.shot
    frozen = float(shot.injection.sealed_s - shot.injection.transfer_s)
    made = [run("gate_seal", machine(cell, seed)) for seed in range(SEEDS)]
    holds = sorted({float(point["hold_s"]) for point in made[0].points})
    step, found = holds[1] - holds[0], [readings.read("gate_seal", one.points, one.facts) for one in made]
    seals = [one.numbers for one in found if one.cannot is None]
    begins = f"| {cell} | {frozen:.2f}"
    if not seals:
        return f"{begins} | - | {step:.1f} | - | - | - | - | {SEEDS} of {SEEDS} |"
    level, all_ = level_s(cell), len(seals)
    near = sum(abs(one[0].value - level) <= step for one in seals)
    inside = sum((one[0].low or 0) <= level <= (one[0].high or 0) for one in seals)
    enough = sum(one[1].value >= frozen for one in seals)
    middle = median(one[0].value for one in seals)
    return (
        f"{begins} | {level:.2f} | {step:.1f} | {middle:.2f} | {near} of {all_} | {inside} of {all_} | "
        f"{enough} of {all_} | {SEEDS - all_} of {SEEDS} |"
    )


def _cooling() -> list[str]:
    found = []
    for cell in WARPS:
        warped, clean, expected = _warping(cell)
        found.append(f"{cell} {expected:.1f} s, seen between {warped:.1f} and {clean:.1f} s")
    return [
        "Cooling time: where half of the inspectors see warpage, against the formula of cooling with the wall that the "
        "copy then has: " + "; ".join(found) + ".",
    ]


def _warping(cell: str) -> tuple[float, float, float]:
    """The longest time at which half of the shots are warped, the next one, and what the formula gives."""
    preset, warped = library.preset(cell), dict[float, int]()
    for point in run("cooling_time", machine(cell)).points:
        time_s = float(point["cooling_s"])
        warped[time_s] = warped.get(time_s, 0) + (point["seen"] == "warpage")
    times = sorted(warped)
    last = max(place for place, time_s in enumerate(times) if warped[time_s] >= 2)  # of 4
    bench = Bench(machine(cell), NOW)
    bench.turn(cooling_s=times[last])
    bench.settle()
    wall_c, melt_c = sum(bench.world.mould.walls_c) / 2, bench.world.barrel.melt_c
    limit_c = max(preset.material.thermal.eject_c, reference_of(preset).eject_c) + HOT_EJECT_K
    needed_s = wall_s(preset) * log(SERIES * (melt_c - wall_c) / (limit_c - wall_c))
    return times[last], times[last + 1], needed_s - preset.settings.hold_s - preset.settings.hold_end_s


def _faults() -> list[str]:
    rows = []
    for cell, fault, study in FAULTS:
        sound, broken = (_short(told(study, machine(cell, 3, name))) for name in (None, fault))
        rows.append(f"| {cell} | {study} | {sound} | {fault} | {broken} |")
    return [
        f"What a study says of a sound copy and of one with a fault of severity {SEVERITY:g}:",
        "",
        "| cell | study | sound | fault | with it |",
        "|---|---|---|---|---|",
        *rows,
    ]


def _short(reading: Reading) -> str:
    """The first number with its unit, and what is said."""
    if reading.cannot:
        return f"not calculable: {reading.cannot.key}"
    which = next(
        (one for one in reading.numbers if one.name in {"wide_bar", "limit_pct", "viscosity"}),
        reading.numbers[0],
    )
    return f"{which.name} {which.value:.3g} {which.unit}; {', '.join(one.key for one in (*reading.says, *reading.advises))}"


def _cost() -> list[str]:
    took: dict[StudyName, list[float]] = {study: [] for study in STUDIES}
    for cell in library.names("cells"):
        for study in STUDIES:
            began = thread_time()
            run(study, machine(cell))
            took[study].append(thread_time() - began)
    most = ", ".join(f"{study} {max(times):.2f} s" for study, times in took.items())
    return [
        f"Processor time of a study, the dearest of ten cells (wanted: at most 3 s): {most}.",
        f"How late the simulator's event loop wakes, median and worst of 100: {_late(['toy-gear'] * 3)} while process "
        f"windows are made in a thread, {_late([])} at rest.",
    ]


def _late(cells: list[str]) -> str:
    late = sorted(asyncio.run(_lateness(cells)))
    return f"{1000 * median(late):.1f} and {1000 * late[int(0.99 * len(late))]:.0f} ms"


async def _lateness(cells: list[str]) -> list[float]:
    """How late a loop wakes while studies are made beside it, one after the other; without any, for 2 s."""
    late: list[float] = []
    async with asyncio.TaskGroup() as group:
        watching = group.create_task(_watch(late))
        for cell in cells:
            await asyncio.to_thread(run, "process_window", machine(cell))
        if not cells:
            await asyncio.sleep(QUIET_S)
        watching.cancel()
    return late


async def _watch(late: list[float]) -> None:
    while True:
        began = perf_counter()
        await asyncio.sleep(TICK_S)
        late.append(max(perf_counter() - began - TICK_S, 0.0))
