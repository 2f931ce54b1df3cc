"""Slots and bookings: who has a place, what everybody may see of it, what is kept of a person and how long."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlmodel import Session, col, select, update

from sprue_server import plant_clock
from sprue_server.refused import Refused
from sprue_server.store.dialect import erasing
from sprue_server.store.tables import AuditRow
from sprue_server.store.visit_tables import BookingRow, SlotRow
from sprue_server.store.visiting import coming
from sprue_server.visit_views import BookingIn, BookingView, SlotIn, SlotView, VisitorFirm
from sprue_server.voices.consent import KEPT_DAYS

S = 1_000_000
DAY_US = 86_400 * S
CONSENT = "visit-1"  # the version of the words under `visits.consent`
SHOWN_US = DAY_US  # a slot is listed until a day after its beginning
PERSONAL = ("name", "contact", "consent", "consent_us", "consent_language")
FIELDS = ("people", "sector", "role", "size", "language")


def slot_row(wish: SlotIn, zone: str, now_us: int) -> SlotRow:
    """A slot that is opened.

    Raises:
        Refused: it lies in the past.
    """
    told = wish.model_dump(exclude={"starts"})
    return SlotRow(**told, starts_us=plant_clock.coming(wish.starts, zone, now_us), opened_us=now_us)


def slot_view(slot: SlotRow, bookings: Iterable[BookingRow]) -> SlotView:
    """What everybody sees."""
    here = [one for one in bookings if one.slot == slot.id]
    people = sum(one.people for one in here)
    told = slot.model_dump(include={"id", "starts_us", "minutes", "places", "languages", "note"})
    return SlotView(
        **told,
        people=people,
        free=max(slot.places - people, 0),
        firms=len(here),
        sectors=dict(Counter(one.sector for one in here)),
        closed=slot.closed_us is not None,
    )


def firm(row: BookingRow) -> VisitorFirm:
    """What the instructor sees."""
    return VisitorFirm.model_validate(row, from_attributes=True)


def booking_view(row: BookingRow, slot: SlotView) -> BookingView:
    """What who made it sees."""
    told: dict[str, Any] = row.model_dump(
        include={*FIELDS, "name", "contact", "consent", "consent_us", "booked_us"}
    )
    forgotten_us = None if row.consent_us is None else row.consent_us + KEPT_DAYS * DAY_US
    cancelled = row.cancelled_us is not None or slot.closed
    return BookingView(**told, slot=slot, forgotten_us=forgotten_us, cancelled=cancelled)


def personal(wish: BookingIn, now_us: int) -> dict[str, Any]:
    """Name and contact with what was agreed to; nothing of it without consent.

    Raises:
        Refused: there is a name or a contact, and no consent.
    """
    name, contact = wish.name.strip() or None, wish.contact.strip() or None
    if not (name or contact):
        return dict.fromkeys(PERSONAL)
    if not wish.consent:
        raise Refused(422, "visit_consent")
    agreed = {"consent": CONSENT, "consent_us": now_us, "consent_language": wish.language}
    return {"name": name, "contact": contact, **agreed}


def booked(wish: BookingIn, slot: int, code_sha256: str, now_us: int) -> Callable[[Session], BookingRow]:
    """Write a booking, if there are places; who books at the same moment waits."""
    row = BookingRow(
        slot=slot,
        code_sha256=code_sha256,
        booked_us=now_us,
        **wish.model_dump(include={*FIELDS}),
        **personal(wish, now_us),
    )

    def write(db: Session) -> BookingRow:
        _fits(db, slot, wish.people, now_us)
        db.add(row)
        db.flush()
        db.refresh(row)
        return row

    return write


def changed(wish: BookingIn, code_sha256: str, now_us: int) -> Callable[[Session], BookingRow]:
    """Change a booking that holds; consent that was given for the same words keeps its moment."""
    person = personal(wish, now_us)

    def write(db: Session) -> BookingRow:
        row = _held(db, code_sha256)
        _fits(db, row.slot, wish.people, now_us, but=row.id)
        erasing(db.connection())
        if (row.name, row.contact) == (person["name"], person["contact"]):
            person["consent_us"] = row.consent_us
        row.sqlmodel_update({**wish.model_dump(include={*FIELDS}), **person, "changed_us": now_us})
        db.add(row)
        return row

    return write


def cancelled(code_sha256: str, now_us: int) -> Callable[[Session], BookingRow]:
    """Cancel a booking: its places are free at once, and who it was is forgotten at once."""

    def write(db: Session) -> BookingRow:
        row = _held(db, code_sha256)
        _cancel(db, row, now_us)
        return row

    return write


def struck(number: int, slot: int, note: AuditRow) -> Callable[[Session], None]:
    """An instructor cancels one booking of a slot, as the firm itself would; `note` says who did."""

    def write(db: Session) -> None:
        row = db.get(BookingRow, number)
        if row is None or row.slot != slot or row.cancelled_us is not None:
            raise Refused(404, "visit_not_booked")
        _cancel(db, row, note.at_us)
        db.add(note)

    return write


def _cancel(db: Session, row: BookingRow, now_us: int) -> None:
    erasing(db.connection())
    row.sqlmodel_update({**dict.fromkeys(PERSONAL), "cancelled_us": now_us})
    db.add(row)


def closed(number: int, now_us: int) -> Callable[[Session], SlotRow]:
    """A slot does not take place; who has booked it sees that."""

    def write(db: Session) -> SlotRow:
        row = _slot(db, number)
        row.closed_us = row.closed_us or now_us
        db.add(row)
        return row

    return write


def forgotten(now_us: int) -> Callable[[Session], int]:
    """Names and contacts that were left long ago go; how many."""
    before_us = now_us - KEPT_DAYS * DAY_US

    def write(db: Session) -> int:
        erasing(db.connection())
        old = update(BookingRow).where(col(BookingRow.consent_us) <= before_us)
        old = old.values(**dict.fromkeys(PERSONAL))
        return int(db.connection().execute(old).rowcount)

    return write


def _slot(db: Session, number: int) -> SlotRow:
    row = db.get(SlotRow, number, with_for_update=True)
    if row is None:
        raise Refused(404, "visit_no_slot", slot=float(number))
    return row


def _held(db: Session, code_sha256: str) -> BookingRow:
    query = select(BookingRow).where(col(BookingRow.cancelled_us).is_(None))
    row = db.exec(query.where(BookingRow.code_sha256 == code_sha256)).first()
    if row is None:
        raise Refused(404, "visit_no_booking")
    return row


def _fits(db: Session, number: int, people: int, now_us: int, but: int | None = None) -> None:
    slot = _slot(db, number)
    if slot.closed_us is not None:
        raise Refused(409, "visit_closed")
    if slot.starts_us <= now_us:
        raise Refused(409, "visit_begun")
    others: Sequence[BookingRow] = [one for one in coming(db, [number]) if one.id != but]
    free = slot.places - sum(one.people for one in others)
    if people > free:
        raise Refused(409, "visit_full", free=float(max(free, 0)), people=float(people))
