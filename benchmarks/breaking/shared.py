"""One, two and four hubs share the storing into one PostgreSQL under more load than fits; one dies by kill -9.

The first hub shows pages as well, the others only store. What each has stored it counts itself; whether all is
there once, the ledger says.
"""

import json
import signal
import time
import urllib.request
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.breaking.kill import retained_right
from benchmarks.breaking.ledger import Verdict, judge, retained
from benchmarks.breaking.machine import SIGNALS
from benchmarks.breaking.postgres import database
from benchmarks.breaking.result import Result
from benchmarks.breaking.stack import ZONE, Stack, wait_for
from sprue_server.store.reader import Reader

CELLS, READINGS_S = 4, 300_000
BEFORE_S, AFTER_S = 8.0, 6.0  # of load before and after somebody is killed
PROCESSES = (1, 2, 4)


class Sharing(Stack):
    """As many hubs as wanted; `hub` shows pages, `hub-2` and so on only store."""

    def __init__(self, folder: Path, hubs: int, url: str) -> None:
        super().__init__(folder, CELLS, READINGS_S / len(SIGNALS) / CELLS)
        self.database, self.hubs = url, ["hub", *(f"hub-{number}" for number in range(2, hubs + 1))]
        for hub in self.hubs[1:]:
            self.port[hub], self.environment[hub], self.prefix[hub] = self.ports.reserve(), {}, []
            self.options[hub] = ["--share", "hubs", "--store-only"]
        self.options["hub"] = ["--share", "hubs"]

    def __exit__(self, *raised: object) -> None:
        for hub in self.hubs[1:]:
            self.stop(hub)
        super().__exit__(*raised)

    def begin(self) -> None:
        """Nothing is told before everybody is there to store it."""
        self.start("broker", *self.hubs)
        for hub in self.hubs:
            wait_for(lambda hub=hub: self.health(hub).get("broker") == "connected", f"{hub} hears", 180)  # type: ignore[misc]
        self.planned["began_us"] = self.planned["measured_from_us"] = time.time_ns() // 1000
        self._write_plan()
        self.start("machine", "gateway")

    def health(self, hub: str) -> dict[str, Any]:
        """What a hub says of itself; nothing while it does not answer."""
        url = f"http://127.0.0.1:{self.port[hub]}/api/v1/health"
        try:
            with urllib.request.urlopen(url, timeout=60) as answer:
                return dict(json.load(answer))
        except OSError:
            return {}

    def rows(self) -> dict[str, int]:
        """What each hub that runs has stored since its start, repeats included."""
        return {hub: self.health(hub).get("rows", 0) for hub in self.hubs if hub in self.running}

    def lose(self) -> str:
        """Kill -9 one that only stores, and do without it; the only one is started again."""
        if len(self.hubs) == 1:
            self.kill("hub")
            return "hub"
        process = self.running.pop(self.hubs[-1])
        process.send_signal(signal.SIGKILL)
        process.wait()
        return self.hubs[-1]

    def _command(self, part: str) -> list[str]:
        if part not in self.hubs[1:]:
            return super()._command(part)
        first, own = str(self.port["hub"]), str(self.port[part])
        return [own if word == first else word for word in super()._command("hub")]

    def _told(self, part: str) -> dict[str, str]:
        return super()._told("hub" if part in self.hubs else part)


class Measured(NamedTuple):
    """One number of processes; `parts`: rows of messages that each stored, the killed one's until then."""

    hubs: int
    before: float
    whole: float
    parts: dict[str, int]
    verdict: Verdict
    state: bool

    @property
    def good(self) -> bool:
        """Each record once, and each process has stored its part."""
        return self.verdict.good and self.state and min(self.parts.values()) > 0


def run(folder: Path) -> Result:
    """With each number of processes once, each on a database of its own."""
    found = []
    for hubs in PROCESSES:
        place = folder / str(hubs)
        place.mkdir()
        with database() as victim, Sharing(place, hubs, victim.url) as stack:
            found.append(_measured(stack))
    rows = [row for one in found for row in _rows(one)]
    return Result("hubs that share, one killed", rows, all(one.good for one in found))


def _measured(stack: Sharing) -> Measured:
    with closing(Reader(stack.folder / "hub", ZONE, stack.database)) as reader:
        stack.begin()
        wait_for(lambda: _stored(reader) > 0, "the first record is stored")
        began, already = time.monotonic(), _stored(reader)
        time.sleep(BEFORE_S)  # of load
        before = (_stored(reader) - already) / (time.monotonic() - began)
        parts = stack.rows()
        killed = stack.lose()
        time.sleep(AFTER_S)
        wanted = stack.end_load() * CELLS
        wait_for(lambda: _stored(reader) >= wanted, "everything is stored", 400, 0.1)
        whole = (wanted - already) / (time.monotonic() - began)
    wait_for(stack.delivered, "everything is receipted", 120, 0.2)
    parts = {**stack.rows(), killed: parts[killed]}
    kept = retained(stack)
    for part in ("gateway", *stack.hubs):
        stack.stop(part)
    right = retained_right(kept, stack.cells)
    return Measured(len(stack.hubs), before * len(SIGNALS), whole * len(SIGNALS), parts, judge(stack), right)


def _stored(reader: Reader) -> int:
    return sum(reader.tallies().values())


def _rows(one: Measured) -> list[tuple[str, str]]:
    name = f"{one.hubs} process{'es' if one.hubs > 1 else ', started again'}"
    verdict, state = one.verdict, "yes" if one.state else "NO"
    shares = ", ".join(f"{rows:,}" for rows in one.parts.values())
    return [
        (f"{name}: readings/s before the kill; until all was stored", f"{one.before:,.0f}; {one.whole:,.0f}"),
        (f"{name}: rows that each stored, of many frames (the killed one's until then)", shares),
        (f"{name}: told, stored", f"{verdict.told:,}, {verdict.stored:,}"),
        (
            f"{name}: lost / doubled / at a wrong place; retained right",
            f"{verdict.lost} / {verdict.doubled} / {verdict.wrong}; {state}",
        ),
    ]
