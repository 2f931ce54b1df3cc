"""Everything the hub reads from its store: short read-only questions, safe from any thread.

Call these with `asyncio.to_thread`. Lists of shots, events and series show visible runs only.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal, TypedDict

from sprue_contract.fields import Origin
from sqlmodel import Session, col, select

from sprue_server.store import shots as shot_list
from sprue_server.store.curves import CurveData, from_blob
from sprue_server.store.opening import reading_engine
from sprue_server.store.shots import Order, ShotKey
from sprue_server.store.tables import (
    AuditRow,
    BirthRow,
    EventRow,
    LoginRow,
    MeasurementRow,
    QuarantineRow,
    SecretRow,
    ShotCurvesRow,
    ShotRow,
    StreamRow,
)
from sprue_server.store.visibility import Stretch, born_order, current, visible

Rung = Literal["frames", "10s", "1min", "10min", "1h", "1d"]


class SeriesPart(TypedDict):
    """One channel; the lists are equally long, a None in all three marks a gap."""

    name: str
    unit: str
    t_us: list[int]
    low: list[float | None]
    high: list[float | None]
    mean: list[float | None]


class Series(TypedDict):
    """The shape of the API's SeriesAnswer: `SeriesAnswer.model_validate(series)`."""

    cell: str
    from_us: int
    to_us: int
    rung: Rung
    series: list[SeriesPart]


class Reader:
    """Reads hub.db, the frames and the roll-ups of one data folder; rows come back detached."""

    def __init__(self, data: Path, timezone: str) -> None:
        """Open for reading; the store itself must have been opened (and migrated) before."""
        self.data, self.timezone = data, timezone
        self.engine = reading_engine(data / "hub.db")

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()

    def cells(self) -> list[str]:
        """Names of all cells that ever sent a record, sorted."""

    def births(self, cell: str) -> list[BirthRow]:
        """All births of a cell, latest born first."""

    def current_birth(self, cell: str) -> BirthRow | None:
        """Birth of the run that is going on; None when the cell has none or only history."""

    def origins(self, cell: str) -> dict[str, Origin]:
        """Origin of each run of a cell that has a birth."""

    def stream(self, stream: int) -> StreamRow | None:
        """Gateway, session, cell, run and layout behind the number in a shot's id."""

    def shots(
        self,
        cell: str,
        *,
        before_us: int | None = None,
        after_us: int | None = None,
        limit: int = 100,
        order: Order = "newest",
    ) -> list[ShotRow]:
        """Visible shots with after_us <= measured_us < before_us."""

    def shot(self, stream: int, measured_us: int, seq: int) -> ShotRow | None:
        """One shot by its key, visible or not."""

    def neighbours(self, shot: ShotRow) -> tuple[ShotRow | None, ShotRow | None]:
        """Visible shots of the same cell just before and just after."""

    def curves(self, shot: ShotRow) -> list[CurveData]:
        """Unpacked curves in the order in which they were sent; none: empty."""

    def curves_of(self, shots: Sequence[ShotRow]) -> dict[ShotKey, list[CurveData]]:
        """Curves of many shots at once, by (stream, measured_us, seq); shots without are absent."""

    def measurements_of(self, shot: ShotRow) -> list[MeasurementRow]:
        """What gauges read on the part of this shot (same cell and run)."""

    def events(
        self,
        cell: str | None = None,
        *,
        after_us: int | None = None,
        before_us: int | None = None,
        limit: int = 100,
    ) -> list[EventRow]:
        """Visible events of one or all cells with after_us <= measured_us < before_us, newest first."""

    def series(
        self, cell: str, channels: Sequence[str], *, from_us: int, to_us: int, points: int = 1000
    ) -> Series:
        """Lowest, highest and mean per bucket; at most `points` (never > 2,000) lows and highs together."""

    def tallies(self) -> dict[tuple[str, str, str], int]:
        """Records stored per (gateway, session, cell), summed over all files."""

    def counts(self) -> dict[str, int]:
        """Records stored per cell, over all gateways and sessions."""

    def latest_measured(self) -> dict[str, int]:
        """Newest measured_us per cell, over frames, shots and events."""

    def quarantine(self) -> list[QuarantineRow]:
        """Messages that could not be read, by reason, newest first."""

    def audit(self, limit: int = 200) -> list[AuditRow]:
        """Who changed what, newest first."""

    def secrets(self) -> dict[str, str]:
        """Argon2 hash per role."""

    def login(self, token_sha256: str) -> LoginRow | None:
        """A signed-in browser; whether it has run out is for the caller's clock to say."""
