"""Writing a batch into hub.db within one transaction: streams, births, records, tallies, quarantine.

Several hubs may write at once, and the same record when it was sent twice: everybody takes rows in one order,
first by kind, then by key, so that none can wait for another in a circle.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection
from sqlmodel import SQLModel, col, delete, select

from sprue_server.arrivals import Misfit
from sprue_server.store.dialect import insert_new, insert_or_add, insert_or_replace
from sprue_server.store.drift_tables import DriftRow, TemplateRow
from sprue_server.store.eye_tables import CorrectionRow, InspectionRow
from sprue_server.store.frames import Teller, Told
from sprue_server.store.parcel import Parcel, StreamKey
from sprue_server.store.tables import (
    BirthRow,
    BirthSeenRow,
    EventRow,
    MeasurementRow,
    QuarantineRow,
    ShotCurvesRow,
    ShotRow,
    StreamRow,
    TallyRow,
)

SAMPLE_BYTES = 64_000
DETAIL_CHARS = 1000
BIRTH_CHANGES = ["gateway", "born_us", "started_us", "until_us", "origin", "body"]
VISITED = (BirthSeenRow, ShotRow, ShotCurvesRow, MeasurementRow, EventRow, InspectionRow, CorrectionRow)
KEY, BIRTH_KEY = itemgetter("stream", "measured_us", "seq"), itemgetter("cell", "run", "layout")
Streams = dict[StreamKey, int]


def write_batch(
    db: Connection, parcels: Sequence[Parcel], misfits: Sequence[Misfit], known: Streams
) -> Streams:
    """All of a batch but its frames; the number of each stream."""
    streams = number_streams(db, parcels, known)
    write_births(db, parcels)
    forget_visitors(db, parcels)
    add_tallies(db, write_records(db, parcels, streams))
    quarantine(db, misfits)
    return streams


def in_order(told: Told) -> Told:
    """Frames, too, are taken in one order by all hubs: by teller, then by key, with which they begin."""
    return {teller: sorted(told[teller], key=itemgetter(0, 1, 2)) for teller in sorted(told)}


def number_streams(db: Connection, parcels: Sequence[Parcel], known: Streams) -> Streams:
    """The number of each stream; new ones are given one. `known` is left alone: this may be undone."""
    found = dict(known)
    for key in sorted(streams_in(parcels)):
        if key not in found:
            db.execute(insert_new(db, StreamRow), key._asdict())
            same = [getattr(StreamRow, name) == value for name, value in key._asdict().items()]
            found[key] = db.execute(select(StreamRow.id).where(*same)).scalar_one() or 0
    return found


def write_records(db: Connection, parcels: Sequence[Parcel], streams: Streams) -> Counter[Teller]:
    """Insert what is not there yet; how many records were new, by who sent them."""
    groups: dict[tuple[type[SQLModel], Teller, bool], list[dict[str, Any]]] = defaultdict(list)
    for record in (record for parcel in parcels for record in parcel.records):
        group = groups[record.table, record.stream.teller, record.counts]
        group.append({"stream": streams[record.stream], **record.columns})
    new: Counter[Teller] = Counter()
    for (table, teller, counts), rows in sorted(groups.items(), key=_by_name):
        inserted = db.execute(insert_new(db, table), sorted(rows, key=KEY)).rowcount
        new[teller] += inserted if counts else 0
    return +new


def _by_name(group: tuple[tuple[type[SQLModel], Teller, bool], Any]) -> tuple[str, Teller]:
    (table, teller, _counts), _rows = group
    return str(table.__tablename__), teller


def write_births(db: Connection, parcels: Sequence[Parcel]) -> None:
    """Keep the newest birth of each run and layout; when it first arrived stays."""
    births = [birth for parcel in parcels for birth in parcel.births]
    if births:
        births.sort(key=BIRTH_KEY)
        db.execute(insert_or_replace(db, BirthRow, BIRTH_CHANGES, newer="born_us"), births)


def forget_visitors(db: Connection, parcels: Sequence[Parcel]) -> None:
    """A sandbox that introduces itself in a new session is another visitor's: what earlier ones made goes.

    Frames stay until they are too old (`retention.py`); without a birth nobody can see them.
    """
    sandboxes = [full for full in parcels if any(birth["body"]["sandbox"] for birth in full.births)]
    for _, session, cell in sorted({full.records[0].stream.teller for full in sandboxes}):
        here, mine = col(StreamRow.cell) == cell, col(StreamRow.session) == session
        for table in VISITED:
            old = col(table.stream).in_(select(StreamRow.id).where(here, ~mine))
            db.execute(delete(table).where(old))
        known = col(BirthRow.run).in_(select(StreamRow.run).where(here, mine))
        db.execute(delete(BirthRow).where(col(BirthRow.cell) == cell, ~known))
        for told in (DriftRow, TemplateRow):
            runs = select(StreamRow.run).where(here, mine)
            db.execute(delete(told).where(col(told.cell) == cell, ~col(told.run).in_(runs)))


def add_tallies(db: Connection, new: Counter[Teller]) -> None:
    """Count new records."""
    if new:
        rows = [{**teller._asdict(), "stored": count} for teller, count in sorted(new.items())]
        db.execute(insert_or_add(db, TallyRow, "stored"), rows)


def quarantine(db: Connection, misfits: Sequence[Misfit]) -> None:
    """Count messages that could not be read and keep the newest of each reason."""
    more = Counter(misfit.problem.reason for misfit in misfits)
    newest = {misfit.problem.reason: misfit for misfit in misfits}
    rows = [
        {
            "reason": reason,
            "count": more[reason],
            "first_us": next(one.arrived_us for one in misfits if one.problem.reason == reason),
            "last_us": misfit.arrived_us,
            "topic": _printable(misfit.topic[:DETAIL_CHARS]),
            "detail": _printable(misfit.problem.detail[:DETAIL_CHARS]),
            "sample": misfit.payload[:SAMPLE_BYTES],
        }
        for reason, misfit in sorted(newest.items())
    ]
    if rows:
        db.execute(insert_or_add(db, QuarantineRow, "count", ("last_us", "topic", "detail", "sample")), rows)


def streams_in(parcels: Sequence[Parcel]) -> set[StreamKey]:
    """Of all records and frames."""
    records = {record.stream for full in parcels for record in full.records}
    return records | {frame.stream for full in parcels for frame in full.frames}


def _printable(text: str) -> str:
    """Text that a database takes: half a surrogate pair and NUL are legal in JSON and not everywhere else."""
    return text.replace("\0", "?").encode("utf-8", "replace").decode()
