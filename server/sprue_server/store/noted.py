"""A row that a person changes or strikes, with the note of who did, in one transaction."""

from collections.abc import Callable
from typing import Any, TypeVar

from sqlmodel import Session, SQLModel

from sprue_server.store.dialect import erasing
from sprue_server.store.tables import AuditRow

Row = TypeVar("Row", bound=SQLModel)


def noted(
    kind: type[Row], number: int | None, told: dict[str, Any], note: AuditRow
) -> Callable[[Session], Row | None]:
    """The row of this number changed, or a new one where that is None; None: there is no such row."""

    def change(db: Session) -> Row | None:
        row = kind(**told) if number is None else db.get(kind, number)
        if row is None:
            return None
        row.sqlmodel_update(told)
        return written(db, row, note)

    return change


def written(db: Session, row: Row, note: AuditRow) -> Row:
    """Both in this transaction; the row as it stands there, for use after it."""
    db.add_all([row, note])
    db.flush()
    db.refresh(row)
    db.expunge(row)
    return row


def struck(kind: type[SQLModel], number: int, note: AuditRow, **of: object) -> Callable[[Session], bool]:
    """The row of this number deleted, so that nothing stays; `of`: what it must say. False: there is none."""

    def change(db: Session) -> bool:
        row = db.get(kind, number)
        if row is None or any(getattr(row, name) != value for name, value in of.items()):
            return False
        erasing(db.connection())
        db.delete(row)
        db.add(note)
        return True

    return change
