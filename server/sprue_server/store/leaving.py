"""Whatever visitors leave has an owner: it is told to one, and deleted for good by one or by age."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Engine, delete, func, update
from sqlmodel import Session, col, select

from sprue_server.store.dialect import erasing, insert_new
from sprue_server.store.tables import AuditRow
from sprue_server.store.voice_tables import (
    Consented,
    InterestRow,
    MeetingRow,
    SeatRow,
    VisitorRow,
    VoiceRow,
    VoteRow,
)

LEFT: dict[str, type[Consented]] = {"voice": VoiceRow, "seat": SeatRow, "interest": InterestRow}
CONSENT: dict[str, None] = dict.fromkeys(("consent_version", "consent_language", "consent_us"))
Row = TypeVar("Row", bound=Consented)


class Visitor(NamedTuple):
    """A browser that leaves something now."""

    owner: str
    code_sha256: str
    at_us: int


class Everything(NamedTuple):
    """What one browser has left; votes and seats with what they are for."""

    left: list[tuple[str, Consented]]
    votes: list[tuple[VoteRow, VoiceRow]]
    meetings: dict[int, str]


class LeavingReading:
    """The part of the reader that is about what belongs to one browser."""

    engine: Engine

    def left_by(self, owner: str) -> Everything:
        """Everything of one owner, the newest first."""
        with Session(self.engine) as db:
            rows = [(kind, row) for kind, table in LEFT.items() for row in _own(db, table, owner)]
            votes = select(VoteRow, VoiceRow).join(VoiceRow, col(VoteRow.voice) == col(VoiceRow.id))
            voted = db.exec(votes.where(col(VoteRow.owner) == owner)).all()
            titles = dict(db.exec(select(MeetingRow.id, MeetingRow.title)).all())
        rows.sort(key=lambda one: one[1].left_us, reverse=True)
        return Everything(
            rows, [(vote, voice) for vote, voice in voted], {n: t for n, t in titles.items() if n}
        )

    def owner_of_code(self, code_sha256: str) -> str | None:
        """Whose code it is."""
        with Session(self.engine) as db:
            return db.exec(select(VisitorRow.owner).where(col(VisitorRow.code_sha256) == code_sha256)).first()


def _own(db: Session, table: type[Row], owner: str) -> Sequence[Row]:
    return db.exec(select(table).where(col(table.owner) == owner)).all()


def arrived(db: Session, visitor: Visitor) -> None:
    """From now on this browser's code deletes what it leaves."""
    here = db.connection()
    row = {"owner": visitor.owner, "code_sha256": visitor.code_sha256, "made_us": visitor.at_us}
    here.execute(insert_new(here, VisitorRow), row)


def left(visitor: Visitor, row: Row, same: dict[str, Any], most: int) -> Callable[[Session], Row | None]:
    """Keep what a visitor leaves in the place of what is the `same` by these columns; None: too many."""

    def change(db: Session) -> Row | None:
        table = type(row)
        arrived(db, visitor)
        own = [col(table.owner) == visitor.owner]
        if same:
            erasing(db.connection())
            alike = [getattr(table, name) == value for name, value in same.items()]
            db.execute(delete(table).where(*own, *alike))
        if db.exec(select(func.count()).select_from(table).where(*own)).one() >= most:
            return None
        db.add(row)
        db.flush()
        db.expunge(row)
        return row

    return change


def forgotten(owner: str, note: AuditRow | None = None) -> Callable[[Session], int]:
    """Delete everything of one owner, and what others had voted for his proposals; how many things were his."""

    def change(db: Session) -> int:
        erasing(db.connection())
        proposals = select(VoiceRow.id).where(col(VoiceRow.owner) == owner)
        gone = _rows(db, delete(VoteRow).where(col(VoteRow.owner) == owner))
        db.execute(delete(VoteRow).where(col(VoteRow.voice).in_(proposals)))
        gone += sum(_rows(db, delete(table).where(col(table.owner) == owner)) for table in LEFT.values())
        db.execute(delete(VisitorRow).where(col(VisitorRow.owner) == owner))
        if note is not None:
            db.add(note)
        return gone

    return change


def removed(kind: str, number: int, owner: str) -> Callable[[Session], bool]:
    """Delete one thing for good; false: this owner has left no such thing."""

    def change(db: Session) -> bool:
        erasing(db.connection())
        if kind == "vote":
            return bool(
                _rows(db, delete(VoteRow).where(col(VoteRow.voice) == number, col(VoteRow.owner) == owner))
            )
        table = LEFT[kind]
        gone = _rows(db, delete(table).where(col(table.id) == number, col(table.owner) == owner))
        if gone and kind == "voice":
            db.execute(delete(VoteRow).where(col(VoteRow.voice) == number))
        return bool(gone)

    return change


def withdrawn(kind: str, number: int, owner: str) -> Callable[[Session], bool]:
    """Take a consent back: names and addresses go with it, the rest stays; false: this owner gave none."""

    def change(db: Session) -> bool:
        erasing(db.connection())
        table = LEFT[kind]
        whose = (col(table.id) == number, col(table.owner) == owner, col(table.consent_us).is_not(None))
        return bool(_rows(db, update(table).where(*whose).values(_nameless(table))))

    return change


def names_gone(before_us: int) -> Callable[[Session], int]:
    """Delete names and addresses that were left before a moment; how many."""

    def change(db: Session) -> int:
        erasing(db.connection())
        return sum(
            _rows(db, update(table).where(col(table.consent_us) < before_us).values(_nameless(table)))
            for table in LEFT.values()
        )

    return change


def old_names(engine: Engine, before_us: int) -> bool:
    """Whether there are names that are too old: asked first, so that the writer need not be."""
    with Session(engine) as db:
        asked = (select(table.id).where(col(table.consent_us) < before_us).limit(1) for table in LEFT.values())
        return any(db.exec(query).first() is not None for query in asked)


def _nameless(table: type[Consented]) -> dict[str, None]:
    return CONSENT | dict.fromkeys(table.NAMES)


def _rows(db: Session, statement: Any) -> int:  # noqa: ANN401  # SQLAlchemy's types of DML differ from version to version
    count: int = db.connection().execute(statement).rowcount
    return count
