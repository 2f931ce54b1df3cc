"""Ten minutes of six cells at factor 20: everything produced is stored, nothing twice.

Two witnesses: the gateway's own count and the rows that lie in the hub's database files. What was produced
and not yet receipted at the end waits in the outbox; nothing receipted may be missing, nothing there twice.
"""

import argparse
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from benchmarks.common import ROOT, Demo, machine
from sprue_contract.fields import MAX_EXACT
from sprue_server.store.reader import Reader

TABLES = ("shot", "event", "measurement", "image", "birth_seen")


def rows_in(folder: Path) -> int:
    """Records counted in the database files themselves."""
    hub = sqlite3.connect(f"file:{folder / 'hub' / 'hub.db'}?mode=ro", uri=True)
    total = sum(hub.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES)  # noqa: S608
    streams = [stream for (stream,) in hub.execute("SELECT id FROM stream")]
    hub.close()
    with closing(Reader(folder / "hub", "UTC")) as reader:
        return int(total) + sum(reader.frames.read(stream, 0, MAX_EXACT)[0].size for stream in streams)


def outbox(folder: Path) -> tuple[int, int]:
    """What the gateway has produced, and how much of it a receipt has named, from its own file."""
    edge = sqlite3.connect(f"file:{next(folder.glob('*/outbox.db'))}?mode=ro", uri=True)
    produced, receipted = edge.execute("SELECT sum(produced), sum(receipted) FROM count").fetchone()
    edge.close()
    return int(produced), int(receipted)


def main() -> int:
    """Run, end everything, and compare what lies in the files of gateway and hub."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--pace", type=float, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Demo(ROOT, folder, 8091, "--pace", str(options.pace), "--hours", "0.1", "--days", "0") as demo:
            demo.wait_open()
            time.sleep(options.minutes * 60)  # the load itself
            cells = len(demo.get("/counters"))
        (produced, receipted), stored = outbox(folder), rows_in(folder)
    print(f"{cells} cells, factor {options.pace:g}, {options.minutes:g} minutes; {machine()}")
    print(f"produced {produced}, stored {stored}, receipted {receipted} when everything ended")
    print(f"lost {max(0, receipted - stored)}, doubled {max(0, stored - produced)}")
    return 0 if receipted <= stored <= produced else 1


if __name__ == "__main__":
    sys.exit(main())
