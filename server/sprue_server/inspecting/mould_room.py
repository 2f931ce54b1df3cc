"""Moulds as the mould room shows them: inspections of cavities, joined to tracks, with forecast and plan."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from sprue_contract.eyes import model_name
from sprue_server.inspecting import showing
from sprue_server.inspecting.desk import Desk
from sprue_server.mould_views import (
    CavityView,
    CleaningView,
    ForecastView,
    MouldDetail,
    MouldView,
    PlanView,
    TrackPoint,
    TrackView,
)
from sprue_server.store.eye_tables import InspectionRow
from sprue_server.store.inspections import Sought
from sprue_server.store.reader import Reader
from sprue_server.store.tables import EventRow
from sprue_server.views import CellView
from sprue_server.vision.forecast import Forecast, forecast
from sprue_server.vision.tracks import OVERLAP, Cleaned, Happened, Look, Spot, Track, followed, overlap

MOST = 1000  # inspections of a mould
EVENTS = 1000
HOUR_US = 3_600_000_000
NAMELESS = "normality"  # says where, but neither what nor how large: its places are millimetres wide


class Wanted(NamedTuple):
    """What is asked for."""

    limit_mm2: float
    after_us: int | None


def moulds(reader: Reader, desk: Desk | None, cells: Sequence[CellView]) -> list[MouldView]:
    """Moulds of these cells; those whose birth names one."""
    return [_mould(desk, cell, _rows(reader, cell, None)) for cell in cells if cell.mould]


def detail(reader: Reader, desk: Desk | None, cell: CellView, wanted: Wanted) -> MouldDetail:
    """One mould with its cavities."""
    rows = _rows(reader, cell, wanted.after_us)
    events = [
        Happened(event.measured_us, event.name)
        for event in reader.events([cell.cell], after_us=wanted.after_us, limit=EVENTS)
        if _at_the_mould(event)
    ]
    by_cavity: defaultdict[int | None, list[InspectionRow]] = defaultdict(list)
    for row in rows:
        by_cavity[row.cavity].append(row)
    cavities = sorted(by_cavity, key=lambda number: number or 0)
    return MouldDetail(
        mould=_mould(desk, cell, rows),
        limit_mm2=wanted.limit_mm2,
        cavities=[_cavity(reader, number, by_cavity[number], events, wanted) for number in cavities],
    )


def _rows(reader: Reader, cell: CellView, after_us: int | None) -> list[InspectionRow]:
    if cell.mould is None:
        return []
    sought = Sought(name=model_name(cell.mould, "mould"))
    return reader.inspections(cell.cell, reader.shown(cell.cell, after_us, None), sought, MOST)


def _mould(desk: Desk | None, cell: CellView, rows: Sequence[InspectionRow]) -> MouldView:
    name = model_name(cell.mould or "", "mould")
    return MouldView(
        cell=cell.cell,
        mould=cell.mould or "",
        name=name,
        learnt=desk is not None and desk.models.usable(name) is not None,
        last_us=rows[0].measured_us if rows else None,
        inspections=len(rows),
    )


def _at_the_mould(event: EventRow) -> bool:
    """Somebody stands at the open mould: for a changeover, or has just put right what had stopped the press."""
    changeover = event.what == "mode_change" and event.body.get("after") == "SETUP"
    return changeover or (event.what == "alarm" and not event.body.get("active"))


def _cavity(
    reader: Reader, number: int | None, rows: list[InspectionRow], events: list[Happened], wanted: Wanted
) -> CavityView:
    """`rows`: newest first."""
    judged = [row for row in rows if row.verdict != "cannot judge"]
    seen = followed((_look(row) for row in judged), events)
    newest = showing.inspection_id(judged[0]) if judged else ""
    tracks = [_track(track, newest, wanted.limit_mm2) for track in seen.tracks]
    return CavityView(
        cavity=number,
        inspections=showing.views(reader, rows),
        tracks=tracks,
        cleanings=[_cleaning(one) for one in seen.cleaned],
        plan=plan([row.measured_us for row in rows], [track.forecast for track in tracks if not track.gone]),
    )


def _look(row: InspectionRow) -> Look:
    spots = [
        Spot(check["check"], [tuple(point) for point in region["outline_mm"]], region["area_mm2"])
        for check in row.checks
        for region in check["regions"]
        if len(region["outline_mm"]) > 2  # noqa: PLR2004  # or it has no inside
    ]
    return Look(showing.inspection_id(row), row.measured_us, _once(spots))


def _once(spots: Sequence[Spot]) -> list[Spot]:
    """What a check names is not told once more as unlike everything learnt."""
    named = [one for one in spots if one.check != NAMELESS]
    others = [one for one in spots if one.check == NAMELESS]
    alone = [one for one in others if not any(_shared(one, other) for other in named)]
    return [*named, *alone]


def _shared(one: Spot, other: Spot) -> bool:
    return overlap(one.outline_mm, other.outline_mm) >= OVERLAP


def _track(track: Track, newest: str, limit_mm2: float) -> TrackView:
    told = _told(track, limit_mm2)
    return TrackView(
        check=track.check,
        outline_mm=list(track.outline_mm),
        points=[
            TrackPoint(inspection=point.id, measured_us=point.at_us, area_mm2=point.area_mm2)
            for point in track.points
        ],
        forecast=_forecast(told),
        gone=track.points[-1].id != newest,
    )


def _told(track: Track, limit_mm2: float) -> Forecast:
    if track.check == NAMELESS:
        return Forecast("unnamed")
    return forecast([(point.at_us, point.area_mm2) for point in track.points], limit_mm2)


def _forecast(told: Forecast) -> ForecastView:
    return ForecastView(
        state=told.state,
        per_day_mm2=told.per_day,
        per_day_low_mm2=told.low_per_day,
        per_day_high_mm2=told.high_per_day,
        meets_us=told.meets_us,
        earliest_us=told.earliest_us,
        latest_us=told.latest_us,
    )


def _cleaning(one: Cleaned) -> CleaningView:
    return CleaningView(
        measured_us=one.event.at_us,
        event=one.event.what,
        before=one.before.id,
        after=one.after.id,
        before_mm2=one.before_mm2,
        after_mm2=one.after_mm2,
    )


def plan(looks_us: Sequence[int], growing: Sequence[ForecastView]) -> PlanView:
    """`looks_us`: newest first. At the usual pace, or at half the time that is left to the earliest limit."""
    last_us = looks_us[0]
    gaps = [later - earlier for later, earlier in pairwise(looks_us) if later > earlier]
    usual_us = median(gaps) if gaps else None
    earliest = [one.earliest_us for one in growing if one.state == "growing" and one.earliest_us]
    sooner_us = last_us + max(0, min(earliest) - last_us) // 2 if earliest else None
    next_us = last_us + round(usual_us) if usual_us else None
    hours = usual_us / HOUR_US if usual_us else None
    if any(one.state == "met" for one in growing):
        return PlanView(last_us=last_us, usual_h=hours, next_us=last_us, why="limit")
    if sooner_us is not None and (next_us is None or sooner_us < next_us):
        return PlanView(last_us=last_us, usual_h=hours, next_us=sooner_us, why="limit")
    return PlanView(last_us=last_us, usual_h=hours, next_us=next_us, why="usual" if next_us else "unknown")
