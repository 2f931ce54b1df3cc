"""A readable message as rows that are ready to be stored; whatever cannot be stored is refused here."""

import binascii
import hashlib
import struct
from base64 import b64decode
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from math import nan
from typing import Any, NamedTuple

import numpy as np
from sqlmodel import SQLModel

from sprue_contract.fields import MAX_EXACT
from sprue_contract.messages import Row
from sprue_contract.payloads import Birth, Event, Image, Measurement, Sample, Shot
from sprue_server.arrivals import Arrival
from sprue_server.store import tables
from sprue_server.store.buckets import Values
from sprue_server.store.curves import to_blob
from sprue_server.store.frames import HALF_US, Bundle, Half, Teller, body_of, half_of
from sprue_server.store.tables import SHOT_COLUMNS

Reading = Sequence[float | int | None]  # a frame as it travels: its time, then its values


class StreamKey(NamedTuple):
    """Who tells about what; rows without a layout leave it empty."""

    gateway: str
    session: str
    cell: str
    run: str
    layout: str = ""

    @property
    def teller(self) -> Teller:
        """Who sent it about which cell."""
        return Teller(self.gateway, self.session, self.cell)


class Record(NamedTuple):
    """A row of a table of hub.db but for its stream's number; `counts` only in the table that is the record."""

    table: type[SQLModel]
    stream: StreamKey
    columns: dict[str, Any]
    counts: bool = True


class LooseBundle(NamedTuple):
    """A bundle of frames but for its stream's number."""

    stream: StreamKey
    half_us: int
    seq: int
    frames: int
    body: bytes


class Picture(NamedTuple):
    """The bytes of a picture, named by their hash."""

    sha256: str
    media_type: str
    data: bytes


class Parcel(NamedTuple):
    """Everything that one message brings."""

    records: list[Record]
    frames: list[LooseBundle]
    births: list[dict[str, Any]]
    pictures: list[Picture]


def parcel(arrival: Arrival) -> Parcel:
    """Turn a message into rows.

    Raises:
        ValueError: saying what of it cannot be stored.
    """
    full = Parcel([], [], [], [])
    message = arrival.message
    for row in message.rows:
        stream = StreamKey(message.gateway, message.session, arrival.topic.cell, row.run)
        try:
            _add(full, stream, row, arrival.arrived_us)
        except (ValueError, OverflowError, struct.error) as problem:
            raise ValueError(f"row {row.seq}: {problem}") from problem
    return full


def _add(full: Parcel, stream: StreamKey, row: Row, arrived_us: int) -> None:
    match row.body:
        case Birth() as body:
            _birth(full, stream, row, body, arrived_us)
        case Sample() as body:
            _sample(full, stream, row, body)
        case Shot() as body:
            _shot(full, stream, row, body)
        case Image() as body:
            _image(full, stream, row, body)
        case Measurement() as body:
            _measurement(full, stream, row, body)
        case Event() as body:
            _event(full, stream, row, body)


def _birth(full: Parcel, stream: StreamKey, row: Row, body: Birth, arrived_us: int) -> None:
    full.records.append(_record(tables.BirthSeenRow, stream, row))
    full.births.append(
        {
            "cell": stream.cell,
            "run": stream.run,
            "layout": body.layout,
            "gateway": stream.gateway,
            "born_us": row.measured_us,
            "started_us": body.started_us,
            "until_us": body.until_us,
            "arrived_us": arrived_us,
            "origin": body.origin,
            "body": body.model_dump(mode="json"),
        }
    )


def _sample(full: Parcel, stream: StreamKey, row: Row, body: Sample) -> None:
    named = StreamKey(*stream[:-1], body.layout)
    if len(body.frames) == 1:
        full.frames.append(_one(named, row.seq, body.frames[0]))
    else:
        full.frames.extend(_several(named, row.seq, body.frames))


def _one(stream: StreamKey, seq: int, frame: Reading) -> LooseBundle:
    """Nine of ten live records hold one frame: without arrays, which take longer to make than to fill."""
    measured_us, *values = frame
    moment = int(measured_us or 0)
    _in_time(moment)
    body = struct.pack("<q", moment) + packed(values)
    return LooseBundle(stream, half_of(moment), seq, 1, body)


def _several(stream: StreamKey, seq: int, frames: Sequence[Reading]) -> Iterator[LooseBundle]:
    """Frames of a record, by half hour."""
    table = _table(frames)
    _in_time(table[:, 0].max())
    moments, values = table[:, 0].astype(np.int64), table[:, 1:]
    halves = moments // HALF_US * HALF_US
    for half in dict.fromkeys(halves.tolist()):
        here = halves == half
        yield LooseBundle(stream, half, seq, int(here.sum()), body_of(moments[here], values[here]))


