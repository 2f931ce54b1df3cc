"""Pictures as people see them, from rows of the store: under which light, when, and whether they are kept."""

from collections.abc import Sequence

from sprue_contract.eyes import Of
from sprue_server.shot_views import PicturedView, PictureView
from sprue_server.store.reader import Reader
from sprue_server.store.tables import ImageRow


def pictures(reader: Reader, rows: Sequence[ImageRow]) -> list[PictureView]:
    """Each of them."""
    return [
        PictureView(
            sha256=one.sha256,
            camera=one.camera,
            light=one.light,
            measured_us=one.measured_us,
            kept=reader.picture(one.sha256) is not None,
        )
        for one in rows
    ]


def newest(reader: Reader, cell: str, of: Of, run: str | None) -> PicturedView | None:
    """What was taken last of a part, or of a cavity, in a cell; with `run` only in that run."""
    rows = reader.newest_series(cell, of, run)
    if not rows:
        return None
    one = max(rows, key=lambda row: row.measured_us)
    return PicturedView(
        camera=one.camera,
        shot_counter=one.shot_counter,
        measured_us=one.measured_us,
        pictures=pictures(reader, rows),
    )
