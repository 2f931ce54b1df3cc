"""The process of a cell as the API shows it."""

from typing import cast

from sprue_contract.payloads import Birth
from sprue_server.drift_views import DriftView, Level, ProcessView, TemplateView, WatchedView
from sprue_server.minding.cell import CellMind, learns_from
from sprue_server.minding.evidence import level_reached, numbers
from sprue_server.store.drift_tables import DriftRow
from sprue_server.store.reader import Reader

RECENT = 20  # alarms of a cell; between the last that drifted and now somebody may have set a few things


def drift(row: DriftRow) -> DriftView:
    """An alarm."""
    told = row.model_dump(exclude={"body", "run", "sandbox"})
    return DriftView.model_validate({"changed": [], **row.body, **told})


def process(reader: Reader, cell: str, mind: CellMind | None) -> ProcessView:
    """How it is now; a cell that nobody follows yet waits."""
    newest = next(iter(reader.drifts([cell], limit=1)), None)
    monitor = mind.watching.monitor if mind else None
    last = mind.last if mind else None
    return ProcessView(
        cell=cell,
        phase=last.phase if last else "waiting",
        origin=mind.birth.origin if mind and mind.birth else None,
        seen_us=mind.newest.measured_us if mind and mind.newest else None,
        gathered=mind.watching.good if mind else 0,
        wanted=mind.watching.learn if mind else learns_from(_birth(reader, cell)),
        template=template(mind) if mind else None,
        level=cast("Level", level_reached(monitor)) if monitor else None,
        score=monitor.state.score if monitor else None,
        numbers=[WatchedView.model_validate(one) for one in numbers(monitor)] if monitor else [],
        alarm=drift(newest) if newest and newest.ended_us is None else None,
        doubt=_doubt(reader, mind) if mind else None,
    )


def _doubt(reader: Reader, mind: CellMind) -> DriftView | None:
    """What a change of setting has cut off, where it may be learnt as usual."""
    if not mind.watching.doubtful:
        return None
    rows = reader.drifts([mind.cell], limit=RECENT)
    set_us = {row.called_us for row in rows if row.kind == "setting"}
    return next((drift(row) for row in rows if row.kind == "drift" and row.ended_us in set_us), None)


def _birth(reader: Reader, cell: str) -> Birth | None:
    row = reader.current_birth(cell)
    return Birth.model_validate(row.body) if row else None


def template(mind: CellMind) -> TemplateView | None:
    """What it is watched against, if it is."""
    known, taught = mind.watching.template, mind.taught
    if known is None or taught is None:
        return None
    row, from_us = taught
    return TemplateView(
        version=known.version,
        shots=known.shots,
        from_us=from_us,
        to_us=row.measured_us,
        job=row.job,
        settling=list(known.settling),
    )
