"""What an outbox gives up when the hub is away for longer than it has room: never a shot, never a birth.

Pictures go first, oldest first. Then continuous samples are thinned, oldest first: of what has been thinned
least, every other frame goes. All is counted. Rows on their way to the hub are left alone: it may have them.
What stays is put together again: pages that are half empty would make the file twice as large as its rows.
"""

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from sprue_contract.fields import Kind
from sprue_edge.intake import Lane

AT_ONCE = 500
MOST_THINNED = 6  # times by half: then one frame of 64 is left, and the next time none
TARGET = 0.9  # of the limit, so that not every row is followed by thinning
MOST_BYTES = 4_000_000  # at a time: new rows wait meanwhile

OLDEST_PICTURES = """SELECT seq, lane, cell, kind, weight, bytes FROM row
    WHERE lane = 'pictures' AND seq > ? ORDER BY seq LIMIT ?"""
LEAST_THINNED = "SELECT min(thinned) FROM row WHERE kind = 'sample'"
OLDEST_SAMPLES = """SELECT seq, lane, cell, kind, weight, bytes, text FROM row
    WHERE kind = 'sample' AND thinned = ? AND seq > ? ORDER BY seq LIMIT ?"""
DELETE = "DELETE FROM row WHERE seq = ?"
REPLACE = "UPDATE row SET text = ?, bytes = ?, weight = ?, thinned = thinned + 1 WHERE seq = ?"
TAKE = "SELECT * FROM row WHERE seq = ?"
PUT = "INSERT INTO row SELECT ?, ?, ?, ?, ?, ?, ?, ?"
KEEP = "UPDATE row SET thinned = thinned + 1 WHERE seq = ?"


class Given(NamedTuple):
    """What one row gave up: itself (then `rows` is 1) or some of its frames."""

    seq: int
    lane: Lane
    cell: str
    kind: Kind
    rows: int
    bytes: int
    weight: int


def shrink(db: sqlite3.Connection, waiting_bytes: int, limit_bytes: int, held: Collection[int]) -> list[Given]:
    """Give up rows until `waiting_bytes` is well below the limit; nothing if it is not above it."""
    if waiting_bytes <= limit_bytes:
        return []
    too_much = waiting_bytes - max(int(limit_bytes * TARGET), limit_bytes - MOST_BYTES)
    given: list[Given] = []
    for one in _in_turn(db, held):
        given.append(one)
        too_much -= one.bytes
        if too_much <= 0:
            break
    _put_together(db, sorted({one.seq for one in given if not one.rows}))
    return given


def _put_together(db: sqlite3.Connection, seqs: Sequence[int]) -> None:
    """Rows that are neighbours leave and come back one after the other: that fills pages, a change does not."""
    for begin in range(0, len(seqs), AT_ONCE):
        some = [(seq,) for seq in seqs[begin : begin + AT_ONCE]]
        rows = [db.execute(TAKE, seq).fetchone() for seq in some]  # None: gone after all, in a later round
        db.executemany(DELETE, some)
        db.executemany(PUT, filter(None, rows))


def _in_turn(db: sqlite3.Connection, held: Collection[int]) -> Iterator[Given]:
    yield from _pictures(db, held)
    for _ in range(MOST_THINNED + 1):
        level = db.execute(LEAST_THINNED).fetchone()[0]
        if level is None:
            return
        yield from _samples(db, level, held)


def _pictures(db: sqlite3.Connection, held: Collection[int]) -> Iterator[Given]:
    after = 0
    while rows := db.execute(OLDEST_PICTURES, (after, AT_ONCE)).fetchall():
        for seq, lane, cell, kind, weight, size in rows:
            after = seq
            if seq not in held:
                db.execute(DELETE, (seq,))
                yield Given(seq, lane, cell, kind, 1, size, weight)


def _samples(db: sqlite3.Connection, level: int, held: Collection[int]) -> Iterator[Given]:
    after, odd = 0, dict[str, bool]()
    while rows := db.execute(OLDEST_SAMPLES, (level, after, AT_ONCE)).fetchall():
        for seq, lane, cell, kind, weight, size, text in rows:
            after = seq
            if seq in held:
                db.execute(KEEP, (seq,))
                continue
            odd[cell] = not odd.get(cell, False)
            thin = "" if level >= MOST_THINNED else _thinner(text, odd[cell])
            yield Given(seq, lane, cell, kind, *_put(db, seq, thin, size, weight))


def _put(db: sqlite3.Connection, seq: int, text: str, size: int, weight: int) -> tuple[int, int, int]:
    """Rows, bytes and frames that are gone."""
    if not text:
        db.execute(DELETE, (seq,))
        return 1, size, weight
    left = len(json.loads(text)["body"]["frames"])
    db.execute(REPLACE, (text, len(text), left, seq))
    return 0, size - len(text), weight - left


def _thinner(text: str, keep_single: bool) -> str:  # noqa: FBT001
    """The row with every other frame; of rows with one frame every other row."""
    row = json.loads(text)
    frames = row["body"]["frames"]
    if len(frames) == 1:
        return text if keep_single else ""
    row["body"]["frames"] = frames[::2]
    return json.dumps(row, separators=(",", ":"))
