"""What the store asks of its database, whichever it is. This is the only place that knows which there are."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine

from sprue_server.store.blocks import Chunk, Which
from sprue_server.store.buckets import Times, Values
from sprue_server.store.frames import Frames, Half, Mark, Teller, Told
from sprue_server.store.packing import Packed
from sprue_server.store.problems import Driver, StoreError
from sprue_server.store.sqlite.database import SqliteDatabase


class FrameReader(Protocol):
    """Reads frames, marks and tallies; safe from any thread."""

    def read(self, stream: int, from_us: int, to_us: int, which: Which = None) -> tuple[Times, Values]:
        """Moments and values (moments, channels) of a stream with from_us <= moment < to_us, by time."""
        ...

    def half_frames(self, half: Half) -> tuple[Frames, int]:
        """All frames of a half hour, and how many loose bundles they came in."""
        ...

    def halves(self, from_us: int) -> Sequence[Half]:
        """All half hours of all streams of which there are frames, from a moment on."""
        ...

    def old(self, before_us: int, limit: int) -> Sequence[Half]:
        """Rolled-up half hours that ended before a moment, the oldest first."""
        ...

    def purged(self) -> dict[int, int]:
        """Up to when the frames of streams are gone."""
        ...

    def purged_until(self, stream: int, from_us: int, to_us: int) -> int:
        """Up to when a stream's frames of a period are gone; 0: they are all there."""
        ...

    def ripe(self, before_us: int, limit: int) -> Sequence[Half]:
        """Loose half hours that began before a moment and are rolled up."""
        ...

    def dirty(self, stream: int, from_us: int, to_us: int) -> list[int]:
        """Minutes that touch a period and that the roll-ups have not seen yet."""
        ...

    def marks(self, limit: int) -> list[Mark]:
        """Minutes to roll up, newest first: people look at the present while a back-fill runs."""
        ...

    def behind(self) -> int:
        """How many minutes of streams wait to be rolled up."""
        ...

    def tallies(self) -> Counter[Teller]:
        """Frames stored, per teller."""
        ...

    def latest(self, stream: int) -> int | None:
        """Newest moment of a stream."""
        ...


class FrameWriter(Protocol):
    """Changes marks; frames themselves are only ever added, by `Writing.keep`."""

    def clear(self, marks: Iterable[Mark]) -> None:
        """Forget marks that have been rolled up, unless they were set again meanwhile."""
        ...

    def mark_all(self, halves: Iterable[Half]) -> None:
        """Have all minutes of these half hours rolled up again."""
        ...

    def pack(self, packed: Packed) -> bool:
        """Put a block where its loose bundles were; False: they are no more those that were packed."""
        ...

    def purge(self, half: Half) -> int:
        """Delete a half hour that is rolled up; how many frames. Nothing of what came since it was chosen."""
        ...

    def tidy(self) -> bool:
        """Give some of the room that packing has freed back to the disk; False: there is none to give."""
        ...


class Ladder(Protocol):
    """Where roll-ups are kept; safe from any thread."""

    def built_for(self) -> str | None:
        """The time zone whose calendar it follows; None: it is new."""
        ...

    def read(
        self, size_us: int, stream: int, from_us: int, to_us: int, which: Which = None
    ) -> tuple[Times, Values]:
        """Buckets of one size of a stream that begin in a period, in order: (n,), (n, channels, 6)."""
        ...


class LadderChange(Protocol):
    """A change of the ladder, whole or not at all."""

    def begin_anew(self, timezone: str, kept: Mapping[int, int]) -> None:
        """Forget all buckets; of streams in `kept` only those that begin at a moment or later."""
        ...

    def read(
        self, size_us: int, stream: int, from_us: int, to_us: int, which: Which = None
    ) -> tuple[Times, Values]:
        """Like `Ladder.read`, with what this change has replaced."""
        ...

    def replace(
        self, size_us: int, stream: int, period: tuple[int, int], buckets: tuple[Times, Values]
    ) -> None:
        """Put these buckets where others were."""
        ...

    def ripe(self) -> Sequence[Chunk]:
        """All stretches that are not packed, the oldest of each rung first."""
        ...

    def pack(self, chunk: Chunk, end_us: int, body: bytes) -> None:
        """Put a block where loose buckets were."""
        ...


class LadderWriter(Protocol):
    """Changes the ladder; used by one thread at a time."""

    def built_for(self) -> str | None:
        """The time zone whose calendar it follows; None: it is new."""
        ...

    def change(self) -> AbstractContextManager[LadderChange]:
        """A transaction; of several hubs on one database, one at a time is in it."""
        ...

    def tidy(self) -> bool:
        """Give some of the room that packing has freed back to the disk; False: there is none to give."""
        ...


class Reading(Protocol):
    """A database opened for readers."""

    @property
    def engine(self) -> Engine:
        """The tables of `tables.py`, read-only."""
        ...

    @property
    def frames(self) -> FrameReader:
        """Frames."""
        ...

    @property
    def ladder(self) -> Ladder:
        """Roll-ups."""
        ...

    def close(self) -> None:
        """Let go of all connections."""
        ...


class Writing(Protocol):
    """A database opened for its one writer; `marks` and `ladder` are for the follower in another thread."""

    @property
    def engine(self) -> Engine:
        """The tables of `tables.py`."""
        ...

    @property
    def backup(self) -> Path | None:
        """The copy that was made before a change of form."""
        ...

    @property
    def frames(self) -> FrameWriter:
        """Marks."""
        ...

    @property
    def marks(self) -> FrameReader:
        """Frames and marks, for the follower."""
        ...

    @property
    def ladder(self) -> LadderWriter:
        """Roll-ups."""
        ...

    def keep(self, work: Callable[[Connection], Told]) -> None:
        """Run `work` in a transaction of the tables and keep the frames that it returns: for good, or raise."""
        ...

    def close(self) -> None:
        """Let go of everything."""
        ...


class Database(Protocol):
    """Where records are kept."""

    @property
    def place(self) -> Path | str:
        """How to name it to a person; never with a password."""
        ...

    @property
    def driver(self) -> Driver:
        """How it says no."""
        ...

    def for_writing(self) -> Writing:
        """Open it, bring its tables to the form this program knows.

        Raises:
            StoreError: with one message that says what keeps it from opening.
        """
        ...

    def for_reading(self) -> Reading:
        """Open it for readers; the writer must have opened it before.

        Raises:
            StoreError: it has not.
        """
        ...


def database_at(data: Path, url: str | None) -> Database:
    """The database behind a URL, or the files in the data folder.

    Raises:
        StoreError: the URL is none, or the driver for it is not installed.
    """
    if url is None:
        return SqliteDatabase(data)
    try:
        from sprue_server.store.postgres.database import PostgresDatabase  # noqa: PLC0415  # an extra
    except ImportError as problem:
        what = f"the driver of PostgreSQL is not installed ({problem})"
        raise StoreError("--database", what, "Install the extra: pip install 'sprue[postgres]'.") from problem
    return PostgresDatabase(url)
