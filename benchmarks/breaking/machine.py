"""A machine to load a gateway with: `python -m benchmarks.breaking.machine PORT PLAN.json`.

It answers on the simulator's port, in the simulator's place. What it tells follows from the plan alone, so the
plan is the ledger: record n of each cell is due at `began_us + n * period`, and whoever reads it after a crash
gets it again. The plan's `until` ends it.
"""

import asyncio
import base64
import hashlib
import json
import random
import sys
import time
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from sprue_contract.face import Ask, Record
from sprue_contract.fields import Kind
from sprue_contract.layout import channel, layout_id
from sprue_contract.payloads import Birth, Image
from sprue_contract.quantities import QUANTITIES

SIGNALS = tuple(QUANTITIES)[:25]  # what they are called does not matter here
CHANNELS = [channel(name, "simulated") for name in SIGNALS]
LAYOUT = layout_id(CHANNELS)
RUN = "run-load"
SHOT_EVERY = 30  # records, unless the plan's `shot_every` says otherwise
TAILS = [",".join(str(rest + place / 8) for place in range(len(SIGNALS) - 1)) for rest in range(97)]
MARKED = SIGNALS.index("machine_cycle_counter")  # with `marked` in the plan it carries the record's number
TICK_S = 0.02


class Plan:
    """When it began, how many records a second, and up to which one; read again whenever the file changes."""

    def __init__(self, path: Path) -> None:
        self.path, self._seen_ns, self._told = path, 0, dict[str, Any]()

    def told(self) -> dict[str, Any]:
        """The plan as it is now."""
        changed = self.path.stat().st_mtime_ns
        if changed != self._seen_ns:
            self._seen_ns, self._told = changed, json.loads(self.path.read_text())
        return self._told

    def due(self) -> int:
        """The last record whose time has come."""
        plan = self.told()
        passed_s = time.time() - plan["began_us"] / 1e6
        return min(int(passed_s * plan["rate"] * plan.get("pace", 1)), plan.get("until", 2**52))


def moment_us(plan: dict[str, Any], number: int) -> int:
    """When record `number` was measured."""
    return int(plan["measured_from_us"] + number * 1_000_000 // plan["rate"])


def kind_of(plan: dict[str, Any], number: int) -> Kind:
    """The first is the birth, every thirtieth a shot, one in `picture_every` a picture, all others frames."""
    if number == 1:
        return "birth"
    if number % plan.get("shot_every", SHOT_EVERY) == 0:
        return "shot"
    every = plan.get("picture_every", 0)
    return "image" if every and number % every == 7 else "sample"


def record(plan: dict[str, Any], number: int) -> dict[str, Any]:
    """A record that carries its number."""
    at, kind = moment_us(plan, number), kind_of(plan, number)
    if kind == "birth":
        return _line(number, "birth", at, _birth(at))
    if kind == "image":
        return _line(number, "image", at, _image(number, plan["picture_bytes"]))
    if kind == "shot":
        shot = {"started_us": at - 1_000_000, "counter": number, "values": {"cycle_time_s": 9.5}}
        return _line(number, "shot", at, shot)
    values = [number, *(number % 97 + place / 8 for place in range(len(SIGNALS) - 1))]
    return _line(number, "sample", at, {"layout": LAYOUT, "frames": [[at, *values]]})


def _line(position: int, kind: Any, at: int, body: dict[str, Any]) -> dict[str, Any]:
    return Record(position=position, kind=kind, run=RUN, measured_us=at, body=body).model_dump()


def _birth(at: int) -> dict[str, Any]:
    told = Birth(
        title="Load", machine="m", origin="simulated", pace=1, started_us=at, layout=LAYOUT, channels=CHANNELS
    )
    return told.model_dump(mode="json")


@lru_cache(maxsize=64)  # every cell's camera sees the same
def _image(number: int, size: int) -> dict[str, Any]:
    """Noise under the name of a picture: nobody here looks at it, and it cannot be packed any smaller."""
    content = random.Random(number).randbytes(size)  # noqa: S311  # no secret
    return Image(
        camera="camera-1",
        shot_counter=number,
        media_type="image/jpeg",
        sha256=hashlib.sha256(content).hexdigest(),
        data=base64.b64encode(content).decode(),
    ).model_dump(mode="json")


def lines(plan: Plan, after: int) -> Iterator[bytes]:
    """What is due after a position."""
    told = plan.told()
    for number in range(after + 1, plan.due() + 1):
        yield line(told, number)


def line(plan: dict[str, Any], number: int) -> bytes:
    """A record as it travels; frames are written by hand, since a load must cost little itself."""
    if kind_of(plan, number) != "sample":
        return json.dumps(record(plan, number)).encode() + b"\n"
    at = moment_us(plan, number)
    tail = TAILS[number % 97]
    if plan.get("marked"):
        tail = ",".join(str(number) if place == MARKED else one for place, one in enumerate(tail.split(","), 1))
    head = f'{{"position":{number},"kind":"sample","run":"{RUN}","measured_us":{at}'
    return f'{head},"body":{{"layout":"{LAYOUT}","frames":[[{at},{number},{tail}]]}}}}\n'.encode()


async def serve(plan: Plan, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """One gateway's question, answered for as long as the line is open."""
    try:
        line = await reader.readline()
        if not line:
            return  # somebody only looked whether we listen
        ask = Ask.model_validate_json(line)
        after = ask.after if ask.run == RUN else 0
        while ask.stream == "live" and not reader.at_eof():
            for line in lines(plan, after):
                writer.write(line)
                after += 1
                if after % 200 == 0:
                    await writer.drain()
            await asyncio.sleep(TICK_S)  # the machine's own clock
    except ConnectionError:
        return  # the gateway was killed; that is what we are here for
    finally:
        writer.close()


async def main(port: int, path: Path) -> None:
    """Serve until ended."""
    plan = Plan(path)
    server = await asyncio.start_server(lambda *line: serve(plan, *line), "127.0.0.1", port)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), Path(sys.argv[2])))
