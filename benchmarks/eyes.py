"""Six cells at factor 20 with pictures: what the eyes see, what they skip, and whether ingest notices.

The same load twice, without eyes and with them; what they need is learnt before the clock starts.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import psutil

from benchmarks.common import ROOT, Demo, machine

MODELS = 10  # parts and moulds of the plant's five simulated cells


class Look(NamedTuple):
    """The hub, once a second."""

    rows_per_s: float
    inbox: int
    oldest_s: float
    waiting: int
    eyes: dict[str, Any]


def looks(demo: Demo, minutes: float) -> Iterator[Look]:
    """While the load runs."""
    end = time.monotonic() + minutes * 60
    while time.monotonic() < end:
        time.sleep(1)  # what is measured goes on meanwhile
        health, cells = demo.get("/health"), demo.get("/cells")
        ages = [cell["age_s"] for cell in cells if cell["age_s"] is not None]
        eyes = health["eyes"]
        yield Look(health["rows_per_s"], health["inbox"], max(ages), eyes["waiting"], eyes)


def learnt(demo: Demo) -> None:
    """Wait until all that the cells need has been learnt and described."""
    while sum(1 for model in demo.get("/eyes")["models"] if model["promise"]) < MODELS:
        failed = [step for step in demo.get("/eyes")["learning"] if step["state"] == "failed"]
        if failed:
            raise RuntimeError(f"not learnt: {failed}")
        time.sleep(2)


def cpu_s(demo: Demo) -> dict[str, float]:
    """Processor time so far of hub and worker."""
    used = {name: one for name, one in demo.family().items() if name in {"hub", "eyes"}}
    return {name: sum(one.cpu_times()[:2]) for name, one in used.items()}


def memory_mb(demo: Demo) -> float:
    """Of the worker now."""
    worker = demo.family().get("eyes")
    return worker.memory_info().rss / 1e6 if worker else 0.0


def run(options: argparse.Namespace, *, eyes: bool, port: int) -> None:
    """One of the two, printed."""
    much = ["--eyes-goods", str(options.goods), "--eyes-most", str(MODELS)] if eyes else ["--no-eyes"]
    wanted = ["--pace", str(options.pace), "--hours", "0.1", "--days", "0", *much]
    with tempfile.TemporaryDirectory() as folder, Demo(ROOT, Path(folder), port, *wanted) as demo:
        demo.wait_open()
        if eyes:
            learnt(demo)
        before, began = cpu_s(demo), time.monotonic()
        found = list(looks(demo, options.minutes))
        took = time.monotonic() - began
        after, told = cpu_s(demo), demo.get("/eyes")
        counts = demo.get("/counters")
        memory = memory_mb(demo)
    report("with eyes" if eyes else "without eyes", found)
    shares = {name: (after[name] - before.get(name, 0.0)) / took for name in after}
    print("  of one core: " + ", ".join(f"{name} {share:.0%}" for name, share in shares.items()))
    waiting = sum(count["waiting"] for count in counts.values())
    doubtful = sum(count["doubtful"] for count in counts.values())
    print(f"  at the end {waiting} records on their way, {doubtful} cells whose counts do not meet")
    if eyes:
        seen = sum(cell["inspected"] for cell in told["cells"])
        failed = sum(cell["failed"] for cell in told["cells"])
        print(f"  series inspected {seen}, skipped {told['skipped']}, failed {failed}; worker {memory:.0f} MB")
        print(f"  most that waited: {max(look.waiting for look in found)} of {told['limit']}")


def report(name: str, found: list[Look]) -> None:
    """Rates and ages."""
    rows, ages = [look.rows_per_s for look in found], [look.oldest_s for look in found]
    print(f"{name}: {statistics.mean(rows):.0f} records/s stored (median {statistics.median(rows):.0f})")
    late = statistics.quantiles(ages, n=20)[-1]
    print(f"  newest value of the stalest cell: median {statistics.median(ages):.1f} s, p95 {late:.1f} s old")
    print(
        f"  inbox: median {statistics.median(look.inbox for look in found):.0f}, at most "
        f"{max(look.inbox for look in found)}"
    )


def main() -> int:
    """Both, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=3)
    parser.add_argument("--pace", type=float, default=20)
    parser.add_argument(
        "--goods", type=int, default=60, help="learnt of each product; more make no look longer"
    )
    options = parser.parse_args()
    load = psutil.getloadavg()[0]
    print(
        f"six cells at factor {options.pace:g}, {options.minutes:g} minutes each; {machine()}, load {load:.1f}"
    )
    run(options, eyes=False, port=8093)
    run(options, eyes=True, port=8094)
    return 0


if __name__ == "__main__":
    sys.exit(main())
