"""What a firm takes home: shots and series as CSV or Parquet."""

import asyncio
import csv
import io
from collections.abc import Iterator
from typing import Annotated, Any

import pyarrow as pa
import pyarrow.parquet as pq
from fastapi import APIRouter, Query, Response
from fastapi.responses import StreamingResponse

from sprue_server.api import HubIn
from sprue_server.hub import Hub
from sprue_server.shots import values_of
from sprue_server.store.tables import SHOT_COLUMNS, ShotRow

router = APIRouter(prefix="/cells/{cell}/export", tags=["export"], default_response_class=Response)
PAGE = 2000  # rows of one short transaction
PARQUET = "application/vnd.apache.parquet"
FromUs = Annotated[int, Query(ge=0)]
ToUs = Annotated[int, Query(ge=0, lt=2**53)]


@router.get("/shots.csv", summary="Shots as CSV")
def shots_csv(hub: HubIn, cell: str, from_us: FromUs = 0, to_us: ToUs = 2**53 - 1) -> Response:
    """One row per shot, newest first; an empty field was not measured."""
    hub.cell(cell)
    return _csv(f"{cell}-shots", _text(_records(hub, cell, from_us, to_us)))


@router.get("/shots.parquet", summary="Shots as Parquet")
async def shots_parquet(hub: HubIn, cell: str, from_us: FromUs = 0, to_us: ToUs = 2**53 - 1) -> Response:
    """The same columns as the CSV, typed."""
    hub.cell(cell)
    body = await asyncio.to_thread(lambda: _parquet(list(_records(hub, cell, from_us, to_us))))
    return _file(body, f"{cell}-shots.parquet")


@router.get("/series.csv", summary="Channels as CSV")
def series_csv(
    hub: HubIn, cell: str, channel: Annotated[list[str], Query(min_length=1)], from_us: FromUs, to_us: ToUs
) -> Response:
    """At most 1,000 buckets of the period, each with low, high and mean."""
    hub.cell(cell)
    return _csv(f"{cell}-series", _text(_points(hub, cell, channel, (from_us, to_us))))


@router.get("/series.parquet", summary="Channels as Parquet")
async def series_parquet(
    hub: HubIn, cell: str, channel: Annotated[list[str], Query(min_length=1)], from_us: FromUs, to_us: ToUs
) -> Response:
    """The same columns as the CSV, typed."""
    hub.cell(cell)
    body = await asyncio.to_thread(lambda: _parquet(list(_points(hub, cell, channel, (from_us, to_us)))))
    return _file(body, f"{cell}-series.parquet")


def _records(hub: Hub, cell: str, from_us: int, to_us: int) -> Iterator[dict[str, Any]]:
    """Page by page, each its own short read, so that an export never holds the database."""
    origins, before = hub.reader.origins(cell), to_us
    while rows := hub.reader.shots(cell, after_us=from_us, before_us=before, limit=PAGE):
        for row in rows:
            yield _record(row, origins.get(row.run, "real"))
        before = rows[-1].measured_us


def _record(row: ShotRow, origin: str) -> dict[str, Any]:
    head = {
        "cell": row.cell,
        "run": row.run,
        "origin": origin,
        "measured_us": row.measured_us,
        "counter": row.counter,
        "quality": row.quality,
        "start_up": row.start_up,
    }
    values, settings = values_of(row), dict(row.settings)
    return {**head, **dict.fromkeys(SHOT_COLUMNS), **values, **settings}


def _points(hub: Hub, cell: str, channels: list[str], period: tuple[int, int]) -> Iterator[dict[str, Any]]:
    answer = hub.reader.series(cell, channels, from_us=period[0], to_us=period[1], points=2000)
    for series in answer["series"]:
        parts = zip(series["t_us"], series["low"], series["high"], series["mean"], strict=True)
        for t_us, low, high, mean in parts:
            yield {
                "cell": cell,
                "channel": series["name"],
                "unit": series["unit"],
                "rung": answer["rung"],
                "t_us": t_us,
                "low": low,
                "high": high,
                "mean": mean,
            }


def _text(records: Iterator[dict[str, Any]]) -> Iterator[str]:
    """CSV lines; the first record names the columns, later ones may not add any."""
    buffer, writer = io.StringIO(), None
    for record in records:
        if writer is None:
            writer = csv.DictWriter(buffer, list(record), extrasaction="ignore", restval="")
            writer.writeheader()
        writer.writerow(record)
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def _parquet(records: list[dict[str, Any]]) -> bytes:
    names = list(dict.fromkeys(name for record in records for name in record))
    table = pa.table({name: [record.get(name) for record in records] for name in names})
    sink = io.BytesIO()
    pq.write_table(table, sink)
    return sink.getvalue()


def _csv(name: str, lines: Iterator[str]) -> Response:
    head = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return StreamingResponse(lines, media_type="text/csv; charset=utf-8", headers=head)


def _file(body: bytes, name: str) -> Response:
    head = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(body, media_type=PARQUET, headers=head)
