"""Charts of one channel at 1 Hz over a day, a year, five years: how fast the hub answers any zoom, and rightly?

Readings are made up by a formula, so each answer is laid against the truth: first and last reading, all lowest
and highest. Then a reading comes late by half the time, and all levels of roll-ups are watched. Goals: 95
of 100 answers over a year's zooms < 50 ms, over five years <= 1.5 times those over a day, late data < 5 s. The
API's own route is asked, in this process: what the network takes is not in it.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, NamedTuple

import httpx2
import numpy as np
from numpy.typing import NDArray
from sqlmodel import Session, select

from benchmarks.breaking.stack import wait_for
from benchmarks.common import machine
from sprue_contract.layout import channel, layout_id
from sprue_contract.messages import Message, Row
from sprue_contract.payloads import Birth
from sprue_contract.plant import Plant
from sprue_contract.topics import CellTopic
from sprue_server.app import create_app
from sprue_server.arrivals import Arrival
from sprue_server.hub import Hub, ShotKeys
from sprue_server.live.state import LiveState
from sprue_server.store.buckets import HIGH
from sprue_server.store.frames import DAY_US, HALF_US, body_of
from sprue_server.store.packing import Quiet
from sprue_server.store.parcel import LooseBundle, Parcel, StreamKey
from sprue_server.store.reader import Reader
from sprue_server.store.rollup import Interval
from sprue_server.store.rungs import RUNGS, Rung
from sprue_server.store.store import Store
from sprue_server.store.tables import StreamRow
from sprue_server.upkeep import follow

S = 1_000_000
ZONE = "Europe/Madrid"
END_US = 1_798_761_600 * S  # 2027-01-01, so that years end where a month's file does
CHANNELS = [channel("melt_temperature_c", "simulated")]
NAME, LAYOUT = "melt_temperature_c", layout_id(CHANNELS)
STREAM = StreamKey("gateway-1", "s1", "imm-1", "r1", LAYOUT)
HALVES_A_DAY, SECONDS = DAY_US // HALF_US, HALF_US // S
LATE = 9_000.0
ASKED = 300
SPANS = {"a day": 1, "a year": 365, "five years": 5 * 365}


class Asked(NamedTuple):
    """Milliseconds of answers, and how many of them were wrong."""

    ms: list[float]
    wrong: int

    def at(self, share: float) -> float:
        """The time within which a share of answers came."""
        return float(np.quantile(self.ms, share))


def readings(from_us: int, to_us: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Moments and what the channel shows: a day's wave, noise of two decimals, now and then a spike."""
    moments = np.arange(-(-from_us // S), -(-to_us // S), dtype=np.int64)
    mixed = (moments * 2_654_435_761) % 4_294_967_296
    values = 200 + 20 * np.sin(moments * (2 * np.pi / 86_400)) + mixed % 500 / 100
    values[mixed % 100_003 == 0] += 300
    return moments * S, values.round(2)


def birth(from_us: int) -> Arrival:
    """The cell introduces itself."""
    told = {"title": "Press", "machine": "Made up", "origin": "simulated", "pace": 1, "started_us": from_us}
    body = Birth.model_validate(told | {"until_us": None, "layout": LAYOUT, "channels": CHANNELS})
    rows = [Row(seq=1, run="r1", measured_us=from_us, body=body)]
    message = Message(gateway="gateway-1", session="s1", sent_us=from_us, rows=rows)
    return Arrival(CellTopic("gateway-1", "imm-1", "birth"), message, from_us)


def day_of(begin_us: int) -> Parcel:
    """A day of frames, a record for each half hour."""
    bundles = []
    for half_us in range(begin_us, begin_us + DAY_US, HALF_US):
        moments, values = readings(half_us, half_us + HALF_US)
        seq = half_us // HALF_US
        bundles.append(LooseBundle(STREAM, half_us, seq, SECONDS, body_of(moments, values[:, None])))
    return Parcel([], bundles, [], [])


async def fill(folder: Path, days: int) -> Store:
    """A store of so many days, all rolled up and packed."""
    store = Store(folder, ZONE)
    store.quiet = store.rollups.quiet = Quiet(quiet_s=0)  # here nothing is repeated
    begin_us = END_US - days * DAY_US
    await store.keep([birth(begin_us)], [])
    for day in range(days):
        await store.keep([], [], [day_of(begin_us + day * DAY_US)])
        while store.behind():
            await store.roll()
        while await store.pack(begin_us + (day + 1) * DAY_US):
            pass
        if day % 100 == 99:
            sys.stderr.write(f"{day + 1} of {days} days\n")
    return store


def hub_of(folder: Path, store: Store) -> Hub:
    """The hub's parts that answer charts."""
    place = {"at": {"x_m": 1, "y_m": 1}, "source": {"type": "simulated"}}
    plant = Plant.model_validate(
        {"title": "Series", "timezone": ZONE, "cells": [{"name": "imm-1", "title": "Press", **place}]}
    )
    nobody: Any = None
    live = LiveState(plant, ShotKeys(store))
    return Hub(plant, Reader(folder, ZONE), store, nobody, live)


async def ask(hub: Hub, days: int, drawn: np.random.Generator, times: int = ASKED) -> Asked:
    """Any zoom of the last so many days, from a minute to all; each answer is laid against the truth."""
    app = create_app(None)
    app.state.hub = hub
    found, wrong = [], 0
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://127.0.0.1") as client:
        for _ in range(times):
            period = zoom(days, drawn)
            question = {"channel": NAME, "from_us": period.from_us, "to_us": period.to_us, "points": 2000}
            began = time.perf_counter()
            answer = await client.get("/api/v1/cells/imm-1/series", params=question)
            found.append((time.perf_counter() - began) * 1000)
            wrong += not right(answer.json()["series"][0], period)
    return Asked(found, wrong)


def zoom(days: int, drawn: np.random.Generator) -> Interval:
    """As many wide as narrow ones, anywhere."""
    width = int(np.exp(drawn.uniform(np.log(60 * S), np.log(days * DAY_US))))
    begin = END_US - days * DAY_US + int(drawn.uniform(0, days * DAY_US - width))
    return Interval(begin, begin + width)


def right(told: dict[str, list[float | None]], period: Interval) -> bool:
    """Nothing lower or higher was left out or made up, and it reaches from the first reading to the last."""
    moments, values = readings(*period)
    if not moments.size:
        return not told["t_us"]
    low = min(value for value in told["low"] if value is not None)
    high = max(value for value in told["high"] if value is not None)
    width = (period.to_us - period.from_us) / 400
    reach = told["t_us"][0] - moments[0] <= width and moments[-1] - told["t_us"][-1] <= 2 * width  # type: ignore[operator]
    return bool((low, high) == (values.min(), values.max()) and reach)


def stream_in(hub: Hub) -> int:
    """The number of the one stream that has frames."""
    with Session(hub.reader.engine) as db:
        return db.exec(select(StreamRow.id).where(StreamRow.layout == LAYOUT)).one() or 0


async def ends_are_kept(hub: Hub, days: int) -> int:
    """Of some hundred buckets of all levels, how many do not say the true first, last, lowest and highest."""
    whole = Interval(END_US - days * DAY_US, END_US)
    wrong = 0
    for rung in RUNGS:
        begins, summary = hub.reader.rolls.read(rung, stream_in(hub), whole, [0])
        for place in np.unique(np.linspace(1, max(begins.size - 2, 1), 50).astype(int))[: begins.size - 2]:
            _, values = readings(int(begins[place]), int(begins[place + 1]))
            true = (values[0], values[-1], values.min(), values.max(), values.size)
            wrong += tuple(summary[place, 0, [0, 1, 2, 3, 5]]) != true
    return wrong


async def late_s(store: Store, hub: Hub, days: int) -> float:
    """Seconds until a reading that comes late by half the time is the highest of its bucket on every level."""
    at_us = END_US - days * DAY_US // 2 + S // 2
    half_us = at_us // HALF_US * HALF_US
    body = body_of(np.array([at_us]), np.array([[LATE]]))
    async with asyncio.TaskGroup() as group:
        following = group.create_task(follow(store, lambda: END_US))
        await asyncio.sleep(1.5)  # it rests, as it does in a hub that has nothing to do
        began = time.perf_counter()
        await store.keep([], [], [Parcel([], [LooseBundle(STREAM, half_us, 10**9, 1, body)], [], [])])
        await asyncio.to_thread(wait_for, lambda: all(shows(hub, at_us, rung) for rung in RUNGS), "it shows")
        took_s = time.perf_counter() - began
        following.cancel()
    return took_s


def shows(hub: Hub, at_us: int, rung: Rung) -> bool:
    """Whether the bucket of a moment knows the late reading."""
    part = Interval(at_us - 26 * 3600 * S, at_us + 1)
    begins, summary = hub.reader.rolls.read(rung, stream_in(hub), part, [0])
    return bool(begins.size and summary[-1, 0, HIGH] == LATE)


def in_files(folder: Path) -> int:
    """Bytes of all of the store's files."""
    return sum(path.stat().st_size for path in folder.iterdir() if path.is_file())


async def measure(folder: Path, name: str, days: int) -> Asked:
    """Fill, ask, tell."""
    began = time.perf_counter()
    store = await fill(folder, days)
    filled_s = time.perf_counter() - began
    hub = hub_of(folder, store)
    try:
        await ask(
            hub, days, np.random.default_rng(0)
        )  # what is read for the first time is not what is measured
        found = await ask(hub, days, np.random.default_rng(1))
        ends, late = await ends_are_kept(hub, days), await late_s(store, hub, days)
    finally:
        hub.reader.close()
        await store.close()
    size = in_files(folder) / 1e6
    filled, points = f"{filled_s:.0f} s, {size:.0f} MB", days * 86_400 / 1e6
    times = f"{found.at(0.5):.1f} ms | {found.at(0.95):.1f} ms | {max(found.ms):.0f} ms"
    wrong = f"{found.wrong} of {ASKED}, {ends} of ends"
    print(f"| {name} | {points:.1f} M | {filled} | {times} | {wrong} | {late:.1f} s |")
    return found


def main() -> int:
    """One table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="+", choices=SPANS, default=list(SPANS), metavar="SPAN")
    spans = parser.parse_args().only
    print("| one channel at 1 Hz | points | filled | median | 95 of 100 | longest | wrong | late data shown |")
    print("|---|---|---|---|---|---|---|---|")
    asked = {}
    for name in spans:
        with tempfile.TemporaryDirectory() as folder:
            asked[name] = asyncio.run(measure(Path(folder), name, SPANS[name]))
    print(f"\n{machine()}; {ASKED} zooms each, from a minute to all")
    good = not any(one.wrong for one in asked.values())
    if set(asked) == set(SPANS):
        growth = asked["five years"].at(0.95) / asked["a day"].at(0.95)
        print(f"95 of 100 within: five years take {growth:.2f} times what a day takes")
        good = good and asked["a year"].at(0.95) < 50 and growth <= 1.5
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
