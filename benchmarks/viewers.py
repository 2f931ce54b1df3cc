"""Two thousand open screens on one hub while readings arrive: how old is what they show, and what does it cost.

Machine, gateway, broker and hub are the real ones; the viewers are one cheap process (`benchmarks.crowd`).
`python -m benchmarks.viewers`; with `--beyond`, viewers and then readings are raised until something gives;
with `--rounds 8`, few viewers come and go all the time and the hub's memory is told.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import psutil

from benchmarks.breaking.machine import SIGNALS
from benchmarks.breaking.stack import Stack, wait_for
from benchmarks.common import ROOT, machine

CELLS = 4
VIEWERS, READINGS_S = 2_000, 10_000
GOAL_S, GOAL_HZ, GOAL_END_S = 0.3, 1.0, 5.0
GROWS = 0.03  # of the hub's memory, over the second half of the coming and going: more is a leak
WAITS_S = 1.0  # seconds of load in the gateway: more, and ingest is starved
CHURN_PER_S = 10
FEW, FEW_PER_S, ROUND_S = 300, 60, 40
BEYOND = ((4_000, 10_000), (8_000, 10_000), (2_000, 50_000), (2_000, 100_000), (2_000, 150_000))
HEAD = """| viewers | readings/s | told each (slowest) | newest value on arrival p50, p99, max | \
any value p99 | hub | crowd | waits in the gateway | inbox dropped |
|---|---|---|---|---|---|---|---|---|"""


class Crowd:
    """The process with the viewers."""

    def __init__(self, stack: Stack) -> None:
        command = [sys.executable, "-m", "benchmarks.crowd", str(stack.port["hub"])]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=ROOT)

    def tell(self, *words: object) -> None:
        """Give a command."""
        assert self.process.stdin
        self.process.stdin.write(" ".join(map(str, words)) + "\n")
        self.process.stdin.flush()

    def answer(self) -> dict[str, Any]:
        """What came of it."""
        assert self.process.stdout
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("the crowd has died; its reason stands above")
        return dict(json.loads(line))

    def ask(self, *words: object) -> dict[str, Any]:
        """Command and answer."""
        self.tell(*words)
        return self.answer()

    def __enter__(self) -> "Crowd":
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.stdin:
            self.process.stdin.close()  # that is how it is told to end
        self.process.wait(30)


class Window(NamedTuple):
    """What was seen in one stretch of time."""

    seen: dict[str, Any]  # the crowd's own words
    hub_cpu: float
    hub_mb: float
    waits_s: float
    dropped: int

    @property
    def p99_s(self) -> float:
        """How old the newest value is when it arrives."""
        return float(self.seen["age"][1])

    @property
    def holds(self) -> bool:
        """Everybody is told often enough, and ingest does not suffer."""
        fed = self.dropped == 0 and self.waits_s < WAITS_S and self.seen["lost"] == 0
        return fed and self.seen["slowest_hz"] >= GOAL_HZ


def open_up(stack: Stack, crowd: Crowd, viewers: int) -> None:
    """All viewers are there, and the start is over."""
    took = crowd.ask("open", viewers)
    print(f"{took['open']:,} viewers have come within {took['took_s']:.1f} s", file=sys.stderr, flush=True)
    time.sleep(5)  # their knocking is not what is measured
    assert stack.get("/health")["viewers"] == viewers


def windows(stack: Stack, crowd: Crowd, count: int, seconds: float) -> list[Window]:
    """So many stretches of time, one after the other."""
    hub, found = psutil.Process(stack.running["hub"].pid), list[Window]()
    for _ in range(count):
        hub.cpu_percent()
        seen = crowd.ask("measure", seconds)
        cpu, memory = hub.cpu_percent(), hub.memory_info().rss / 1e6
        waits_s = sum(one["waiting"] for one in stack.counts().values()) / (stack.rate * CELLS)
        found.append(Window(seen, cpu, memory, waits_s, stack.get("/health")["inbox_dropped"]))
    return found


def row(viewers: int, readings_s: int, found: Sequence[Window]) -> str:
    """Medians over the windows; of the figure that counts, its range."""

    def middle(of: Any) -> float:
        return statistics.median(of(one) for one in found)

    p99s_ms = [one.p99_s * 1000 for one in found]
    spread = f"{middle(lambda one: one.p99_s) * 1000:.0f} ({min(p99s_ms):.0f} to {max(p99s_ms):.0f})"
    half, most = middle(lambda one: one.seen["age"][0]), max(one.seen["age"][2] for one in found)
    hz, slowest = middle(lambda one: one.seen["hz"]), min(one.seen["slowest_hz"] for one in found)
    figures = [
        f"{viewers:,}",
        f"{readings_s:,}",
        f"{hz:.1f} Hz ({slowest:.1f})",
        f"{half * 1000:.0f}, {spread}, {most * 1000:.0f} ms",
        f"{middle(lambda one: one.seen['wait'][1]) * 1000:.0f} ms",
        f"{middle(lambda one: one.hub_cpu):.0f} %, {found[-1].hub_mb:.0f} MB",
        f"{middle(lambda one: one.seen['cpu']) * 100:.0f} %",
        f"{max(one.waits_s for one in found):.2f} s",
        f"{max(one.dropped for one in found)}",
    ]
    return f"| {' | '.join(figures)} |"


def coming_and_going(stack: Stack, crowd: Crowd, seconds: float) -> bool:
    """Viewers leave and come at random while the hub's memory and open sockets are watched."""
    hub = psutil.Process(stack.running["hub"].pid)
    before, sizes_mb = hub.num_fds() - stack.get("/health")["viewers"], list[float]()
    crowd.tell("churn", seconds, CHURN_PER_S)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        sizes_mb.append(hub.memory_info().rss / 1e6)
        time.sleep(1)
    went, health = crowd.answer(), stack.get("/health")
    third = len(sizes_mb) // 4
    early, late = statistics.median(sizes_mb[third : 2 * third]), statistics.median(sizes_mb[-third:])
    kinds = ", ".join(f"{count} {how}" for how, count in sorted(went["went"].items()))
    ends = ", ".join(f"{count} {how}" for how, count in sorted(went["ends"].items()))
    extra = hub.num_fds() - health["viewers"] - before
    print(f"\n{seconds:.0f} s of coming and going, {CHURN_PER_S} a second ({kinds}; ended: {ends}):")
    print(
        f"memory {sizes_mb[0]:.0f} MB at first, {early:.0f} MB in the second quarter, {late:.0f} MB in the last"
    )
    print(
        f"{health['viewers']:,} viewers known, {went['open']:,} open, {health['viewers_slow']} were too slow,"
    )
    print(f"{extra:+d} open files beyond theirs, {health['inbox_dropped']} messages dropped from the inbox")
    return late < early * (1 + GROWS) and extra < 50 and health["inbox_dropped"] == 0


