"""Thousands of viewers in one cheap process: `python -m benchmarks.crowd PORT`, told what to do line by line.

They speak just enough WebSocket: a handshake, frames, pongs, goodbyes.
What a message says is read once for all of them, since all get the same. Each line that comes in is a command
(`open 2000`, `measure 30`, `churn 60 10`, `end 10`) and is answered by one line of JSON.
"""

import asyncio
import base64
import contextlib
import json
import os
import random
import re
import resource
import socket
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

import numpy as np
import uvloop

TEXT, CLOSE, PING, PONG = 1, 8, 9, 10
AT_ONCE = 50  # handshakes on their way
CLOCK = re.compile(rb'"clock_us":(\d+)')
HEAD = re.compile(rb'\{"type":"(?:delta|snapshot)","seq":(\d+)')
FEW_BYTES = 4096  # room for what a viewer that does not read is sent, in the kernel
HOW = ("goodbye", "cut", "stops reading")
RESUMES_S = 15.0  # some of those that do not read look again after this long


class Told:
    """What each message says: the time of the oldest of the newest values that it shows."""

    def __init__(self) -> None:
        self.clocks: dict[int, int] = {}
        self.sizes: dict[int, int] = {}

    def read(self, text: bytes) -> int:
        """Its number."""
        head = HEAD.match(text)
        if head is None:
            raise ValueError(f"no message of the live stream: {text[:80]!r}")
        seq = int(head[1])
        if seq not in self.clocks:
            clocks = [int(found) for found in CLOCK.findall(text)]
            self.clocks[seq], self.sizes[seq] = min(clocks, default=0), len(text)
        return seq


class Watcher(asyncio.Protocol):
    """One viewer."""

    def __init__(self, crowd: "Crowd") -> None:
        self.crowd, self.data, self.open = crowd, b"", False
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.code = 1006  # what a browser calls an end without a goodbye
        self.seqs, self.heard_s = list[int](), list[float]()
        self.still = False

    def connection_made(self, transport: Any) -> None:
        """Knock."""
        self.transport = transport
        key = base64.b64encode(os.urandom(16)).decode()
        lines = ["GET /api/v1/live HTTP/1.1", f"Host: 127.0.0.1:{self.crowd.port}", "Upgrade: websocket"]
        more = ["Connection: Upgrade", f"Sec-WebSocket-Key: {key}", "Sec-WebSocket-Version: 13", "", ""]
        transport.write("\r\n".join(lines + more).encode())

    def data_received(self, data: bytes) -> None:
        """Frames, whole or in pieces."""
        now = time.time()
        data = self.data + data if self.data else data
        if not self.open:
            head, end, data = data.partition(b"\r\n\r\n")
            if not end:
                self.data = head
                return
            self.open = head.startswith(b"HTTP/1.1 101")
            self.opened.set_result(None)
        at = 0
        while (found := _frame(data, at)) is not None:
            kind, begin, at = found
            self._framed(kind, data[begin:at], now)
        self.data = data[at:]

    def _framed(self, kind: int, body: bytes, now_s: float) -> None:
        if kind == TEXT:
            self.seqs.append(self.crowd.told.read(body))
            self.heard_s.append(now_s)
        elif kind == PING:
            self.say(PONG, body)
        elif kind == CLOSE:
            self.code = int.from_bytes(body[:2], "big")
            self.say(CLOSE, body)
            self.transport.close()

    def say(self, kind: int, body: bytes) -> None:
        """A frame of ours; a mask of zeros is a mask."""
        self.transport.write(bytes([0x80 | kind, 0x80 | len(body)]) + bytes(4) + body)

    def connection_lost(self, _problem: Exception | None) -> None:
        """It is over, one way or the other."""
        if not self.opened.done():
            self.opened.set_exception(ConnectionError("refused"))
        self.crowd.lost(self)


def _frame(data: bytes, at: int) -> tuple[int, int, int] | None:
    """Kind, begin and end of the frame that begins there, once all of it is there."""
    if len(data) - at < 2:
        return None
    size, begin = data[at + 1], at + 2
    if size > 125:
        wide = 2 if size == 126 else 8
        size, begin = int.from_bytes(data[begin : begin + wide], "big"), begin + wide
    return (data[at] & 15, begin, begin + size) if len(data) >= begin + size else None


