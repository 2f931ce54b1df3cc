"""What the hub keeps about its records and its people: counters, quarantine, secrets, who changed what."""

from collections import Counter

from sqlalchemy import Engine, func
from sqlmodel import Session, col, select

from sprue_server.store.database import FrameReader
from sprue_server.store.tables import (
    AuditRow,
    EventRow,
    LoginRow,
    PurgedRow,
    QuarantineRow,
    SecretRow,
    ShotRow,
    StreamRow,
    TallyRow,
)


class Bookkeeping:
    """The part of the reader that is not about a cell's records."""

    engine: Engine
    frames: FrameReader

    def tallies(self) -> dict[tuple[str, str, str], int]:
        """Records stored per (gateway, session, cell), summed over all files."""
        found: Counter[tuple[str, str, str]] = Counter(self.frames.tallies())
        with Session(self.engine) as db:
            for row in db.exec(select(TallyRow)):
                found[row.gateway, row.session, row.cell] += row.stored
        return dict(found)

    def counts(self) -> dict[str, int]:
        """Records stored per cell, over all gateways and sessions."""
        found: Counter[str] = Counter()
        for (_, _, cell), stored in self.tallies().items():
            found[cell] += stored
        return dict(found)

    def latest_measured(self) -> dict[str, int]:
        """Newest measured_us per cell, over frames, shots and events."""
        found: dict[str, int] = {}
        with Session(self.engine) as db:
            for table in (ShotRow, EventRow):
                newest = select(table.cell, func.max(table.measured_us)).group_by(table.cell)
                for cell, moment in db.exec(newest):
                    found[cell] = max(moment, found.get(cell, 0))
            streams = db.exec(select(StreamRow).where(col(StreamRow.layout) != "")).all()
        for stream in streams:
            moment = self.frames.latest(stream.id or 0) or 0
            found[stream.cell] = max(moment, found.get(stream.cell, 0))
        return found

    def purged(self) -> dict[str, PurgedRow]:
        """What is not kept any longer, by kind."""
        with Session(self.engine) as db:
            return {row.kind: row for row in db.exec(select(PurgedRow))}

    def quarantine(self) -> list[QuarantineRow]:
        """Messages that could not be read, by reason, newest first."""
        with Session(self.engine) as db:
            return list(db.exec(select(QuarantineRow).order_by(col(QuarantineRow.last_us).desc())))

    def audit(self, limit: int = 200) -> list[AuditRow]:
        """Who changed what, newest first."""
        with Session(self.engine) as db:
            return list(db.exec(select(AuditRow).order_by(col(AuditRow.id).desc()).limit(limit)))

    def secrets(self) -> dict[str, str]:
        """Argon2 hash per role."""
        with Session(self.engine) as db:
            return {row.role: row.hash for row in db.exec(select(SecretRow))}

    def secrets_changed(self) -> dict[str, int]:
        """When each role's secret was set."""
        with Session(self.engine) as db:
            return {row.role: row.changed_us for row in db.exec(select(SecretRow))}

    def login(self, token_sha256: str) -> LoginRow | None:
        """A signed-in browser; whether it has run out is for the caller's clock to say."""
        with Session(self.engine) as db:
            return db.get(LoginRow, token_sha256)
