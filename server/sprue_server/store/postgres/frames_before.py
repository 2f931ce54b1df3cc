"""Tables of frames that an earlier Sprue wrote."""

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any

import numpy as np
from sqlalchemy import Connection

from sprue_server.store.blocks import pack_frames
from sprue_server.store.buckets import matrix
from sprue_server.store.frames import Frames, half_of, month_of

OLD = "SELECT cell, stream, measured_us, seq, vals FROM frames.frame ORDER BY cell, stream, measured_us, seq"
BLOCK = "INSERT INTO frames.block (half_us, stream, cell, body) VALUES (%s, %s, %s, %b)"
LOOSE_ROLLS = """INSERT INTO frames.roll_loose (rung, stream, chunk_us)
    SELECT DISTINCT rung, stream, bucket_us / (rung * 360) * rung * 360 FROM frames.roll"""
AT_ONCE = 5000


def from_version_1(db: Connection, make_months: Callable[[Connection, Iterable[str]], None]) -> None:
    """One row per frame becomes one block per half hour; within the transaction of the caller."""
    driver: Any = db.connection.driver_connection
    with driver.cursor(name="frames_before", binary=True) as old, driver.cursor(binary=True) as new:
        old.itersize = AT_ONCE  # not all frames of a plant at once in memory
        old.execute(OLD)
        for (cell, stream, half_us), rows in groupby(old, key=lambda row: (*row[:2], half_of(row[2]))):
            make_months(db, [month_of(half_us)])
            new.execute(BLOCK, (half_us, stream, cell, pack_frames(_frames(rows))))
    db.exec_driver_sql("DROP TABLE frames.frame")
    db.exec_driver_sql(LOOSE_ROLLS)


def _frames(rows: Iterable[tuple[str, int, int, int, bytes]]) -> Frames:
    _, _, moments, seqs, vals = zip(*rows, strict=True)
    return Frames(np.array(moments, dtype=np.int64), np.array(seqs, dtype=np.int64), matrix(vals))
