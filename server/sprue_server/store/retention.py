"""What the plant file does not want kept for ever goes, a little at a time, and what has gone is told.

Frames go only once they are rolled up; their roll-ups stay, and so do shots whose curves have gone. A step
takes some milliseconds of the writer.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session, col, delete, select, tuple_, update

from sprue_contract.plant import Keep
from sprue_server.store.dialect import insert_or_add
from sprue_server.store.pictures import shrink_pictures
from sprue_server.store.rungs import DAY_US
from sprue_server.store.store import Store
from sprue_server.store.tables import PurgedRow, ShotCurvesRow, ShotRow, StreamRow

HALVES_AT_ONCE = 20
CURVES_AT_ONCE = 500
GB = 1_000_000_000
Keys = list[tuple[int, int, int]]


class Retention:
    """Purges one store by what its plant file says."""

    def __init__(
        self, store: Store, readers: Engine, keep: Keep, last: Callable[[], set[str]] = set[str]
    ) -> None:
        """`last`: which pictures, by their SHA-256, go only when no others are left."""
        self.store, self.readers, self.keep, self.last = store, readers, keep, last

    async def step(self, now_us: int) -> int:
        """Purge some of what is too old or too much; how much. 0: nothing, look again later.

        Raises:
            StoreBlockedError: nothing more has gone; try again.
        """
        return await self._frames(now_us) + await self._curves(now_us) + await self._pictures(now_us)

    async def _frames(self, now_us: int) -> int:
        before_us = _before(now_us, self.keep.frames_days)
        if not before_us or not await self.store.beside(self.store.rollups.complete):
            return 0
        marks = self.store.writing.marks
        halves = await self.store.beside(lambda: marks.old(before_us, HALVES_AT_ONCE))
        gone = sum([await self.store.purge(half) for half in halves])
        await self._tell("frames", gone, before_us if len(halves) < HALVES_AT_ONCE else None)
        return gone

    async def _curves(self, now_us: int) -> int:
        before_us = _before(now_us, self.keep.curves_days)
        if not before_us:
            return 0
        keys = await self.store.beside(lambda: _old_curves(self.readers, before_us))
        if keys:
            await self.store.change(lambda db: _delete_curves(db, keys))
        await self._tell("curves", len(keys), before_us if len(keys) < CURVES_AT_ONCE else None)
        return len(keys)

    async def _pictures(self, now_us: int) -> int:
        if self.keep.pictures_gb is None:
            return 0
        most_bytes = int(self.keep.pictures_gb * GB)
        gone, until_us = await self.store.beside(
            lambda: shrink_pictures(self.store.data, most_bytes, self.last)
        )
        await self._tell("pictures", gone, min(until_us, now_us))
        return gone

    async def _tell(self, kind: str, gone: int, until_us: int | None) -> None:
        """Count it; `until_us`: all that was measured before has gone now, not only some of it."""
        if gone:
            row = {"kind": kind, "until_us": until_us or 0, "gone": gone}
            replaced = [] if until_us is None else ["until_us"]
            await self.store.change(lambda db: _add(db, row, replaced))


def _before(now_us: int, days: float | None) -> int:
    """Moment before which things go; 0: never."""
    return 0 if days is None else max(int(now_us - days * DAY_US), 0)


def _old_curves(engine: Engine, before_us: int) -> Keys:
    """Keys of some curves that are too old, stream by stream: that is how they lie."""
    found: Keys = []
    key = (col(ShotCurvesRow.stream), col(ShotCurvesRow.measured_us), col(ShotCurvesRow.seq))
    with Session(engine) as db:
        for stream in db.exec(select(StreamRow.id)):
            here = select(*key).where(key[0] == stream, key[1] < before_us)
            found += [tuple(row) for row in db.exec(here.limit(CURVES_AT_ONCE - len(found)))]  # type: ignore[misc]
            if len(found) >= CURVES_AT_ONCE:
                break
    return found


def _delete_curves(db: Session, keys: Keys) -> None:
    """The shots stay, as shots without curves: what looks for curves need not look there."""
    db.exec(delete(ShotCurvesRow).where(_key(ShotCurvesRow).in_(keys)))
    db.exec(update(ShotRow).where(_key(ShotRow).in_(keys)).values(has_curves=False))


def _key(table: type[ShotCurvesRow | ShotRow]) -> Any:  # noqa: ANN401
    return tuple_(col(table.stream), col(table.measured_us), col(table.seq))


def _add(db: Session, row: dict[str, Any], replaced: list[str]) -> None:
    connection = db.connection()
    connection.execute(insert_or_add(connection, PurgedRow, "gone", replaced), row)
