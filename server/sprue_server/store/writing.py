"""Rows of messages as rows of tables: what goes where, how it is counted. No connection is opened here."""

import math
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import SQLModel

from sprue_contract.messages import Row
from sprue_contract.payloads import Birth, Event, Image, Measurement, Sample, Shot
from sprue_server.arrivals import Arrival
from sprue_server.store.curves import to_blob
from sprue_server.store.frames import Frame, Teller
from sprue_server.store.tables import (
    SHOT_COLUMNS,
    BirthSeenRow,
    EventRow,
    ImageRow,
    MeasurementRow,
    ShotCurvesRow,
    ShotRow,
)

NAN = math.nan
Values = dict[str, Any]
StreamKey = tuple[str, str, str, str, str]  # gateway, session, cell, run, layout
COUNTED = (ShotRow, MeasurementRow, EventRow, ImageRow, BirthSeenRow)


@dataclass
class Sheet:
    """Everything that one batch adds, by teller and table."""

    rows: dict[Teller, dict[type[SQLModel], list[Values]]] = field(default_factory=dict)
    births: list[Values] = field(default_factory=list)
    frames: dict[Teller, list[Frame]] = field(default_factory=dict)

    def add(self, teller: Teller, table: type[SQLModel], values: Values) -> None:
        """One more row for a table."""
        self.rows.setdefault(teller, {}).setdefault(table, []).append(values)


def stream_keys(arrivals: Iterable[Arrival]) -> set[StreamKey]:
    """The streams that a batch speaks of."""
    return {_key(arrival, row) for arrival in arrivals for row in arrival.message.rows}


def _key(arrival: Arrival, row: Row) -> StreamKey:
    layout = row.body.layout if isinstance(row.body, Sample) else ""
    message = arrival.message
    return (message.gateway, message.session, arrival.topic.cell, row.run, layout)


def sheet(arrivals: Iterable[Arrival], streams: dict[StreamKey, int]) -> Sheet:
    """Sort a batch into tables; `streams` knows every stream of `stream_keys`."""
    made = Sheet()
    for arrival in arrivals:
        message = arrival.message
        teller = Teller(message.gateway, message.session, arrival.topic.cell)
        for row in arrival.message.rows:
            stream = streams[_key(arrival, row)]
            if isinstance(row.body, Sample):
                made.frames.setdefault(teller, []).extend(_frames(stream, row.seq, row.body))
            else:
                _add(
                    made,
                    teller,
                    arrival,
                    {"stream": stream, "measured_us": row.measured_us, "seq": row.seq},
                    row,
                )
    return made


def _frames(stream: int, seq: int, body: Sample) -> Iterator[Frame]:
    pack = struct.Struct(f"<{len(body.frames[0]) - 1}d").pack
    for moment, *values in body.frames:
        yield Frame(stream, int(moment or 0), seq, pack(*(NAN if value is None else value for value in values)))


def _add(made: Sheet, teller: Teller, arrival: Arrival, key: Values, row: Row) -> None:
    about = {**key, "cell": teller.cell, "run": row.run}
    match row.body:
        case Birth() as body:
            made.births.append(_birth(arrival, row, body))
            made.add(teller, BirthSeenRow, key)
        case Shot() as body:
            made.add(teller, ShotRow, {**about, **_shot(body)})
            if body.curves:
                made.add(teller, ShotCurvesRow, {**key, "packed": to_blob(body.curves)})
        case Measurement() as body:
            told = body.model_dump(mode="json")
            made.add(teller, MeasurementRow, {**about, "readings": told.pop("values"), **told})
        case Event() as body:
            told = body.model_dump(mode="json")
            made.add(teller, EventRow, {**about, "what": body.what, "name": body.name, "body": told})
        case Image() as body:
            told = body.model_dump(mode="json", exclude={"data"})
            made.add(teller, ImageRow, {**about, **told})


def _birth(arrival: Arrival, row: Row, body: Birth) -> Values:
    return {
        "cell": arrival.topic.cell,
        "run": row.run,
        "layout": body.layout,
        "gateway": arrival.message.gateway,
        "born_us": row.measured_us,
        "started_us": body.started_us,
        "until_us": body.until_us,
        "arrived_us": arrival.arrived_us,
        "origin": body.origin,
        "body": body.model_dump(mode="json"),
    }


def _shot(body: Shot) -> Values:
    typed = {name: body.values.get(name) for name in SHOT_COLUMNS}
    return {
        "started_us": body.started_us,
        "counter": body.counter,
        "job": body.job,
        "quality": int(body.quality),
        "start_up": body.start_up,
        "has_curves": bool(body.curves),
        **typed,
        "more": {name: value for name, value in body.values.items() if name not in typed},
        "settings": body.settings,
    }
