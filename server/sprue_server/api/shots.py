"""Shots: lists, one with its curves over the golden template, and those that stand out."""

import asyncio
from typing import Annotated

from fastapi import HTTPException, Query

from sprue_contract.payloads import Birth
from sprue_server import compare
from sprue_server.analytics import seen, standouts, stands_out
from sprue_server.api import HubIn, MaybeMoment, Resource
from sprue_server.golden import GoldenCurve
from sprue_server.hub import Hub
from sprue_server.inspecting import showing, status
from sprue_server.inspecting.meaning import with_what_was_seen
from sprue_server.pictured import pictures
from sprue_server.shot_views import (
    CurveView,
    FindingView,
    MeasurementView,
    ShotDetail,
    ShotView,
    Standout,
    Template,
    TemplateCurve,
)
from sprue_server.shots import NAMED, facts, finding_views, key_of, part_facts, shot_id, view
from sprue_server.store.eye_tables import InspectionRow
from sprue_server.store.shots import Order
from sprue_server.store.tables import ShotRow

router = Resource(prefix="/cells/{cell}", tags=["shots"])
HOUR_US = 3_600_000_000
MOST = 3000  # shots that a look for standouts reads


@router.get("/shots", summary="Shots of a cell")
async def shots(
    hub: HubIn,
    cell: str,
    before_us: MaybeMoment = None,
    after_us: MaybeMoment = None,
    limit: Annotated[int, Query(ge=1, le=2000)] = 100,
    order: Order = "newest",
) -> list[ShotView]:
    """Newest or lowest cavity pressure first; values that were not measured are absent."""
    hub.cell(cell)
    return await asyncio.to_thread(_listed, hub, cell, (before_us, after_us, limit), order)


def _listed(hub: Hub, cell: str, period: tuple[int | None, int | None, int], order: Order) -> list[ShotView]:
    before, after, limit = period
    rows = hub.reader.shots(cell, before_us=before, after_us=after, limit=limit, order=order)
    origins = hub.reader.origins(cell)
    return [view(row, origins.get(row.run, "real")) for row in rows]


@router.get("/standouts", summary="Shots that stand out, with the reason")
async def standing_out(
    hub: HubIn,
    cell: str,
    hours: Annotated[float, Query(gt=0, le=8784)] = 8,
    limit: Annotated[int, Query(ge=1, le=20)] = 5,
) -> list[Standout]:
    """Always the one with the lowest cavity pressure; of the hours before the cell's newest shot."""
    newest = hub.cell(cell).last_shot
    if newest is None:
        return []
    span_us = int(hours * HOUR_US)
    after_us = newest.measured_us - span_us
    key = ("standouts", cell, newest.id, span_us)  # looked for once after each shot, for all who ask
    found: list[Standout] = await hub.reckoned.shared(key, lambda: _standouts(hub, cell, after_us))
    return found[:limit]


def _standouts(hub: Hub, cell: str, after_us: int) -> list[Standout]:
    parts = hub.reader.shot_parts(cell, [*NAMED, *standouts.READS], after_us, MOST)
    curved = [one for one in parts if one["has_curves"]]
    parts = curved if len(curved) >= compare.SAME else parts  # a shot that can be looked at explains more
    origins = hub.reader.origins(cell)
    found = standouts.analyse([part_facts(one, standouts.READS) for one in parts]) or []
    return [
        Standout(
            shot=view(row, origins.get(row.run, "real")),
            finding=finding_views("stands_out", [one.finding])[0],
        )
        for one in found
        if (row := hub.reader.shot(*key_of(one.shot.id)))
    ]


@router.get("/shots/{shot}", summary="One shot with everything known about it")
async def detail(hub: HubIn, cell: str, shot: str) -> ShotDetail:
    """Curves, phases, measurements, bands of recent good shots, findings, neighbours."""
    return await asyncio.to_thread(lambda: _detail(hub, _row(hub, cell, shot)))


def _row(hub: Hub, cell: str, shot: str) -> ShotRow:
    row = hub.reader.shot(*key_of(shot))
    if row is None or row.cell != cell:
        raise HTTPException(404, f"Cell {cell!r} has no shot {shot!r}. Was it of another cell?")
    return row


def _detail(hub: Hub, row: ShotRow) -> ShotDetail:
    reader = hub.reader
    others, curves = compare.company(reader, row), reader.curves(row)
    births = [birth for birth in reader.births(row.cell) if birth.run == row.run]
    birth = Birth.model_validate(births[0].body) if births else None
    length = max((curve.start_s + curve.period_s * len(curve.values) for curve in curves), default=0.0)
    before, after = reader.neighbours(row)
    inspected = reader.inspections_of(row)
    return ShotDetail(
        shot=view(row, birth.origin if birth else "real"),
        curves=[CurveView(**curve._asdict() | {"values": curve.listed()}) for curve in curves],
        phases=compare.phases(row, length),
        measurements=_measured(hub, row),
        pictures=pictures(reader, reader.pictures_of(row)),
        bands=compare.bands(row, others, birth),
        findings=_findings(hub, row, inspected),
        inspections=[showing.detail(reader, one) for one in inspected],
        unseen=status.unseen(hub.eyes, birth.mould if birth else None, reader.pictures_of(row), inspected),
        previous=shot_id(before) if before else None,
        next=shot_id(after) if after else None,
    )


def _measured(hub: Hub, row: ShotRow) -> list[MeasurementView]:
    rows = hub.reader.measurements_of(row)
    return [
        MeasurementView(
            measured_us=one.measured_us,
            inspector=one.inspector,
            origin=one.origin,
            values=one.readings,
        )
        for one in rows
    ]


def _findings(hub: Hub, row: ShotRow, inspected: list[InspectionRow]) -> list[FindingView]:
    """What the camera saw and what most likely caused it, then which numbers stand out."""
    others = compare.recent(hub.reader, row)
    subject = with_what_was_seen(hub.reader, facts(row), row.cell, inspected)
    told = finding_views("seen", seen.explain(subject, others))
    return [*told, *finding_views("stands_out", stands_out.explain(subject, others))]


@router.get("/shots/{shot}/template", summary="The golden template of a shot")
async def template(hub: HubIn, cell: str, shot: str) -> Template:
    """Median and 5th to 95th percentile of recent good shots, of the same settings when there are enough."""
    return await asyncio.to_thread(lambda: _template(hub, _row(hub, cell, shot)))


def _template(hub: Hub, row: ShotRow) -> Template:
    others = compare.company(hub.reader, row)
    used = [one for one in others.rows if one.has_curves][: compare.TEMPLATE]
    return hub.templates.get(
        (others.same_settings, *map(shot_id, used)),
        lambda: Template(
            shots=len(used),
            same_settings=others.same_settings,
            from_us=used[-1].measured_us if used else None,
            to_us=used[0].measured_us if used else None,
            curves=[_curve(curve) for curve in compare.template(hub.reader, used)],
        ),
    )


def _curve(curve: GoldenCurve) -> TemplateCurve:
    parts = {name: getattr(curve, name).tolist() for name in ("low", "median", "high")}
    clean = {name: [None if v != v else round(v, 3) for v in part] for name, part in parts.items()}  # noqa: PLR0124  # NaN
    return TemplateCurve(
        name=curve.name, unit=curve.unit, start_s=curve.start_s, period_s=curve.period_s, **clean
    )
