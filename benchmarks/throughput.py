"""Machine to database through gateway and broker, all on this machine: readings a second, and at what memory.

The load is raised step by step until what waits in the outbox grows: that is the breaking point, and the
outbox is what gives. `python -m benchmarks.throughput`.
"""

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import psutil

from benchmarks.breaking.ledger import judge
from benchmarks.breaking.machine import SIGNALS
from benchmarks.breaking.stack import Stack, wait_for
from benchmarks.common import machine

CELLS = 4
GOAL = 100_000
GROWS_S = 3.0  # seconds of load that may wait; more, and it is not keeping up


class Step(NamedTuple):
    """One load, held for a while."""

    asked: int
    stored: float
    waits_s: float
    gateway_mb: float
    hub_mb: float
    gateway_cpu: float
    hub_cpu: float
    right: bool

    @property
    def holds(self) -> bool:
        """Whether it keeps up and all is right."""
        return self.right and self.waits_s < GROWS_S


def step(readings_s: int, seconds: float) -> Step:
    """Run one load on fresh files; readings are values of channels."""
    frames_s = readings_s / len(SIGNALS)
    with tempfile.TemporaryDirectory() as name, Stack(Path(name), CELLS, frames_s / CELLS) as stack:
        stack.start()
        wait_for(lambda: stack.clock_us("imm-1") > 0, "the first value is shown")
        time.sleep(3)  # start-up is not what is measured
        parts = {part: psutil.Process(stack.running[part].pid) for part in ("gateway", "hub")}
        for one in parts.values():
            one.cpu_percent()
        before, began = _stored(stack), time.monotonic()
        waits = list[float]()
        while time.monotonic() - began < seconds:
            time.sleep(1)
            waits.append(_waiting(stack) / frames_s)
        stored = _rate(before, _stored(stack)) * len(SIGNALS)
        cpu = {part: one.cpu_percent() for part, one in parts.items()}
        memory = {part: one.memory_info().rss / 1e6 for part, one in parts.items()}
        stack.end_load()
        wait_for(stack.delivered, "everything is delivered", 300, 0.2)
        stack.stop("gateway")
        stack.stop("hub")
        right = judge(stack).good
    return Step(
        readings_s,
        stored,
        statistics.median(waits[len(waits) // 2 :]),
        memory["gateway"],
        memory["hub"],
        cpu["gateway"],
        cpu["hub"],
        right,
    )


def _stored(stack: Stack) -> tuple[int, int]:
    """Records stored, and when they were counted, us: a gateway tells every five seconds."""
    counts = stack.counts().values()
    return sum(one["stored"] for one in counts), max(one["counted_us"] for one in counts)


def _rate(before: tuple[int, int], after: tuple[int, int]) -> float:
    return (after[0] - before[0]) / max((after[1] - before[1]) / 1e6, 1e-3)


def _waiting(stack: Stack) -> int:
    return sum(one["waiting"] for one in stack.counts().values())


def _row(one: Step) -> str:
    gateway = f"{one.gateway_cpu:.0f} %, {one.gateway_mb:.0f} MB"
    hub = f"{one.hub_cpu:.0f} %, {one.hub_mb:.0f} MB"
    figures = f"| {one.asked:,} | {one.stored:,.0f} | {one.waits_s:.1f} | {gateway} | {hub} |"
    return f"{figures} {'yes' if one.right else 'NO'} |"


def main() -> int:
    """Raise the load until it does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--loads", type=int, nargs="+", default=[25_000, 50_000, 100_000, 150_000, 200_000])
    options = parser.parse_args()
    print("| readings/s asked | stored | seconds of load that wait | gateway | hub | exactly once |")
    print("|---|---|---|---|---|---|")
    held = 0
    for load in options.loads:
        one = step(load, options.seconds)
        print(_row(one), flush=True)
        if not one.holds:
            break
        held = load
    print(f"\nholds {held:,} readings/s; {machine()}, machine, broker, gateway and hub on it")
    return 0 if held >= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
