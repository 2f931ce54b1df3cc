"""Devices that walk with a group: which have joined, and one mark of each."""

from collections.abc import Callable

from sqlmodel import Session

from sprue_server.refused import Refused
from sprue_server.store.visit_tables import RatingRow, TabletRow


def joined(group: int, device: str, press: str | None) -> Callable[[Session], None]:
    """A device walks with a group, by the hash of its cookie; so does the press that it has borrowed before.

    Who joins again stays what he was, or he could say twice how it was.
    """
    owners = {press: False, device: True} if press else {device: True}

    def write(db: Session) -> None:
        for owner, may_rate in owners.items():
            if db.get(TabletRow, (group, owner)) is None:
                db.add(TabletRow(group=group, owner=owner, may_rate=may_rate))

    return write


def rated(group: int, device: str, rating: int, now_us: int) -> Callable[[Session], None]:
    """A device that has joined says how it was, once.

    A second mark is refused, not put in the place of the first: for that a mark would have to say whose it is.

    Raises:
        Refused: it has not joined, or has said it.
    """

    def write(db: Session) -> None:
        row = db.get(TabletRow, (group, device), with_for_update=True)
        if row is None:
            raise Refused(403, "tour_not_joined")
        if not row.may_rate:
            raise Refused(409, "tour_rated")
        row.may_rate = False
        db.add_all([row, RatingRow(group=group, at_us=now_us, rating=rating)])

    return write
