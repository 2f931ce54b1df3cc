"""Studies of scientific moulding: on a simulated copy of a cell, or on points from a real press.

Anybody may: a copy is studied, never the cell, and points are read and forgotten.
"""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Annotated

from fastapi import Query, Request

from sprue_contract.studies import FACTS, STUDIES, Point, StudyCell, StudyName, StudyRun
from sprue_server import studies
from sprue_server.answered import body
from sprue_server.api import HubIn, Resource
from sprue_server.api.control import PlainRoute
from sprue_server.api.sandbox import OwnerNow, not_too_often, pool
from sprue_server.floor_views import RejectionView
from sprue_server.hub import Hub
from sprue_server.imports.study_points import read_points
from sprue_server.refused import Refused, said
from sprue_server.simulator import AwayError
from sprue_server.study_views import (
    FactsIn,
    ReadingView,
    SimulatedView,
    StudiesView,
    StudyIn,
    StudyView,
    about,
)

router = Resource(prefix="/studies", tags=["studies"], route_class=PlainRoute)
MOST_BYTES = 1_000_000


@router.get("", summary="Which studies there are, and of which cells a copy can be studied")
async def listing(hub: HubIn, owner: OwnerNow) -> StudiesView:
    """In the order in which one does them; `why_not` where no simulator can be asked."""
    told = [about(study) for study in STUDIES]
    try:
        answer = await hub.simulator.ask("GET", "/studies")
    except AwayError as problem:
        return StudiesView(studies=told, cells=[], why_not=problem.view)
    if answer.status != 200:  # noqa: PLR2004
        return StudiesView(studies=told, cells=[], why_not=said(answer.body))
    found = [StudyCell.model_validate(one) for one in answer.body]
    there = await _open_to(hub, owner)
    cells = [one for one in found if one.cell in there]
    return StudiesView(studies=told, cells=cells, why_not=None)


async def _open_to(hub: Hub, owner: str) -> set[str]:
    """Cells of the plant, and one's own press."""
    lent = (await pool(hub)).lent if owner else []
    return {one.cell for one in hub.plant_cells()} | {one.cell for one in lent if one.owner == owner}


@router.post("/{study}", summary="Run a study on a simulated copy of a cell")
async def run(request: Request, hub: HubIn, owner: OwnerNow, study: StudyName, body: StudyIn) -> StudyView:
    """The cell goes on as ever. 409 while another study is made, 429 for who asks too often."""
    if body.cell not in await _open_to(hub, owner):
        raise Refused(404, "study_no_cell", cell=body.cell)
    not_too_often(hub.studies, request.client.host if request.client else "", hub.now_us(), "too_many_studies")
    answer = await hub.simulator.ask("POST", f"/studies/{body.cell}", {"study": study})
    if answer.status != 200:  # noqa: PLR2004
        raise Refused(503 if answer.status == 401 else answer.status, said(answer.body))  # noqa: PLR2004
    made = StudyRun.model_validate(answer.body)
    simulated = SimulatedView.model_validate(made, from_attributes=True)
    told = await asyncio.to_thread(_told, study, made.points, made.facts)
    return told.model_copy(update={"simulated": simulated, "why_not": made.why_not})


@router.post("/{study}/points", summary="Read points from a real press (CSV)")
async def points(request: Request, study: StudyName, facts: Annotated[FactsIn, Query()]) -> StudyView:
    """One row per shot; rows that cannot be read are told, the others are used. Nothing is kept."""
    told = await asyncio.to_thread(read_points, study, await _body(request))
    known = {name: value for name, value in facts.model_dump(exclude_none=True).items() if name in FACTS[study]}
    made = await asyncio.to_thread(_told, study, told.points, known)
    return made.model_copy(update={"rejected": [RejectionView.of(one) for one in told.rejected]})


async def _body(request: Request) -> bytes:
    data = await body(request, MOST_BYTES)
    if len(data) > MOST_BYTES:
        raise Refused(413, "study_large", most=MOST_BYTES / 1_000_000)
    return data


def _told(study: StudyName, made: Sequence[Point], facts: Mapping[str, float]) -> StudyView:
    reading = studies.read(study, made, facts) if made else None
    return StudyView(
        study=study,
        simulated=None,
        why_not=None,
        points=list(made),
        facts=dict(facts),
        reading=ReadingView.model_validate(reading, from_attributes=True) if reading else None,
        rejected=[],
    )
