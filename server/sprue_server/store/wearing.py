"""Spells of production in few numbers, counted and averaged by the database: what wear is read from."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Engine, Text, cast, func
from sqlalchemy import select as sa_select
from sqlmodel import Session, col

from sprue_contract.fields import CycleQuality
from sprue_server.store.floor import within
from sprue_server.store.tables import ShotRow
from sprue_server.store.visibility import Stretch


class SpellRow(NamedTuple):
    """Shots of one run, setting and quality within a spell; of each quantity mean and mean of squares."""

    run: str
    begin_us: int
    settings: str
    good: bool
    shots: int
    moments: dict[str, tuple[float, float]]


class WearReading:
    """The part of the reader that is about what spells of production were like."""

    engine: Engine

    def spells_made(
        self, cell: str, stretches: Sequence[Stretch], quantities: Iterable[str], size_us: int
    ) -> list[SpellRow]:
        """In order of time. `quantities`: columns of shots. Good: a good cycle, not of a start-up."""
        names = list(quantities)
        spell = (col(ShotRow.measured_us) // size_us).label("spell")
        good = ((col(ShotRow.quality) == int(CycleQuality.GOOD_CYCLE)) & ~col(ShotRow.start_up)).label("good")
        settings = cast(col(ShotRow.settings), Text).label("settings")
        values = [getattr(ShotRow, name) for name in names]
        means: list[Any] = [func.avg(one) for value in values for one in (value, value * value)]
        found: list[SpellRow] = []
        with Session(self.engine) as db:
            for one in stretches:
                query = sa_select(spell, settings, good, func.count(), *means)
                query = query.where(*within(ShotRow, cell, one)).group_by(spell, settings, good)
                rows = db.execute(query.order_by(spell))
                found += [_row(one.run, names, row, size_us) for row in rows]
        return found


def _row(run: str, names: Sequence[str], row: Any, size_us: int) -> SpellRow:  # noqa: ANN401  # a database's row
    moments = {
        name: (float(row[4 + 2 * at]), float(row[5 + 2 * at]))
        for at, name in enumerate(names)
        if row[4 + 2 * at] is not None
    }
    return SpellRow(run, int(row[0]) * size_us, row[1], bool(row[2]), int(row[3]), moments)
