"""How often is a person called although nothing is wrong? Sound shots with stops, lots and a hall that breathes."""

from collections import Counter

from benchmarks.modelling.simulated import Numbers, View, job_of, numbers
from sprue_server.drift import naming
from sprue_server.drift.monitor import Monitor
from sprue_server.drift.template import learnt
from sprue_server.minding.cell import LEARN, SETTLES_US
from sprue_sim import library, schedule
from sprue_sim.recording import run

ORDER = 70
TITLE = "Calls although nothing is wrong"
SHOTS, STOPS, SEED = 20_000, 400, 77
PRESS_WEEK = 60_000
VIEW = View("D", beside=True)


def lines() -> list[str]:
    """The section."""
    rows = [(name, *_cell(name)) for name in library.names("moulds")]
    shots, calls = sum(row[1] for row in rows), sum((row[2] for row in rows), Counter())
    total = sum(calls.values())
    return [
        f"Each mould's cell makes {SHOTS:,} shots without a fault: the noise of its press, a stop of ten minutes every "
        f"{STOPS} shots,",
        f"the hall's day, a new lot of material every {schedule.LOT_H} hours, which is known (as in a hall where lots are "
        f"booked) and begins a new",
        f"template of {LEARN} shots. After a stop {SETTLES_US // 60_000_000} minutes of production are not watched.",
        "",
        "| cell | shots that were watched | calls | of these |",
        "|---|---|---|---|",
        *(f"| {name} | {watched:,} | {sum(told.values())} | {_told(told)} |" for name, watched, told in rows),
        f"| all | {shots:,} | {total} | {_told(calls)} |",
        "",
        f"Wanted: one in a press-week of about {PRESS_WEEK:,} shots, {shots / PRESS_WEEK:.1f} in these: "
        f"{'met' if total <= shots / PRESS_WEEK else '**missed**'}.",
    ]


def _told(calls: Counter[str]) -> str:
    return ", ".join(f"{count} {cause}" for cause, count in calls.most_common()) or "none"


def _cell(mould: str) -> tuple[int, Counter[str]]:
    """How many shots were watched, and what was called."""
    job = job_of(mould, SHOTS, SEED, stops=STOPS)
    assert job is not None
    calls: Counter[str] = Counter()
    good: list[Numbers] = []
    monitor, watched, alarm, before = None, 0, False, None
    us = began = run.START_US
    for number, (row, made) in enumerate(run.shots_of(job)):
        lot, us = schedule.lot_at(us), us + int(made.cycle_s * 1e6)
        if lot != before:
            monitor, good, alarm, before = None, [], False, lot
        began = us if number % STOPS == 0 else began
        if number >= STOPS and us - began < SETTLES_US:
            continue
        shot = VIEW.of(numbers(row, made))
        if monitor is None:
            good = [*good, shot] if shot else good
            monitor = Monitor(learnt(good)) if len(good) == LEARN else None
            continue
        state = monitor.see(number, shot) if shot else monitor.state
        watched += 1
        if state.alarm and not alarm:
            told = naming.name(naming.story_of(monitor.shifts(), monitor.scatters()))
            calls[told.cause or "unknown"] += 1
        alarm = state.alarm
    return watched, calls
