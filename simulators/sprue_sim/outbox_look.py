"""What a gateway's outbox file says, read beside the gateway: the one place that knows its tables.

They are the gateway's own (sprue_edge/outbox_file.py), which nothing here imports; a test holds this query
against a real outbox. What is used of them:
- `meta`: `session`, the life of the file; `next_seq`, the number that the next row gets.
- `count`: per cell, records `produced`, `receipted` (the hub has them) and `dropped` (given up: no room).
- `row`: what waits. `weight` is how many records a row holds, `bytes` what it takes, `seq` its number.
"""

import sqlite3
from pathlib import Path
from typing import NamedTuple

from sprue_contract.sandbox import OutboxCount

BUSY_S = 1.0
# One statement sees one moment, whatever the gateway writes meanwhile.
QUERY = """SELECT
    (SELECT value FROM meta WHERE name = 'session') AS session,
    (SELECT value FROM meta WHERE name = 'next_seq') AS next_seq,
    coalesce((SELECT produced FROM count WHERE cell = :cell), 0) AS produced,
    coalesce((SELECT receipted FROM count WHERE cell = :cell), 0) AS receipted,
    coalesce((SELECT dropped FROM count WHERE cell = :cell), 0) AS given_up,
    coalesce(sum(weight), 0) AS waiting, count(*) AS waiting_rows, coalesce(sum(bytes), 0) AS waiting_bytes,
    min(seq) AS oldest
    FROM row WHERE cell = :cell"""


class OutboxUnreadError(Exception):
    """The file is not there, not yet an outbox, or cannot be read; the message says which."""


class Look(NamedTuple):
    """One moment of an outbox: its numbers, the number of its oldest row, the number that comes next."""

    told: OutboxCount
    oldest: int | None
    next_seq: int


def look(outbox: Path, cell: str) -> Look:
    """Read one cell's numbers; the gateway is neither asked nor held up.

    Raises:
        OutboxUnreadError: there is nothing to read.
    """
    try:
        db = sqlite3.connect(f"{outbox.absolute().as_uri()}?mode=ro", timeout=BUSY_S, uri=True)
        try:
            db.row_factory = sqlite3.Row
            found = dict(db.execute(QUERY, {"cell": cell}).fetchone())
        finally:
            db.close()
    except sqlite3.Error as problem:
        raise OutboxUnreadError(str(problem)) from problem
    if found["session"] is None:
        raise OutboxUnreadError("it is only being made")
    return Look(OutboxCount.model_validate(found), found["oldest"], int(found["next_seq"]))
