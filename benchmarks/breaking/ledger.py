"""Lays what the hub has stored against the plan of the load: what is missing, what is there twice or wrong."""

import hashlib
import json
import sqlite3
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import paho.mqtt.client as mqtt
from sqlalchemy import func
from sqlmodel import Session, select

from benchmarks.breaking.machine import kind_of, moment_us
from benchmarks.breaking.stack import ZONE, Stack
from sprue_contract.fields import MAX_EXACT
from sprue_server.store.pictures import picture_file
from sprue_server.store.reader import Reader
from sprue_server.store.tables import BirthSeenRow, ImageRow, ShotRow, StreamRow


class Stored(NamedTuple):
    """One record as the store has it."""

    cell: str
    kind: str
    measured_us: int
    number: int


class Verdict(NamedTuple):
    """Of everything the machines told; `given_up` is the gateway's own count."""

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
    found, wrong = numbers_in(stack.folder / "hub", stack, stack.database)
    expected = set(range(1, until + 1))
    given_up = given_up_by(stack)
    missing = {cell: len(expected - numbers.keys()) for cell, numbers in found.items()}
    doubled = sum(count - 1 for numbers in found.values() for count in numbers.values())
    beyond = sum(len(numbers.keys() - expected) for numbers in found.values())
    return Verdict(
        told=until * len(stack.cells),
        stored=sum(numbers.total() for numbers in found.values()),
        lost=sum(max(missing[cell] - given_up.get(cell, 0), 0) for cell in stack.cells),
        doubled=doubled,
        wrong=wrong + beyond,
        given_up=sum(given_up.values()),
    )


def numbers_in(hub: Path, stack: Stack, database: str | None = None) -> tuple[dict[str, Counter[int]], int]:
    """Which records of each cell a store holds how often, and how many bear a wrong time or kind."""
    found, wrong = {cell: Counter[int]() for cell in stack.cells}, 0
    for one in stored_in(hub, database):
        found[one.cell][one.number] += 1
        right = (moment_us(stack.planned, one.number), kind_of(stack.planned, one.number))
        wrong += (one.measured_us, one.kind) != right
    return found, wrong


def stored_in(hub: Path, database: str | None) -> Iterator[Stored]:
    """Every record, by the hub's own reader: so it holds for each database and each form of its tables."""
    with closing(Reader(hub, ZONE, database)) as reader:
        with Session(reader.engine) as db:
            cell_of = {stream.id: stream.cell for stream in db.exec(select(StreamRow))}
            shots = db.exec(select(ShotRow.stream, ShotRow.measured_us, ShotRow.counter)).all()
            births = db.exec(select(BirthSeenRow.stream, BirthSeenRow.measured_us)).all()
            pictures = db.exec(select(ImageRow)).all()
        yield from (Stored(cell_of[stream], "shot", at, number) for stream, at, number in shots)
        yield from (Stored(cell_of[stream], "birth", at, 1) for stream, at in births)
        for row in pictures:
            whole = _whole(picture_file(hub, row.sha256, row.media_type), row.sha256)
            yield Stored(row.cell, "image" if whole else "no file", row.measured_us, row.shot_counter or 0)
        for stream, cell in cell_of.items():
            moments, values = reader.frames.read(stream or 0, 0, MAX_EXACT)
            if moments.size:
                numbers = values[:, 0].astype(int).tolist()
                rows = zip(moments.tolist(), numbers, strict=True)
                yield from (Stored(cell, "sample", at, number) for at, number in rows)


def _whole(picture: Path, sha256: str) -> bool:
    return picture.exists() and hashlib.sha256(picture.read_bytes()).hexdigest() == sha256


def given_up_by(stack: Stack) -> dict[str, int]:
    """What the gateway's outbox counts as given up on purpose, by cell."""
    outbox = stack.folder / "edge" / "outbox.db"
    with closing(sqlite3.connect(f"file:{outbox}?mode=ro", uri=True)) as db:
        return dict(db.execute("SELECT cell, dropped FROM count"))


def shots_stored(stack: Stack) -> int:
    """How many shots are stored."""
    with closing(Reader(stack.folder / "hub", ZONE, stack.database)) as reader, Session(reader.engine) as db:
        return db.exec(select(func.count()).select_from(ShotRow)).one()


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
