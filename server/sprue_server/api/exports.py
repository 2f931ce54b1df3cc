"""What a firm takes home: shots and series as CSV or Parquet."""

import asyncio
import csv
import io
import tempfile
from collections.abc import Callable, Iterator
from typing import IO, Annotated, Any

import pyarrow as pa
import pyarrow.parquet as pq
from fastapi import HTTPException, Query, Response
from fastapi.responses import StreamingResponse

from sprue_contract.fields import MAX_EXACT
from sprue_server.api import HubIn, Moment, Resource
from sprue_server.hub import Hub
from sprue_server.shots import values_of
from sprue_server.store.tables import SHOT_COLUMNS, ShotRow

router = Resource(prefix="/cells/{cell}/export", tags=["export"], default_response_class=Response)
PAGE = 2000  # rows of one short transaction
CHUNK = 65_536  # bytes of one piece of an answer
IN_MEMORY = 8_000_000  # bytes of a file in the making before it goes to disk
PARQUET = "application/vnd.apache.parquet"
WORDS = pa.string()
SHOT_HEAD = {
    "cell": WORDS,
    "run": WORDS,
    "origin": WORDS,
    "measured_us": pa.int64(),
    "counter": pa.int64(),
    "quality": pa.int64(),
    "start_up": pa.bool_(),
}
POINT_HEAD = {"cell": WORDS, "channel": WORDS, "unit": WORDS, "rung": WORDS, "t_us": pa.int64()}
MARKS = ("low", "high", "mean")
Channels = Annotated[list[str], Query(min_length=1, max_length=40)]
Pages = Iterator[list[dict[str, Any]]]
Columns = dict[str, pa.DataType]


@router.get("/shots.csv", summary="Shots as CSV")
async def shots_csv(hub: HubIn, cell: str, from_us: Moment = 0, to_us: Moment = MAX_EXACT - 1) -> Response:
    """One row per shot, newest first; an empty field was not measured."""
    hub.cell(cell)
    columns = await asyncio.to_thread(_shot_columns, hub, cell, from_us, to_us)
    return _csv(f"{cell}-shots", list(columns), _shots(hub, cell, from_us, to_us))


@router.get("/shots.parquet", summary="Shots as Parquet")
async def shots_parquet(hub: HubIn, cell: str, from_us: Moment = 0, to_us: Moment = MAX_EXACT - 1) -> Response:
    """The same columns as the CSV, typed."""
    hub.cell(cell)

    def columns() -> Columns:
        return _shot_columns(hub, cell, from_us, to_us)

    return await _parquet(f"{cell}-shots", columns, _shots(hub, cell, from_us, to_us))


@router.get("/series.csv", summary="Channels as CSV")
async def series_csv(hub: HubIn, cell: str, channel: Channels, from_us: Moment, to_us: Moment) -> Response:
    """At most 1,000 buckets of the period, each with low, high and mean."""
    points = await asyncio.to_thread(_points, hub, cell, channel, (from_us, to_us))
    return _csv(f"{cell}-series", [*POINT_HEAD, *MARKS], iter([points]))


@router.get("/series.parquet", summary="Channels as Parquet")
async def series_parquet(hub: HubIn, cell: str, channel: Channels, from_us: Moment, to_us: Moment) -> Response:
    """The same columns as the CSV, typed."""
    points = await asyncio.to_thread(_points, hub, cell, channel, (from_us, to_us))
    columns = {**POINT_HEAD, **dict.fromkeys(MARKS, pa.float64())}
    return await _parquet(f"{cell}-series", lambda: columns, iter([points]))


def _rows(hub: Hub, cell: str, from_us: int, to_us: int) -> Iterator[list[ShotRow]]:
    """Page by page, each its own short read, so that an export never holds the database."""
    while rows := hub.reader.shots(cell, after_us=from_us, before_us=to_us, limit=PAGE):
        yield rows
        to_us = rows[-1].measured_us


def _shots(hub: Hub, cell: str, from_us: int, to_us: int) -> Pages:
    origins = hub.reader.origins(cell)
    for rows in _rows(hub, cell, from_us, to_us):
        yield [_record(row, origins.get(row.run, "real")) for row in rows]


def _record(row: ShotRow, origin: str) -> dict[str, Any]:
    head = {name: origin if name == "origin" else getattr(row, name) for name in SHOT_HEAD}
    return {**head, **values_of(row), **row.settings}


def _shot_columns(hub: Hub, cell: str, from_us: int, to_us: int) -> Columns:
    """Read through once before writing: a quantity that only the oldest shot tells has its column too."""
    told: dict[str, None] = {}
    for rows in _rows(hub, cell, from_us, to_us):
        for row in rows:
            told |= dict.fromkeys((*row.more, *row.settings))
    return {**SHOT_HEAD, **dict.fromkeys((*SHOT_COLUMNS, *sorted(told)), pa.float64())}


def _points(hub: Hub, cell: str, channels: list[str], period: tuple[int, int]) -> list[dict[str, Any]]:
    hub.cell(cell)
    if period[0] >= period[1]:
        raise HTTPException(422, f"from_us ({period[0]}) must lie before to_us ({period[1]}).")
    answer = hub.reader.series(cell, channels, from_us=period[0], to_us=period[1], points=2000)
    return [
        {
            "cell": cell,
            "channel": series["name"],
            "unit": series["unit"],
            "rung": answer["rung"],
            "t_us": t_us,
            **dict(zip(MARKS, marks, strict=True)),
        }
        for series in answer["series"]
        for t_us, *marks in zip(series["t_us"], series["low"], series["high"], series["mean"], strict=True)
        if marks != [None] * len(MARKS)  # a gap in a chart is no row in a table
    ]


def _csv(name: str, columns: list[str], pages: Pages) -> Response:
    def lines() -> Iterator[str]:
        buffer = io.StringIO()
        writer = csv.DictWriter(buffer, columns, restval="")
        writer.writeheader()
        for page in pages:
            writer.writerows(page)
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
        yield buffer.getvalue()

    head = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return StreamingResponse(lines(), media_type="text/csv; charset=utf-8", headers=head)


async def _parquet(name: str, columns: Callable[[], Columns], pages: Pages) -> Response:
    file = await asyncio.to_thread(lambda: _written(columns(), pages))
    head = {"Content-Disposition": f'attachment; filename="{name}.parquet"'}
    return StreamingResponse(_pieces(file), media_type=PARQUET, headers=head)


def _written(columns: Columns, pages: Pages) -> IO[bytes]:
    """A file whose memory does not grow with the number of rows."""
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  # `_pieces` closes it
    schema = pa.schema(list(columns.items()))
    with pq.ParquetWriter(file, schema) as writer:
        for page in pages:
            writer.write_table(pa.Table.from_pylist(page, schema))
    file.seek(0)
    return file


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while piece := file.read(CHUNK):
            yield piece
