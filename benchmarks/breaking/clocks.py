"""Clocks of hub and gateway that jump by hours both ways while data flows. Needs libfaketime."""

import time
from pathlib import Path

from benchmarks.breaking.ledger import judge
from benchmarks.breaking.result import Result, told
from benchmarks.breaking.stack import Stack, wait_for

PLACES = ("/usr/lib/x86_64-linux-gnu/faketime", "/usr/lib/aarch64-linux-gnu/faketime", "/usr/lib/faketime")
STEPS_H = (3, -5, 26, 0)


def run(folder: Path) -> Result:
    """Each jump of each clock, a while, and back; data must flow on and land where it was measured."""
    library = next((found for place in PLACES if (found := Path(place) / "libfaketimeMT.so.1").exists()), None)
    title = "clocks that jump by hours"
    if library is None:
        return Result(
            title, [("not tried", "libfaketime is not installed: apt-get install libfaketime")], good=True
        )
    rows = []
    with Stack(folder, cells=3, rate=10) as stack:
        for part in ("hub", "gateway"):
            _set(folder / f"{part}.time", 0)
            stack.environment[part] = {
                "LD_PRELOAD": str(library),
                "FAKETIME_TIMESTAMP_FILE": str(folder / f"{part}.time"),
                "FAKETIME_NO_CACHE": "1",
                "DONT_FAKE_MONOTONIC": "1",
            }
        stack.start()
        wait_for(lambda: stack.clock_us("imm-1") > 0, "the first value is shown")
        for part in ("hub", "gateway"):
            waits = [_jumped(stack, folder / f"{part}.time", hours) for hours in STEPS_H]
            steps = ", ".join(f"{hours:+d} h" for hours in STEPS_H)
            rows.append((f"{part}: {steps}; longest wait for the next value", f"{max(waits):.1f} s"))
        stack.end_load()
        wait_for(stack.delivered, "everything is delivered", 120, 0.2)
        stack.stop("gateway")
        stack.stop("hub")
        verdict = judge(stack)
    return Result(title, [*rows, *told(verdict)], verdict.good)


def _jumped(stack: Stack, clock: Path, hours: int) -> float:
    _set(clock, hours)
    jumped_us = time.time_ns() // 1000
    waited = wait_for(lambda: stack.clock_us("imm-1") > jumped_us, f"data flows {hours:+d} h off", 60)
    time.sleep(3)  # a while under the wrong clock
    return waited


def _set(clock: Path, hours: int) -> None:
    new = clock.with_suffix(".new")
    new.write_text(f"{hours:+d}h\n")
    new.replace(clock)