def _table(frames: Sequence[Reading]) -> Values:
    """Frames as a matrix; null becomes NaN. numpy takes four times as long to look at lists of lists itself."""
    flat = list(chain.from_iterable(frames))
    return np.frombuffer(packed(flat), dtype="<f8").reshape(len(frames), -1)


def _in_time(moment: float) -> None:
    if moment >= MAX_EXACT:
        raise ValueError(f"a frame's time {moment:.0f} is beyond the year 2255")


def _shot(full: Parcel, stream: StreamKey, row: Row, body: Shot) -> None:
    columns: dict[str, Any] = {name: body.values.get(name) for name in SHOT_COLUMNS}
    columns |= body.model_dump(include={"started_us", "counter", "job", "start_up", "settings"})
    columns |= {"quality": int(body.quality), "has_curves": bool(body.curves)}
    columns["more"] = {name: value for name, value in body.values.items() if name not in SHOT_COLUMNS}
    full.records.append(_record(tables.ShotRow, stream, row, **_place(stream), **columns))
    if body.curves:
        told = _record(tables.ShotCurvesRow, stream, row, packed=to_blob(body.curves))
        full.records.append(told._replace(counts=False))


def _image(full: Parcel, stream: StreamKey, row: Row, body: Image) -> None:
    data = _decoded(body.data)
    if hashlib.sha256(data).hexdigest() != body.sha256:
        raise ValueError("the picture's bytes do not have the hash that is given")
    columns = body.model_dump(exclude={"data"}) | {"shot_counter": _whole(body.shot_counter)}
    full.records.append(_record(tables.ImageRow, stream, row, **_place(stream), **columns))
    full.pictures.append(Picture(body.sha256, body.media_type, data))


def _measurement(full: Parcel, stream: StreamKey, row: Row, body: Measurement) -> None:
    columns = body.model_dump(exclude={"values"}) | {"shot_counter": _whole(body.shot_counter)}
    columns["readings"] = body.values
    full.records.append(_record(tables.MeasurementRow, stream, row, **_place(stream), **columns))


def _event(full: Parcel, stream: StreamKey, row: Row, body: Event) -> None:
    columns = {"what": body.what, "name": body.name, "body": body.model_dump(mode="json")}
    full.records.append(_record(tables.EventRow, stream, row, **_place(stream), **columns))


def numbered(parcels: Sequence[Parcel], streams: Mapping[StreamKey, int]) -> dict[Teller, list[Bundle]]:
    """All frames with the number of their stream, by who sent them."""
    found: dict[Teller, list[Bundle]] = defaultdict(list)
    for full in parcels:
        for stream, half_us, seq, frames, body in full.frames:
            found[stream.teller].append(Bundle(streams[stream], half_us, seq, frames, body))
    return found


def halves_of(parcels: Sequence[Parcel], streams: Mapping[StreamKey, int]) -> set[Half]:
    """Half hours of streams of which frames come here."""
    return {Half(streams[stream], half) for full in parcels for stream, half, *_ in full.frames}


def packed(values: Reading) -> bytes:
    """A frame's values as little-endian float64; null becomes NaN."""
    try:
        return struct.pack(f"<{len(values)}d", *values)
    except struct.error:
        there = (nan if value is None else value for value in values)
        return struct.pack(f"<{len(values)}d", *there)


def _record(table: type[SQLModel], stream: StreamKey, row: Row, **columns: Any) -> Record:  # noqa: ANN401
    kept = {name: _kept(value) for name, value in columns.items()}
    return Record(table, stream, {"measured_us": row.measured_us, "seq": row.seq, **kept})


def _kept(value: Any) -> Any:  # noqa: ANN401
    """A NUL in a text is no reason to lose a record; PostgreSQL keeps none, so no database does."""
    return value.replace("\0", "\ufffd") if isinstance(value, str) else value


def _place(stream: StreamKey) -> dict[str, str]:
    return {"cell": stream.cell, "run": stream.run}


def _whole(number: int | None) -> int | None:
    if number is not None and abs(number) >= MAX_EXACT:
        raise ValueError(f"{number} is more than any counter counts")
    return number


def _decoded(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except binascii.Error as problem:
        raise ValueError(f"the picture is not base64: {problem}") from problem
