"""Meetings, seats and interests: read from the store, announced, taken, left."""

from collections.abc import Callable
from typing import Any, Literal, NamedTuple

from sqlalchemy import Engine, func
from sqlmodel import Session, col, select

from sprue_server.store.leaving import Visitor, arrived
from sprue_server.store.noted import noted
from sprue_server.store.tables import AuditRow
from sprue_server.store.voice_tables import InterestRow, MeetingRow, SeatRow


class TogetherReading:
    """The part of the reader that is about meetings and interests."""

    engine: Engine

    def meetings(self) -> list[MeetingRow]:
        """All of them, the next first."""
        with Session(self.engine) as db:
            return list(db.exec(select(MeetingRow).order_by(col(MeetingRow.starts_us), col(MeetingRow.id))))

    def taken(self) -> dict[int, int]:
        """Seats that are taken, by meeting."""
        query = select(SeatRow.meeting, func.count()).group_by(col(SeatRow.meeting))
        with Session(self.engine) as db:
            return dict(db.exec(query).all())

    def seats(self, meeting: int) -> list[SeatRow]:
        """Seats of a meeting in the order in which they were taken."""
        query = select(SeatRow).where(col(SeatRow.meeting) == meeting).order_by(col(SeatRow.id))
        with Session(self.engine) as db:
            return list(db.exec(query))

    def seats_of(self, owner: str) -> list[SeatRow]:
        """The seats of one browser."""
        with Session(self.engine) as db:
            return list(db.exec(select(SeatRow).where(col(SeatRow.owner) == owner)))

    def interests(self) -> list[InterestRow]:
        """All of them in the order in which they were left."""
        with Session(self.engine) as db:
            return list(db.exec(select(InterestRow).order_by(col(InterestRow.id))))


class Taken(NamedTuple):
    """What became of a wish for a seat."""

    outcome: Literal["taken", "full", "cancelled", "over", "unknown"]
    places: int = 0


def take(visitor: Visitor, seat: SeatRow) -> Callable[[Session], Taken]:
    """Take a seat, or change the name on one's own; the meeting's row is held: the last is taken once."""

    def change(db: Session) -> Taken:
        meeting = db.get(MeetingRow, seat.meeting, with_for_update=True)
        if meeting is None:
            return Taken("unknown")
        if meeting.cancelled or meeting.starts_us <= visitor.at_us:
            return Taken("cancelled" if meeting.cancelled else "over")
        own = select(SeatRow).where(col(SeatRow.meeting) == seat.meeting, col(SeatRow.owner) == visitor.owner)
        before = db.exec(own).first()
        if before is not None:
            before.sqlmodel_update(seat.model_dump(exclude={"id", "left_us"}))
            return Taken("taken", meeting.places)
        held = select(func.count()).select_from(SeatRow).where(col(SeatRow.meeting) == seat.meeting)
        if db.exec(held).one() >= meeting.places:
            return Taken("full", meeting.places)
        arrived(db, visitor)
        db.add(seat)
        return Taken("taken", meeting.places)

    return change


def announced(
    number: int | None, told: dict[str, Any], note: AuditRow
) -> Callable[[Session], MeetingRow | None]:
    """A new meeting, or one that is changed; None: there is none of this number."""
    return noted(MeetingRow, number, told, note)


def hidden(number: int, state: str, note: AuditRow) -> Callable[[Session], bool]:
    """An instructor hides an interest or shows it again; false: there is none of this number."""

    def change(db: Session) -> bool:
        row = db.get(InterestRow, number)
        if row is not None:
            row.state = state
            db.add_all([row, note])
        return row is not None

    return change
