"""What visitors said and voted for: read from the store, left, moderated."""

from collections import Counter
from collections.abc import Callable
from typing import Any, NamedTuple

from sqlalchemy import Engine, delete, func
from sqlmodel import Session, col, select

from sprue_server.store.dialect import insert_new
from sprue_server.store.leaving import Visitor, arrived
from sprue_server.store.noted import noted, struck
from sprue_server.store.tables import AuditRow
from sprue_server.store.voice_tables import VoiceRow, VoteRow


class VoiceReading:
    """The part of the reader that is about voices."""

    engine: Engine

    def voices(self) -> list[VoiceRow]:
        """All of them, the newest first."""
        newest = select(VoiceRow).order_by(col(VoiceRow.left_us).desc(), col(VoiceRow.id).desc())
        with Session(self.engine) as db:
            return list(db.exec(newest))

    def votes(self) -> Counter[int]:
        """Votes by voice."""
        query = select(VoteRow.voice, func.count()).group_by(col(VoteRow.voice))
        with Session(self.engine) as db:
            return Counter(dict(db.exec(query).all()))

    def voted(self, owner: str) -> set[int]:
        """The voices that one browser is for."""
        with Session(self.engine) as db:
            return set(db.exec(select(VoteRow.voice).where(col(VoteRow.owner) == owner)))


class Voted(NamedTuple):
    """A vote that was given or taken back; `found`: there is such a proposal."""

    found: bool
    votes: int


def vote(voice: int, visitor: Visitor) -> Callable[[Session], Voted]:
    """Be for a proposal that is shown; a second time changes nothing."""

    def change(db: Session) -> Voted:
        row = _proposal(db, voice)
        if row is None:
            return Voted(found=False, votes=0)
        arrived(db, visitor)
        here, vote = db.connection(), {"voice": voice, "owner": visitor.owner, "left_us": visitor.at_us}
        here.execute(insert_new(here, VoteRow), vote)
        return Voted(found=True, votes=_votes(db, voice))

    return change


def unvote(voice: int, owner: str) -> Callable[[Session], Voted]:
    """Take it back; who gave none takes none back."""

    def change(db: Session) -> Voted:
        if _proposal(db, voice) is None:
            return Voted(found=False, votes=0)
        db.execute(delete(VoteRow).where(col(VoteRow.voice) == voice, col(VoteRow.owner) == owner))
        return Voted(found=True, votes=_votes(db, voice))

    return change


def _proposal(db: Session, voice: int) -> VoiceRow | None:
    row = db.get(VoiceRow, voice, with_for_update=True)
    return row if row is not None and row.kind == "proposal" and row.state == "shown" else None


def _votes(db: Session, voice: int) -> int:
    return db.exec(select(func.count()).select_from(VoteRow).where(col(VoteRow.voice) == voice)).one()


def moderated(voice: int, told: dict[str, Any], note: AuditRow) -> Callable[[Session], VoiceRow | None]:
    """What an instructor decided, with the note of who did; None: there is no such voice."""
    return noted(VoiceRow, voice, told, note)


def voice_struck(voice: int, note: AuditRow) -> Callable[[Session], bool]:
    """An instructor deletes a voice with its votes. False: there is none."""

    def change(db: Session) -> bool:
        db.execute(delete(VoteRow).where(col(VoteRow.voice) == voice))
        return struck(VoiceRow, voice, note)(db)

    return change
