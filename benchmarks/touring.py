"""Two hundred visitors walk the tour at once: how long the data of a page takes, and what it does to ingest.

`python -m benchmarks.touring --url http://127.0.0.1:8000` against a running demo. Each visitor keeps the live
stream open, opens a page every few seconds (at random, 4 s in the mean), and waits for all of its data.
"""

import argparse
import asyncio
import random
import sys
import time
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import httpx2
import psutil
import websockets

from benchmarks.common import machine

GOAL_MS, THINKS_S, WANTS_MORE = 200.0, 4.0, 0.1
LANGUAGES = ("en", "es", "ca-valencia", "it")
Asked = tuple[str, str, Any]
Times = Mapping[str, list[float]]


def pages(cells: list[str], stations: list[str], chance: random.Random) -> dict[str, list[Asked]]:
    """What each page of the tour asks the hub for."""
    cell, station, language = chance.choice(cells), chance.choice(stations), chance.choice(LANGUAGES)
    firm = {
        "presses": chance.randint(3, 60),
        "scrap_pct": chance.uniform(0.5, 8),
        "bottleneck": chance.random() < 0.5,
    }
    told = f"?language={language}"
    wants_more = chance.random() < WANTS_MORE  # and opens what would have to be true for one of them
    plan = {
        "firm": firm,
        "budget_eur": chance.uniform(2e3, 9e4),
        "conditions": [chance.choice(stations)] if wants_more else [],
    }
    return {
        "hall": [("GET", "/cells", None), ("GET", "/plant", None)],
        "stations": [("GET", f"/stations{told}", None)],
        "station": [("GET", f"/stations/{station}{told}", None), ("GET", "/sandbox", None)],
        "cell": [
            ("GET", f"/cells/{cell}/shots?limit=40", None),
            ("GET", f"/cells/{cell}/standouts?hours=8", None),
        ],
        "my firm": [("POST", "/firm/effects", {"firm": firm}), ("POST", "/roadmap/plan", plan)],
        "road map": [("POST", "/roadmap/plan", plan)],
        "voices": [("GET", "/voices", None)],
    }


class Visitors:
    """All of them, and what they waited for."""

    def __init__(self, url: str, cells: list[str], stations: list[str]) -> None:
        self.url, self.cells, self.stations = url, cells, stations
        self.took: dict[str, list[float]] = defaultdict(list)
        self.refused: dict[str, int] = defaultdict(int)
        self.heard = 0

    async def one(self, number: int, until_s: float) -> None:
        """Walk until the time is over."""
        chance = random.Random(number)  # noqa: S311  # the same visitors each time
        live = self.url.replace("http", "ws") + "/api/v1/live"
        await asyncio.sleep(chance.uniform(0, THINKS_S))  # they do not come through the door at once
        async with (
            self.browser() as http,
            websockets.connect(live, open_timeout=60) as line,
            asyncio.TaskGroup() as group,
        ):
            listening = group.create_task(self._listen(line))
            while time.monotonic() < until_s:
                await asyncio.sleep(chance.expovariate(1 / THINKS_S))
                name, asked = chance.choice(list(pages(self.cells, self.stations, chance).items()))
                await self._open(http, name, asked)
            listening.cancel()

    def browser(self) -> httpx2.AsyncClient:
        """Keeps its connections, as a browser does; without TLS, of which 200 take seconds to prepare."""
        return httpx2.AsyncClient(base_url=f"{self.url}/api/v1", timeout=30, verify=False)

    async def _listen(self, line: Any) -> None:
        async for _ in line:
            self.heard += 1

    async def _open(self, http: httpx2.AsyncClient, name: str, asked: list[Asked]) -> None:
        began = time.perf_counter()
        answers = await asyncio.gather(*(http.request(how, path, json=body) for how, path, body in asked))
        self.took[name].append((time.perf_counter() - began) * 1000)
        for answer in answers:
            if answer.status_code >= 400:
                self.refused[f"{answer.status_code} {answer.request.url.path}"] += 1


def row(name: str, times: list[float]) -> str:
    """Median, 95 of 100, longest."""
    ordered = sorted(times)
    middle, most = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]
    return f"| {name} | {len(ordered):,} | {middle:.0f} ms | {most:.0f} ms | {ordered[-1]:.0f} ms |"


def hub_process(url: str) -> psutil.Process:
    """Who listens at the address."""
    port = int(url.rsplit(":", 1)[1])
    for one in psutil.net_connections("tcp"):
        if one.status == psutil.CONN_LISTEN and one.laddr.port == port and one.pid:
            return psutil.Process(one.pid)
    raise SystemExit(f"nobody listens at {url}")


async def tour(options: argparse.Namespace) -> int:
    """Let them walk, and tell."""
    async with httpx2.AsyncClient(base_url=f"{options.url}/api/v1", timeout=30) as http:
        cells = [one["cell"] for one in (await http.get("/cells")).json()]
        stations = [one["station"] for one in (await http.get("/stations")).json()["stations"]]
        visitors = Visitors(options.url, cells, stations)
        until_s = time.monotonic() + options.seconds
        before, hub = (await http.get("/health")).json(), hub_process(options.url)
        spent = hub.cpu_times().user + hub.cpu_times().system
        await asyncio.gather(*(visitors.one(number, until_s) for number in range(options.visitors)))
        after = (await http.get("/health")).json()
    used = (hub.cpu_times().user + hub.cpu_times().system - spent) / options.seconds * 100
    own = time.process_time() / options.seconds * 100
    print(f"hub {used:.0f} % of a core, these visitors {own:.0f} %")
    print(f"{machine()}; {options.visitors} visitors, {options.seconds} s; the visitors use these cores too")
    print("| page | opened | median | 95 of 100 | longest |\n|---|---|---|---|---|")
    every = [value for times in visitors.took.values() for value in times]
    for name, times in {**visitors.took, "all": every}.items():
        print(row(name, times))
    print(f"live messages heard: {visitors.heard:,}; refused: {dict(visitors.refused) or 'none'}")
    told = {name: after[name] - before[name] for name in ("inbox_dropped", "rows", "viewers_slow")}
    waits = sum(one["unsent"] for one in after["gateways"])
    print(f"ingest: {told}; store {after['store']}; waiting at gateways {waits}")
    good = sorted(every)[int(len(every) * 0.95)] < GOAL_MS and not told["inbox_dropped"]
    print(f"goal of {GOAL_MS:.0f} ms: {'met' if good else 'missed'}")
    return 0 if good else 1


def main() -> int:
    """Walk through a demo that runs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default="http://127.0.0.1:8000")
    parser.add_argument("--visitors", type=int, default=200)
    parser.add_argument("--seconds", type=int, default=60)
    return asyncio.run(tour(parser.parse_args()))


if __name__ == "__main__":
    sys.exit(main())
