"""What was learnt becomes a row, what no longer holds ends it, numbers of old versions go."""

from collections.abc import Callable
from typing import Any

from sqlmodel import Session, col, select

from sprue_server.gauging.cell import CellGauges, Due
from sprue_server.gauging.holding import Holding
from sprue_server.gauging.jobs import Learnt
from sprue_server.store.gauge_tables import GaugeRow

ASKED = 2  # versions of a quantity that can still be asked: what they said of parts is shown
Change = Callable[[Session], None]


def version(state: CellGauges, quantity: str, due: Due, told: Learnt, now_us: int) -> Change:
    """A version that was learnt just now."""
    filled = columns(state, quantity, due, told, now_us)

    def write(db: Session) -> None:
        db.add(GaugeRow(**filled))
        db.flush()
        _forget(db, state.cell, quantity)

    return write


def columns(state: CellGauges, quantity: str, due: Due, told: Learnt, now_us: int) -> dict[str, Any]:
    """It as a row."""
    taught = [due.parts[at] for at in told.places]
    said = zip(taught, told.predicted, told.half, strict=True)
    return {
        "cell": state.cell,
        "mould": state.mould,
        "quantity": quantity,
        "learnt_us": now_us,
        "from_us": taught[0].measured_us,
        "to_us": due.parts[-1].measured_us,
        "begun_us": due.begun_us if told.begun == 0 else due.doubt_us or due.begun_us,
        "parts": len(taught),
        "level": told.level,
        "model": told.model,
        "body": {
            "asked": due.level,
            "inputs": told.inputs,
            "settings": told.settings,
            "dropped": told.dropped,
            "took_s": told.took_s,
            "scores": {name: one.model_dump() for name, one in told.scores.items()},
            "taught": [
                [one.id, one.measured_us, one.counter, one.readings[quantity], predicted, half]
                for one, predicted, half in said
            ],
        },
    }


def ended(number: int, found: Holding) -> Change:
    """It no longer holds; what was said first of when and why stays."""
    since_us, why = found.since_us, found.verdict

    def write(db: Session) -> None:
        row = db.get(GaugeRow, number)
        if row is not None and row.ended_us is None:
            row.ended_us, row.why = since_us, why

    return write


def _forget(db: Session, cell: str, quantity: str) -> None:
    query = select(GaugeRow).where(
        col(GaugeRow.cell) == cell, col(GaugeRow.quantity) == quantity, col(GaugeRow.model).is_not(None)
    )
    for row in db.exec(query.order_by(col(GaugeRow.id).desc()).offset(ASKED)):
        row.model, row.body = None, {**row.body, "taught": []}
