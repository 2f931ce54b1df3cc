"""Files of frames that an earlier Sprue wrote."""

import sqlite3
from collections.abc import Iterable
from itertools import groupby

import numpy as np

from sprue_server.store.blocks import pack_frames
from sprue_server.store.buckets import matrix
from sprue_server.store.frames import Frames, half_of

NEW_TABLES = (
    """CREATE TABLE bundle (
        stream INTEGER NOT NULL, half_us INTEGER NOT NULL, seq INTEGER NOT NULL, count INTEGER NOT NULL,
        body BLOB NOT NULL, PRIMARY KEY (stream, half_us, seq)
    ) WITHOUT ROWID""",
    """CREATE TABLE block (
        stream INTEGER NOT NULL, half_us INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY (stream, half_us)
    )""",
    """CREATE TABLE loose (
        stream INTEGER NOT NULL, half_us INTEGER NOT NULL, PRIMARY KEY (stream, half_us)
    ) WITHOUT ROWID""",
    "CREATE TABLE purged (stream INTEGER NOT NULL PRIMARY KEY, until_us INTEGER NOT NULL) WITHOUT ROWID",
)
OLD = "SELECT stream, measured_us, seq, vals FROM frame ORDER BY stream, measured_us, seq"
OldRow = tuple[int, int, int, bytes]


def from_version_1(db: sqlite3.Connection) -> None:
    """One row per frame becomes one block per half hour; within the transaction of the caller."""
    for statement in NEW_TABLES:
        db.execute(statement)
    for (stream, half_us), rows in groupby(db.execute(OLD), key=lambda row: (row[0], half_of(row[1]))):
        db.execute("INSERT INTO block VALUES (?, ?, ?)", (stream, half_us, pack_frames(_frames(rows))))
    db.execute("DROP TABLE frame")


def _frames(rows: Iterable[OldRow]) -> Frames:
    _, moments, seqs, vals = zip(*rows, strict=True)
    return Frames(np.array(moments, dtype=np.int64), np.array(seqs, dtype=np.int64), matrix(vals))
