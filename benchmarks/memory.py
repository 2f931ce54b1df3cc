"""Resident memory of the demo's programs once all cells are live. Goal: gateway < 60 MB, all < 700 MB."""

import sys
import tempfile
import time
from pathlib import Path

from benchmarks.common import ROOT, Demo, machine

MB = 2**20


def main() -> int:
    """Start the demo, let it run for two minutes, print what each program holds."""
    with tempfile.TemporaryDirectory() as folder, Demo(ROOT, Path(folder), 8090) as demo:
        demo.wait_open()
        peak: dict[str, float] = {}
        end = time.monotonic() + 120
        while time.monotonic() < end:
            for name, process in demo.family().items():
                peak[name] = max(peak.get(name, 0), process.memory_info().rss / MB)
            time.sleep(2)  # a sample, not a wait
        cells = len(demo.get("/cells"))
    for name, size in sorted(peak.items()):
        print(f"{name:>12}: {size:6.1f} MB")
    print(
        f"{'all':>12}: {sum(peak.values()):6.1f} MB, highest of each in two minutes; {cells} cells; {machine()}"
    )
    return 0 if peak["gateway"] < 60 and sum(peak.values()) < 700 else 1


if __name__ == "__main__":
    sys.exit(main())
