"""What routes have in common: a table as a file of CSV, and a file that somebody sends, read up to a bound."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from fastapi import Request, Response


def csv_table(columns: Sequence[str], rows: Iterable[Sequence[object]], name: str) -> Response:
    """A file of this name: a header and rows."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(columns)
    writer.writerows(rows)
    head = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(buffer.getvalue(), media_type="text/csv; charset=utf-8", headers=head)


def csv_rows(rows: Sequence[Mapping[str, object]], name: str) -> Response:
    """The same of rows that name their columns, all of them the same; without any only `cell` heads it."""
    columns = list(rows[0]) if rows else ["cell"]
    return csv_table(columns, ([row[column] for column in columns] for row in rows), name)


async def body(request: Request, most: int) -> bytes:
    """At most so many bytes, and of a longer body more than that, by which it is known to be too large."""
    data = bytearray()
    async for piece in request.stream():
        data += piece
        if len(data) > most:
            break
    return bytes(data)
