"""The newest inspection of a cell's part or cavity, as something that can be drawn over it."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from sprue_contract.eyes import ENDING, Of, model_name
from sprue_contract.fields import Origin
from sprue_contract.words import OWN
from sprue_server.augmented.fixtures import Standing, standing, view
from sprue_server.augmented.places import places
from sprue_server.augmented.views import OverlayView, StoredView
from sprue_server.hub import Hub
from sprue_server.inspecting.models import FOLDER
from sprue_server.inspecting.showing import inspection_id
from sprue_server.refused import Refused
from sprue_server.store.eye_tables import InspectionRow
from sprue_server.store.inspections import Sought

LOOKS_BACK = 200  # inspections, for which cavities there are
ORIGIN: Origin = "simulated"


class Known(NamedTuple):
    """The mould that is in a cell, the file of what was learnt of it, and its fixture."""

    mould: str
    model: Path
    standing: Standing


def known(hub: Hub, cell: str, kind: Of) -> Known:
    """What is known of the mould that is in a cell.

    Raises:
        HTTPException, Refused: nobody knows the cell, it names no mould, or nothing was learnt of it.
    """
    hub.cell(cell)
    birth = hub.reader.current_birth(cell)
    mould = birth.body.get("mould") if birth else None
    if birth is None or not mould:
        raise Refused(409, "ar_no_mould", cell=cell)
    model = hub.reader.data / FOLDER / f"{model_name(mould, kind)}{ENDING}"
    found = standing(model)
    if found is None:
        raise Refused(409, "ar_not_learnt", mould=_named(mould, birth.body.get("translations") or {}))
    return Known(mould, model, found)


def _named(mould: str, others: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """A mould's name by language, as its cell was announced."""
    return {OWN: mould, **{language: told["mould"] for language, told in others.items() if "mould" in told}}


def overlay(hub: Hub, cell: str, kind: Of, cavity: int | None) -> OverlayView:
    """What to draw now; raises as `known`."""
    mould, model, found = known(hub, cell, kind)
    stretches = hub.reader.shown(cell, None, None)
    rows = hub.reader.inspections(cell, stretches, Sought(of=kind, name=model.stem), LOOKS_BACK)
    wanted = [row for row in rows if cavity is None or row.cavity == cavity]
    return OverlayView(
        cell=cell,
        kind=kind,
        mould=mould,
        fixture=view(found.fixture),
        cavities=sorted({row.cavity for row in rows if row.cavity is not None}),
        stored=_stored(wanted[0], hub.cell(cell).origin or ORIGIN) if wanted else None,
    )


def _stored(row: InspectionRow, origin: Origin) -> StoredView:
    return StoredView(
        id=inspection_id(row),
        verdict=row.verdict,
        reason=row.reason,
        warnings=row.warnings,
        places=places(row.verdict, row.checks),
        measured_us=row.measured_us,
        cavity=row.cavity,
        shot_counter=row.shot_counter,
        origin=origin,
    )
