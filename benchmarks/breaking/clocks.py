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
    title, rows = "clocks that jump by hours", list[tuple[str, str]]()
    with Stack(folder, cells=3, rate=10) as stack:
        if not fake(stack, "+0h"):
            why = "libfaketime is not installed: apt-get install libfaketime"
            return Result(title, [("not tried", why)], good=True)
        stack.start()
        wait_for(lambda: stack.clock_us("imm-1") > 0, "the first value is shown", 120)
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


def fake(stack: Stack, away: str) -> bool:
    """Hub and gateway will have clocks of their own, so far from ours; False without libfaketime."""
    library = next((found for place in PLACES if (found := Path(place) / "libfaketimeMT.so.1").exists()), None)
    if library is None:
        return False
    for part in ("hub", "gateway"):
        _set(stack.folder / f"{part}.time", away)
        stack.environment[part] = {
            "LD_PRELOAD": str(library),
            "FAKETIME_TIMESTAMP_FILE": str(stack.folder / f"{part}.time"),
            "FAKETIME_NO_CACHE": "1",
            "DONT_FAKE_MONOTONIC": "1",
        }
    return True


def _jumped(stack: Stack, clock: Path, hours: int) -> float:
    _set(clock, f"{hours:+d}h")
    jumped_us = time.time_ns() // 1000
    waited = wait_for(lambda: stack.clock_us("imm-1") > jumped_us, f"data flows {hours:+d} h off", 60)
    time.sleep(3)  # a while under the wrong clock
    return waited


def _set(clock: Path, away: str) -> None:
    new = clock.with_suffix(".new")
    new.write_text(f"{away}\n")
    new.replace(clock)
