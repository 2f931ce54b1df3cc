"""Writing a batch into hub.db within one transaction: streams, births, records, tallies, quarantine."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection
from sqlmodel import SQLModel, col, delete, select

from sprue_server.arrivals import Misfit
from sprue_server.store.dialect import insert_new, insert_or_add, insert_or_replace
from sprue_server.store.frames import Teller
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
VISITED = (BirthSeenRow, ShotRow, ShotCurvesRow, MeasurementRow, EventRow)
Streams = dict[StreamKey, int]
Births = set[tuple[str, str, str]]  # cell, run, layout; without a layout: the run as such


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


def number_streams(db: Connection, parcels: Sequence[Parcel], known: Streams) -> Streams:
    """The number of each stream; new ones are given one. `known` is left alone: this may be undone."""
    found = dict(known)
    for key in sorted(_streams_in(parcels)):
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
    for (table, teller, counts), rows in groups.items():
        inserted = db.execute(insert_new(db, table), rows).rowcount
        new[teller] += inserted if counts else 0
    return +new


def write_births(db: Connection, parcels: Sequence[Parcel]) -> None:
    """Keep the newest birth of each run and layout; when it first arrived stays."""
    births = [birth for parcel in parcels for birth in parcel.births]
    if births:
        db.execute(insert_or_replace(db, BirthRow, BIRTH_CHANGES, newer="born_us"), births)


def forget_visitors(db: Connection, parcels: Sequence[Parcel]) -> None:
    """A sandbox that introduces itself in a new session is another visitor's: what earlier ones made goes.

    Frames stay until their month's file is deleted; without a birth nobody can see them.
    """
    sandboxes = [full for full in parcels if any(birth["body"]["sandbox"] for birth in full.births)]
    for _, session, cell in {full.records[0].stream.teller for full in sandboxes}:
        here, mine = col(StreamRow.cell) == cell, col(StreamRow.session) == session
        for table in VISITED:
            old = col(table.stream).in_(select(StreamRow.id).where(here, ~mine))
            db.execute(delete(table).where(old))
        known = col(BirthRow.run).in_(select(StreamRow.run).where(here, mine))
        db.execute(delete(BirthRow).where(col(BirthRow.cell) == cell, ~known))


def add_tallies(db: Connection, new: Counter[Teller]) -> None:
    """Count new records."""
    if new:
        rows = [{**teller._asdict(), "stored": count} for teller, count in new.items()]
        db.execute(insert_or_add(db, TallyRow, "stored"), rows)


def quarantine(db: Connection, misfits: Sequence[Misfit]) -> None:
    """Count messages that could not be read and keep the newest of each reason."""
    more = Counter(misfit.problem.reason for misfit in misfits)
    for reason, misfit in {misfit.problem.reason: misfit for misfit in misfits}.items():
        columns = (col(QuarantineRow.count), col(QuarantineRow.first_us))
        known = db.execute(select(*columns).where(col(QuarantineRow.reason) == reason)).first()
        count, first_us = known or (0, _first(misfits, reason))
        newest = {
            "reason": reason,
            "count": count + more[reason],
            "first_us": first_us,
            "last_us": misfit.arrived_us,
            "topic": _printable(misfit.topic[:DETAIL_CHARS]),
            "detail": _printable(misfit.problem.detail[:DETAIL_CHARS]),
            "sample": misfit.payload[:SAMPLE_BYTES],
        }
        db.execute(insert_or_replace(db, QuarantineRow, [name for name in newest if name != "reason"]), newest)


def _first(misfits: Sequence[Misfit], reason: str) -> int:
    return next(misfit.arrived_us for misfit in misfits if misfit.problem.reason == reason)


def known_births(db: Connection) -> Births:
    """Which runs and layouts have introduced themselves."""
    rows = db.execute(select(BirthRow.cell, BirthRow.run, BirthRow.layout))
    return {known for cell, run, layout in rows for known in ((cell, run, ""), (cell, run, layout))}


def births_in(parcels: Sequence[Parcel]) -> Births:
    """Which runs and layouts introduce themselves here."""
    births = [birth for full in parcels for birth in full.births]
    return {(birth["cell"], birth["run"], layout) for birth in births for layout in ("", birth["layout"])}


def unborn(parcels: Sequence[Parcel], births: Births) -> set[tuple[str, str]]:
    """(gateway, cell) of streams whose run or layout has not introduced itself."""
    streams = _streams_in(parcels)
    return {(key.gateway, key.cell) for key in streams if (key.cell, key.run, key.layout) not in births}


def _streams_in(parcels: Sequence[Parcel]) -> set[StreamKey]:
    records = {record.stream for full in parcels for record in full.records}
    return records | {frame.stream for full in parcels for frame in full.frames}


def _printable(text: str) -> str:
    """Text that a database takes: half a surrogate pair and NUL are legal in JSON and not everywhere else."""
    return text.replace("\0", "?").encode("utf-8", "replace").decode()