class Crowd:
    """All of them."""

    def __init__(self, port: int) -> None:
        self.port, self.told = port, Told()
        self.here = set[Watcher]()
        self.leaving = set[Watcher]()
        self.ends, self.last_end_s = Counter[str](), 0.0
        self.empty = asyncio.Event()

    async def one(self, *, narrow: bool = False) -> Watcher:
        """One more."""
        line = socket.socket()
        if narrow:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, FEW_BYTES)
        line.setblocking(False)  # noqa: FBT003  # asyncio wants it so
        loop = asyncio.get_running_loop()
        await loop.sock_connect(line, ("127.0.0.1", self.port))
        _, watcher = await loop.create_connection(lambda: Watcher(self), sock=line)
        await watcher.opened
        self.here.add(watcher)
        return watcher

    def lost(self, watcher: Watcher) -> None:
        """One fewer."""
        self.here.discard(watcher)
        self.last_end_s = time.time()
        if not self.here:
            self.empty.set()
        how = "of its own" if watcher in self.leaving else "did not read" if watcher.still else "reader"
        self.leaving.discard(watcher)
        self.ends[f"{how}: {watcher.code}"] += 1

    async def open(self, count: str) -> dict[str, Any]:
        """So many more, some at a time."""
        began, gate = time.monotonic(), asyncio.Semaphore(AT_ONCE)

        async def knock() -> None:
            async with gate:
                await self.one()

        await asyncio.gather(*(knock() for _ in range(int(count))))
        return {"open": len(self.here), "took_s": time.monotonic() - began}

    async def measure(self, seconds: str) -> dict[str, Any]:
        """Watch for a while, and say how old what was seen was, and how often something came."""
        for one in self.here:
            one.seqs.clear()
            one.heard_s.clear()
        cpu_s, began = time.process_time(), time.monotonic()
        watching = set(self.here)
        await asyncio.sleep(float(seconds))
        cpu = (time.process_time() - cpu_s) / (time.monotonic() - began)
        return {"open": len(self.here), "lost": len(watching - self.here), "cpu": cpu} | self._figures(watching)

    def _figures(self, watching: set[Watcher]) -> dict[str, Any]:
        ages, waits, gaps, rates = [], [], [], []
        for one in watching:
            clocks_s = np.array([self.told.clocks[seq] for seq in one.seqs]) / 1e6
            heard_s = np.array(one.heard_s)
            rates.append(len(heard_s) / max(heard_s[-1] - heard_s[0], 1e-3) if len(heard_s) > 1 else 0.0)
            shown = clocks_s > 0
            clocks_s, shown_s = clocks_s[shown], heard_s[shown]
            ages.append(shown_s - clocks_s)
            gaps.append(np.diff(heard_s))
            # a value that was measured between two messages has waited for the second one
            waits += [
                shown_s[1:] - clocks_s[1:] + np.diff(clocks_s) * part for part in (0.1, 0.3, 0.5, 0.7, 0.9)
            ]
        figures = {name: _points(parts) for name, parts in (("age", ages), ("wait", waits), ("gap", gaps))}
        sizes = [self.told.sizes[seq] for one in watching for seq in one.seqs[-1:]]
        return figures | {
            "slowest_hz": min(rates),
            "hz": float(np.median(rates)),
            "bytes": int(np.median(sizes)),
        }

    async def churn(self, seconds: str, per_s: str) -> dict[str, Any]:
        """Viewers leave and come: with a goodbye, without one, or they stop to read."""
        self.ends.clear()
        went = Counter[str]()
        async with asyncio.TaskGroup() as group:
            for _ in range(round(float(seconds) * float(per_s))):
                how = random.choices(HOW, (45, 45, 10))[0]  # noqa: S311
                went[how] += 1
                group.create_task(self._swap(how))
                await asyncio.sleep(random.expovariate(float(per_s)))
        still = sum(one.still for one in self.here)
        return {"went": went, "ends": self.ends, "still": still, "open": len(self.here)}

    async def _swap(self, how: str) -> None:
        """One goes, one comes."""
        if how == "stops reading":
            watcher = await self.one(narrow=True)
            watcher.still = True
            watcher.transport.pause_reading()
            if random.random() < 0.5:  # noqa: S311
                asyncio.get_running_loop().call_later(RESUMES_S, _look_again, watcher)
            return
        watcher = random.choice([one for one in self.here if not one.still])  # noqa: S311
        self.leaving.add(watcher)
        self.here.discard(watcher)
        if how == "goodbye":
            watcher.say(CLOSE, (1001).to_bytes(2, "big"))
        else:
            watcher.transport.abort()
        await self.one()

    async def end(self, seconds: str) -> dict[str, Any]:
        """Wait until the hub has let everybody go."""
        self.ends.clear()
        self.empty.clear()
        with contextlib.suppress(TimeoutError):  # the answer says how many are left
            async with asyncio.timeout(float(seconds)):
                await (self.empty.wait() if self.here else asyncio.sleep(0))
        return {"ends": self.ends, "open": len(self.here), "last_s": self.last_end_s}


def _look_again(watcher: Watcher) -> None:
    if not watcher.transport.is_closing():
        watcher.transport.resume_reading()


def _points(parts: list[Any]) -> list[float]:
    """Median, 99 of 100, largest, and how many."""
    values = np.concatenate([part for part in parts if len(part)] or [np.zeros(1)])
    return [*map(float, np.percentile(values, [50, 99, 100])), float(len(values))]


async def main(port: int) -> None:
    """One command after another."""
    crowd = Crowd(port)
    lines = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    deeds: dict[str, Callable[..., Awaitable[dict[str, Any]]]] = {
        "open": crowd.open,
        "measure": crowd.measure,
        "churn": crowd.churn,
        "end": crowd.end,
    }
    while line := (await lines.readline()).decode().split():
        print(json.dumps(await deeds[line[0]](*line[1:])), flush=True)


if __name__ == "__main__":
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    uvloop.run(main(int(sys.argv[1])))
