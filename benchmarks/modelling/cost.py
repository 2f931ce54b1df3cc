"""What do fingerprint and gauge cost? Time per shot, time to learn, size of the file."""

import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

import numpy as np

from benchmarks.modelling.kassel import run
from sprue_server.drift.command import LEARN
from sprue_server.drift.watching import Watching
from sprue_server.fingerprint import Cycle, read
from sprue_server.gauge.gauge import Gauge
from sprue_server.gauge.learning import learn
from sprue_server.gauge.lessons import Wish
from sprue_server.gauge.saving import load, save

ORDER = 9
TITLE = "What it costs"
SHOTS = 300


def lines() -> list[str]:
    """Measured on the recorded press: 50 Hz, seven signals, 25 to 30 s."""
    doe = run("doe")
    reading = [_took(lambda cycle=cycle: read(cycle)) for cycle in doe.cycles[:SHOTS]]
    began = process_time()
    gauge = learn(doe.cycles, doe.readings("weight_g"), doe.groups, Wish("weight_g"))
    learnt_s = process_time() - began
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model"
        save(gauge, path)
        kept = load(path)
        size = path.stat().st_size / 1e6
    watching = Watching(LEARN)
    whole = [
        _took(lambda row=row, cycle=cycle: _all(watching, kept, row, cycle))
        for row, cycle in enumerate(run("reference").cycles[:SHOTS])
    ]
    judging = [_took(lambda cycle=cycle: kept.judge(cycle)) for cycle in doe.cycles[:SHOTS]]
    return [
        f"A fingerprint takes {median(reading):.2f} ms per shot (wanted: at most 2 ms), a reading of the gauge with its "
        f"fingerprint {median(judging):.1f} ms (medians of {SHOTS} shots of 50 Hz",
        f"and seven signals). Learning from 1,240 cycles, validation included, takes {learnt_s:.0f} s of processor time; "
        f"the file has {size:.1f} MB.",
        "",
        f"All that is reckoned of one shot (fingerprint, template, causes, two gauges) takes {median(whole):.1f} ms, "
        f"95 of 100 shots {float(np.percentile(whole, 95)):.1f} ms of a core (wanted: at most 20 ms);",
        "shots of the recorded press in their order, templates learnt meanwhile. What reading a shot from the store and "
        "writing an alarm cost is in `benchmarks.cells`.",
    ]


def _all(watching: Watching, gauge: Gauge, row: int, cycle: Cycle) -> None:
    """As the hub's desks do; a second quantity costs what the first does."""
    watching.see(row, cycle, tuple(sorted(cycle.settings.items())))
    gauge.judge(cycle)
    gauge.judge(cycle)


def _took(work: object) -> float:
    began = perf_counter()
    work()  # type: ignore[operator]  # a function without arguments
    return (perf_counter() - began) * 1000
