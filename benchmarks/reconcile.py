"""Ten minutes of six cells at factor 20: everything produced is stored, nothing twice.

Three witnesses: the gateway's own count, the hub's tally, and the rows that lie in the database files.
"""

import argparse
import sqlite3
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.common import ROOT, Demo, machine

TABLES = ("shot", "event", "measurement", "image")


def rows_in(folder: Path) -> int:
    """Records counted in the files themselves, births apart (they are replaced, not added)."""
    hub = sqlite3.connect(f"file:{folder / 'hub' / 'hub.db'}?mode=ro", uri=True)
    total = sum(hub.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES)  # noqa: S608
    hub.close()
    for path in (folder / "hub").glob("frames-*.db"):
        frames = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        total += frames.execute("SELECT count(*) FROM frame").fetchone()[0]
        frames.close()
    return int(total)


def main() -> int:
    """Run, stop the machines, wait for the outbox to empty, compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--pace", type=float, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Demo(ROOT, folder, 8091, "--pace", str(options.pace), "--hours", "0.1", "--days", "0") as demo:
            demo.wait_open()
            time.sleep(options.minutes * 60)  # the load itself
            demo.family()["simulator"].suspend()
            counts = settle(demo)
        found = rows_in(folder)
    produced = sum(count["produced"] for count in counts.values())
    stored = sum(count["stored"] for count in counts.values())
    print(f"{len(counts)} cells, factor {options.pace:g}, {options.minutes:g} minutes; {machine()}")
    print(f"produced {produced}, stored {stored}, rows in the files {found} plus births")
    print(f"missing {produced - stored}, doubled {max(0, found - stored)}")
    return 0 if produced == stored and found <= stored else 1


def settle(demo: Demo) -> dict[str, dict[str, int]]:
    """Wait until nothing is on its way, then return the counters."""
    for _ in range(120):
        counts = demo.get("/counters")
        if all(count["produced"] == count["stored"] == count["receipted"] for count in counts.values()):
            return counts
        time.sleep(1)
    return counts


if __name__ == "__main__":
    sys.exit(main())
