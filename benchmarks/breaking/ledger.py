"""Lays the hub's files against the plan of the load: what is missing, what is there twice or wrong."""

import json
import sqlite3
import struct
import threading
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import paho.mqtt.client as mqtt

from benchmarks.breaking.machine import SHOT_EVERY, moment_us
from benchmarks.breaking.stack import Stack


class Verdict(NamedTuple):
    """Of everything the machines told."""

    told: int
    stored: int
    lost: int
    doubled: int
    wrong: int
    given_up: int

    @property
    def good(self) -> bool:
        """Every record exactly once, but for what was given up on purpose and counted."""
        return self.lost == self.doubled == self.wrong == 0


def judge(stack: Stack) -> Verdict:
    """Compare; the hub must have ended."""
    until = stack.planned["until"]
    found, wrong = numbers_in(stack.folder / "hub", stack)
    expected = range(1, until + 1)
    given_up = _given_up(stack.folder / "edge" / "outbox.db")
    missing = sum(1 for cell in stack.cells for number in expected if number not in found[cell])
    doubled = sum(count - 1 for numbers in found.values() for count in numbers.values())
    beyond = sum(1 for numbers in found.values() for number in numbers if not 1 <= number <= until)
    return Verdict(
        told=until * len(stack.cells),
        stored=sum(sum(numbers.values()) for numbers in found.values()),
        lost=max(missing - given_up, 0),
        doubled=doubled,
        wrong=wrong + beyond,
        given_up=given_up,
    )


def numbers_in(hub: Path, stack: Stack) -> tuple[dict[str, Counter[int]], int]:
    """Which records of each cell lie in a hub's folder how often, and how many bear a wrong time or kind."""
    found = {cell: Counter[int]() for cell in stack.cells}
    return found, _read(hub, found, stack.planned)


def _read(hub: Path, found: dict[str, Counter[int]], plan: dict[str, int]) -> int:
    """Fill in which records are stored how often; how many bear the wrong time or kind."""
    with closing(sqlite3.connect(f"file:{hub / 'hub.db'}?mode=ro", uri=True)) as db:
        cell_of = dict(db.execute("SELECT id, cell FROM stream"))
        shots = db.execute("SELECT stream, measured_us, counter FROM shot").fetchall()
        births = db.execute("SELECT stream FROM birth_seen").fetchall()
    frames = []
    for path in sorted(hub.glob("frames-*.db")):
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
            rows = db.execute("SELECT stream, measured_us, vals FROM frame")
            frames += [(stream, at, int(struct.unpack_from("<d", vals)[0])) for stream, at, vals in rows]
    for stream, _at, number in (*shots, *frames):
        found[cell_of[stream]][number] += 1
    for (stream,) in births:
        found[cell_of[stream]][1] += 1
    return sum(at != moment_us(plan, number) or number % SHOT_EVERY != 0 for _, at, number in shots) + sum(
        at != moment_us(plan, number) or number % SHOT_EVERY == 0 for _, at, number in frames
    )


def _given_up(outbox: Path) -> int:
    with closing(sqlite3.connect(f"file:{outbox}?mode=ro", uri=True)) as db:
        return int(db.execute("SELECT total(dropped) FROM count").fetchone()[0])


def shots_stored(stack: Stack) -> int:
    """How many shots lie in the hub's file."""
    with closing(sqlite3.connect(f"file:{stack.folder / 'hub' / 'hub.db'}?mode=ro", uri=True)) as db:
        return int(db.execute("SELECT count(*) FROM shot").fetchone()[0])


def retained(stack: Stack) -> dict[str, dict[str, object]]:
    """What a newcomer hears from the broker at once: retained births and states, by topic."""
    heard: dict[str, dict[str, object]] = {}
    enough = threading.Event()
    parts = urlsplit(stack.broker.url("hub"))
    client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, "newcomer")
    client.username_pw_set(parts.username, parts.password)

    def hear(_client: object, _data: object, message: mqtt.MQTTMessage) -> None:
        if message.retain:
            heard[message.topic] = json.loads(message.payload)
            if len(heard) > len(stack.cells):
                enough.set()

    client.on_message = hear
    client.on_connect = lambda one, *_: one.subscribe("sprue/v1/#", qos=1)
    client.connect("127.0.0.1", stack.port["broker"])
    client.loop_start()
    enough.wait(10)
    client.disconnect()
    client.loop_stop()
    return heard
