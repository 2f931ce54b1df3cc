"""What is called becomes a row, what is over ends it; the cause is told again while it becomes clearer."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from sprue_server.drift.watching import Watched
from sprue_server.minding.cell import CellMind
from sprue_server.minding.evidence import causes, level_reached, numbers
from sprue_server.shots import shot_id
from sprue_server.store.drift_tables import DriftRow, TemplateRow
from sprue_server.store.tables import ShotRow

MOVED = 8  # numbers that a row keeps
CLEARER = 15  # shots in which what is told of an alarm still grows clearer


Change = Callable[[Session], None]


def written(db: Session, changed: Sequence[Change]) -> None:
    """All of them, in their order."""
    for change in changed:
        change(db)


def found(mind: CellMind) -> list[Change]:
    """What a look at the last shots of a cell changes in the store."""
    if mind.last is None or mind.newest is None:
        return []
    kept = [_template(mind)] if mind.taught else []
    return [*kept, *_alarm(mind, mind.last, mind.newest)]


def changes(mind: CellMind, told: Watched, row: ShotRow) -> list[Change]:
    """What this shot changes in the store."""
    learnt = [_template(mind)] if mind.taught and mind.taught[0] is row else []
    if told.phase != "changed":
        return [*learnt, *_alarm(mind, told, row)]
    mind.calls = False
    return [_ended(mind, row), _called(mind, told, row, "setting"), _ended(mind, row)]


def _alarm(mind: CellMind, told: Watched, row: ShotRow) -> list[Change]:
    called, mind.calls = mind.calls, told.alarm
    if told.alarm and not called:
        mind.called, mind.told = mind.number, told.named.cause if told.named else None
        return [_called(mind, told, row, "drift")]
    if called and not told.alarm:
        return [_ended(mind, row)]
    cause = told.named.cause if told.named else None
    if told.alarm and (cause != mind.told or mind.number - mind.called <= CLEARER):
        mind.told = cause
        return [_clearer(mind, told)]
    return []


def columns(mind: CellMind, told: Watched, row: ShotRow, kind: str) -> dict[str, Any]:
    """An alarm as a row."""
    named, state, began = told.named, told.state, mind.began()
    setting = kind == "setting"
    return {
        "cell": mind.cell,
        "run": row.run,
        "sandbox": bool(mind.birth and mind.birth.sandbox),
        "kind": kind,
        "called_us": row.measured_us,
        "since_us": row.measured_us if setting or began is None else began.measured_us,
        "shot": shot_id(row),
        "since_shot": shot_id(row) if setting or began is None else began.shot,
        "cause": "changed_setting" if setting else named.cause if named else None,
        "group": named.group if named else None,
        "confidence": 1.0 if setting else named.confidence if named else 0.0,
        "score": state.score if state else 1.0,
        "template": mind.watching.template.version if mind.watching.template else "",
        "body": body(mind, told, row),
    }


def body(mind: CellMind, told: Watched, row: ShotRow) -> dict[str, Any]:
    """The evidence."""
    monitor = mind.watching.monitor
    return {
        "numbers": numbers(monitor)[:MOVED] if monitor else [],
        "causes": causes(told.named),
        "level": level_reached(monitor) if monitor else "A",
        "settings": row.settings,
        "changed": _changed(mind, row) if told.phase == "changed" else [],
    }


def _changed(mind: CellMind, row: ShotRow) -> list[dict[str, Any]]:
    """Settings that differ from those before."""
    names = sorted(mind.before.keys() | row.settings.keys())
    both = [(name, mind.before.get(name), row.settings.get(name)) for name in names]
    return [{"name": name, "before": was, "after": now} for name, was, now in both if was != now]


def _called(mind: CellMind, told: Watched, row: ShotRow, kind: str) -> Change:
    filled = columns(mind, told, row, kind)
    return lambda db: db.add(DriftRow(**filled))


def _clearer(mind: CellMind, told: Watched) -> Change:
    """Tell the cause again, unless the number that is farthest has come back since."""
    named, score, cell = told.named, told.state.score if told.state else 1.0, mind.cell
    seen = causes(named)
    moved = numbers(mind.watching.monitor)[:MOVED] if mind.watching.monitor else []

    def write(db: Session) -> None:
        there = db.exec(_open(cell).order_by(col(DriftRow.called_us).desc())).first()
        if there is None or named is None or score < there.score:
            return
        there.cause, there.group, there.confidence = named.cause, named.group, named.confidence
        there.score, there.body = score, {**there.body, "causes": seen, "numbers": moved}

    return write


def _ended(mind: CellMind, row: ShotRow) -> Change:
    """Whatever goes on in this cell is over."""
    cell, ended_us = mind.cell, row.measured_us

    def write(db: Session) -> None:
        for there in db.exec(_open(cell)):
            there.ended_us = ended_us

    return write


def _open(cell: str) -> SelectOfScalar[DriftRow]:
    return select(DriftRow).where(col(DriftRow.cell) == cell, col(DriftRow.ended_us).is_(None))


def _template(mind: CellMind) -> Change:
    template, learnt = mind.watching.template, mind.taught
    assert template is not None  # noqa: S101  # who was taught has one
    assert learnt is not None  # noqa: S101
    row, from_us = learnt
    filled: dict[str, Any] = {
        "cell": mind.cell,
        "version": template.version,
        "run": row.run,
        "job": row.job,
        "learnt_us": row.measured_us,
        "from_us": from_us,
        "to_us": row.measured_us,
        "shots": template.shots,
        "settings": row.settings,
        "levels": template.packed(),
    }

    def write(db: Session) -> None:
        db.merge(TemplateRow(**filled))

    return write
