"""Which runs and layouts have introduced themselves: a gateway is asked for no birth that is stored."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, tuple_
from sqlmodel import col, select

from sprue_server.store.hub_rows import streams_in
from sprue_server.store.parcel import Parcel, StreamKey
from sprue_server.store.tables import BirthRow

AT_ONCE = 300  # runs in one question
Born = set[tuple[str, str, str]]  # cell, run, layout; without a layout: the run as such
COLUMNS = (BirthRow.cell, BirthRow.run, BirthRow.layout)


class KnownBirths:
    """Used by the writer's thread. `others`: hubs that store births too, so what is missing is looked for."""

    def __init__(self, engine: Engine, *, others: bool) -> None:
        self._engine, self._others = engine, others
        with engine.connect() as db:
            self._known = _named(db.execute(select(*COLUMNS)))

    def learn(self, parcels: Sequence[Parcel]) -> None:
        """These have been stored."""
        births = [birth for full in parcels for birth in full.births]
        self._known |= _named((birth["cell"], birth["run"], birth["layout"]) for birth in births)

    def unborn(self, parcels: Sequence[Parcel]) -> set[tuple[str, str]]:
        """(gateway, cell) of streams whose run or layout has not introduced itself."""
        missing = self._missing(streams_in(parcels))
        if missing and self._others:
            with self._engine.connect() as db:
                self._known |= _births_of(db, missing)
            missing = self._missing(missing)
        return {(key.gateway, key.cell) for key in missing}

    def _missing(self, streams: Iterable[StreamKey]) -> set[StreamKey]:
        return {key for key in streams if (key.cell, key.run, key.layout) not in self._known}


def _births_of(db: Connection, streams: Iterable[StreamKey]) -> Born:
    runs, found = sorted({(stream.cell, stream.run) for stream in streams}), Born()
    for begin in range(0, len(runs), AT_ONCE):
        here = tuple_(col(BirthRow.cell), col(BirthRow.run)).in_(runs[begin : begin + AT_ONCE])
        found |= _named(db.execute(select(*COLUMNS).where(here)))
    return found


def _named(rows: Iterable[Any]) -> Born:
    return {known for cell, run, layout in rows for known in ((cell, run, ""), (cell, run, layout))}
