"""Memory of visitors' presses: all twelve are taken, each with its gateway. Goal: < 60 MB a gateway."""

import json
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import psutil

from benchmarks.common import ROOT, Demo, machine
from sprue_contract.sandbox import POOL

MB, LASTS_S = 2**20, 60


def main() -> int:
    """Take all, let them work for a minute, print what each holds."""
    short = ("--hours", "0.1", "--days", "0.02")  # or the simulator would grow with the plant's history too
    with tempfile.TemporaryDirectory() as folder, Demo(ROOT, Path(folder), 8093, *short) as demo:
        demo.wait_open()
        simulator = demo.family()["simulator"]
        before = simulator.memory_info().rss / MB
        for _ in range(POOL):
            take(demo.url)
        sizes, own = watched(simulator)
        grown = simulator.memory_info().rss / MB - before
    print(f"a gateway: {max(sizes):.1f} MB, of which {max(own):.1f} MB its own; highest of {len(sizes)}")
    print(f"all {len(own)}: {sum(own):.0f} MB of their own; the simulator grew by {grown:.1f} MB; {machine()}")
    return 0 if len(sizes) == POOL and max(sizes) < 60 else 1


def take(url: str) -> None:
    """Borrow a press as a browser without a history does."""
    head, body = {"content-type": "application/json"}, json.dumps({"machine": "bottle-cap"}).encode()
    wish = urllib.request.Request(f"{url}/api/v1/sandbox", body, head)  # noqa: S310
    urllib.request.urlopen(wish, timeout=20).close()  # noqa: S310


def watched(simulator: psutil.Process) -> tuple[list[float], list[float]]:
    """Highest resident and own memory of each gateway, MB."""
    peak: dict[int, tuple[float, float]] = {}
    end = time.monotonic() + LASTS_S
    while time.monotonic() < end:
        for child in simulator.children():
            found = child.memory_full_info()
            known = peak.get(child.pid, (0.0, 0.0))
            peak[child.pid] = (max(known[0], found.rss / MB), max(known[1], found.uss / MB))
        time.sleep(2)  # a sample, not a wait
    return [size for size, _ in peak.values()], [size for _, size in peak.values()]


if __name__ == "__main__":
    sys.exit(main())