def rounds(count: int) -> None:
    """Does a hub grow that few watch, and many have watched? Its memory, round by round."""
    with tempfile.TemporaryDirectory() as folder, stage(folder, READINGS_S) as stack:
        stack.start()
        wait_for(lambda: stack.clock_us("imm-1") > 0, "the first value is shown")
        hub = psutil.Process(stack.running["hub"].pid)
        with Crowd(stack) as crowd, ThreadPoolExecutor(1) as aside:
            open_up(stack, crowd, FEW)
            for number in range(count):
                crowd.tell("churn", ROUND_S, FEW_PER_S)
                went, sizes_mb = aside.submit(crowd.answer), list[float]()
                while not went.done():
                    sizes_mb.append(hub.memory_info().rss / 1e6)
                    time.sleep(1)
                many, median = sum(went.result()["went"].values()), statistics.median(sizes_mb)
                print(f"round {number + 1}: {many:,} went, {median:.0f} MB", flush=True)


def ending(stack: Stack, crowd: Crowd) -> bool:
    """SIGTERM with everybody connected."""
    process = stack.running.pop("hub")
    crowd.tell("end", 10)
    process.terminate()
    began = time.monotonic()
    code = process.wait(60)
    took_s = time.monotonic() - began
    ends = ", ".join(f"{count} {how}" for how, count in sorted(crowd.answer()["ends"].items()))
    print(f"\nended {took_s:.1f} s after SIGTERM with exit code {code} ({ends})")
    return took_s < GOAL_END_S and code == 0


def stage(folder: str, readings_s: int) -> Stack:
    """A factory with so many readings a second."""
    return Stack(Path(folder), CELLS, readings_s / len(SIGNALS) / CELLS)


def goals(options: argparse.Namespace) -> bool:
    """The figures that are promised."""
    with tempfile.TemporaryDirectory() as folder, stage(folder, READINGS_S) as stack:
        stack.start()
        wait_for(lambda: stack.clock_us("imm-1") > 0, "the first value is shown")
        with Crowd(stack) as crowd:
            open_up(stack, crowd, VIEWERS)
            found = windows(stack, crowd, options.windows, options.seconds)
            print(HEAD)
            print(row(VIEWERS, READINGS_S, found), flush=True)
            quick = statistics.median(one.p99_s for one in found) < GOAL_S
            crowd.ask("churn", options.churn / 2, 5 * CHURN_PER_S)  # a hub grows into its caches at first
            flat = coming_and_going(stack, crowd, options.churn)
            clean = ending(stack, crowd)
    held = {"p99": quick, "ingest and 1 Hz": all(one.holds for one in found), "memory": flat, "end": clean}
    words = ", ".join(f"{name} {'holds' if true else 'MISSED'}" for name, true in held.items())
    print(f"\n{words}; {machine()}")
    return all(held.values())


def beyond(options: argparse.Namespace) -> None:
    """What gives, and when."""
    print(HEAD)
    for viewers, readings_s in BEYOND:
        with tempfile.TemporaryDirectory() as folder, stage(folder, readings_s) as stack:
            stack.start()
            wait_for(lambda stack=stack: stack.clock_us("imm-1") > 0, "the first value is shown")  # type: ignore[misc]
            with Crowd(stack) as crowd:
                open_up(stack, crowd, viewers)
                found = windows(stack, crowd, 3, options.seconds)
            health = stack.get("/health")
        print(row(viewers, readings_s, found), flush=True)
        print(f"  says: screens told every {health['screens_every_s']} s, {health['viewers_slow']} too slow")
    print(f"\n{machine()}")


def main() -> int:
    """Measure; 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--windows", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=12, help="of one window")
    parser.add_argument("--churn", type=float, default=90, help="seconds of coming and going")
    parser.add_argument("--beyond", action="store_true", help="raise viewers, then readings")
    parser.add_argument("--rounds", type=int, help=f"only this: {FEW} come and go, {ROUND_S} s each")
    options = parser.parse_args()
    if options.rounds:
        rounds(options.rounds)
        return 0
    if options.beyond:
        beyond(options)
        return 0
    return 0 if goals(options) else 1


if __name__ == "__main__":
    sys.exit(main())
