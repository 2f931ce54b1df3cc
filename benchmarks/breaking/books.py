"""Whether all who count agree: the machines' plan, the gateway's file, the hub's database, the page's API."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any, NamedTuple

from benchmarks.breaking.stack import ZONE, Stack, wait_for
from sprue_server.store.reader import Reader

WAITING = """SELECT total(bytes), total(iif(kind = 'image', bytes, 0)), total(kind <> 'image'), max(thinned)
    FROM row"""


class Waiting(NamedTuple):
    """What lies in a gateway's outbox."""

    bytes: int
    picture_bytes: int
    other_rows: int
    thinned: bool


def waiting(stack: Stack) -> Waiting:
    """Ask the gateway's file."""
    with _outbox(stack) as db:
        *sizes, thinned = db.execute(WAITING).fetchone()
    return Waiting(*map(int, sizes), thinned=bool(thinned))


def receipted(stack: Stack) -> dict[str, set[int]]:
    """By cell the numbers of all records that the hub has receipted: what was read and no longer waits."""
    with _outbox(stack) as db:
        db.execute("BEGIN")  # position and rows of one moment
        read = db.execute("SELECT source, value FROM position").fetchall()
        rows = db.execute("SELECT cell, kind, text FROM row").fetchall()
    found = {source.split(":")[0]: set(range(1, json.loads(value)["position"] + 1)) for source, value in read}
    for cell, kind, text in rows:
        found[cell] -= _numbers(kind, json.loads(text)["body"])
    return found


def _numbers(kind: str, body: dict[str, Any]) -> set[int]:
    if kind == "sample":
        return {int(frame[1]) for frame in body["frames"]}
    return {1} if kind == "birth" else {body["counter"]}


def books(stack: Stack) -> dict[str, bool]:
    """Per cell, after everything was delivered: produced, stored and given up, as each of them has it."""
    until = dict.fromkeys(stack.cells, stack.planned["until"])
    with _outbox(stack) as db:
        rows = db.execute("SELECT cell, produced, receipted, dropped FROM count").fetchall()
    produced, receipted, dropped = ({cell: row[place] for cell, *row in rows} for place in range(3))
    with closing(Reader(stack.folder / "hub", ZONE, stack.database)) as reader:
        stored = reader.counts()
    page = {"produced": produced, "receipted": receipted, "stored": stored, "dropped": dropped}
    return {
        "the gateway has counted as many as the machines told": produced == until,
        "produced = stored + given up, of each cell": receipted == stored
        and all(made == stored[cell] + dropped[cell] for cell, made in produced.items()),
        "the page is told the same by the hub": _becomes_so(stack, page),
    }


def _becomes_so(stack: Stack, page: dict[str, dict[str, int]]) -> bool:
    """The gateway counts aloud every five seconds."""

    def so() -> bool:
        counts = stack.counts()
        return all({cell: one[name] for cell, one in counts.items()} == page[name] for name in page)

    try:
        wait_for(so, "the page is told the same", 30, 0.5)
    except TimeoutError:
        return False
    return True


@contextmanager
def _outbox(stack: Stack) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"file:{stack.folder / 'edge' / 'outbox.db'}?mode=ro", uri=True)) as db:
        yield db
