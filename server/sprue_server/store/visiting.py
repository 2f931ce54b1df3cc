"""What is read of visits: slots and who comes, groups and walks, the tour."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from sprue_server.store.visit_tables import (
    BookingRow,
    GroupRow,
    RatingRow,
    SlotRow,
    TabletRow,
    TourRow,
    WalkRow,
)


class VisitReading:
    """The part of the reader that is about visits."""

    engine: Engine

    def slots(self, from_us: int) -> list[SlotRow]:
        """Slots that begin then or later, the next first."""
        query = select(SlotRow).where(col(SlotRow.starts_us) >= from_us)
        with Session(self.engine) as db:
            return list(db.exec(query.order_by(col(SlotRow.starts_us), col(SlotRow.id))))

    def slot(self, number: int) -> SlotRow | None:
        """One by its number."""
        with Session(self.engine) as db:
            return db.get(SlotRow, number)

    def bookings(self, slots: Iterable[int]) -> list[BookingRow]:
        """What holds of the bookings of these slots, the first first."""
        with Session(self.engine) as db:
            return coming(db, slots)

    def booking(self, code_sha256: str) -> BookingRow | None:
        """The booking of a code."""
        with Session(self.engine) as db:
            return db.exec(select(BookingRow).where(BookingRow.code_sha256 == code_sha256)).first()

    def tour(self) -> TourRow | None:
        """The shared tour as it was written down."""
        with Session(self.engine) as db:
            return db.get(TourRow, 1)

    def owners(self, group: int) -> set[str]:
        """By what the presses of a group's tablets are known."""
        with Session(self.engine) as db:
            return set(db.exec(select(TabletRow.owner).where(TabletRow.group == group)))

    def visits(
        self, from_us: int, to_us: int
    ) -> tuple[Sequence[GroupRow], Sequence[WalkRow], Sequence[RatingRow]]:
        """Groups that began, walks that ended and ratings that were given in [from_us, to_us)."""
        group, walk, rating = col(GroupRow.begun_us), col(WalkRow.at_us), col(RatingRow.at_us)
        with Session(self.engine) as db:
            return (
                db.exec(select(GroupRow).where(group >= from_us, group < to_us).order_by(group)).all(),
                db.exec(select(WalkRow).where(walk >= from_us, walk < to_us).order_by(walk)).all(),
                db.exec(select(RatingRow).where(rating >= from_us, rating < to_us).order_by(rating)).all(),
            )


def coming(db: Session, slots: Iterable[int]) -> list[BookingRow]:
    """Bookings of these slots that were not cancelled."""
    query = select(BookingRow).where(
        col(BookingRow.slot).in_(list(slots)), col(BookingRow.cancelled_us).is_(None)
    )
    return list(db.exec(query.order_by(col(BookingRow.booked_us), col(BookingRow.id))))
