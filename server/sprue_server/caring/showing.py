"""A cell's parts as the API shows them: trends, plan and pictures, the nearest first."""

from collections.abc import Iterable, Sequence
from math import inf
from typing import get_args

from sprue_contract.quantities import QUANTITIES
from sprue_server.analytics import lasts
from sprue_server.caring.gathering import spells_of
from sprue_server.inspecting import mould_room
from sprue_server.inspecting.desk import Desk
from sprue_server.mould_views import CavityView, ForecastView, TrackView
from sprue_server.shots import finding_views
from sprue_server.store.floor_tables import CareRow
from sprue_server.store.reader import Reader
from sprue_server.views import CellView
from sprue_server.wear.part import Part
from sprue_server.wear.parts import PARTS
from sprue_server.wear.reckoning import Care, Health, Told, health, pace
from sprue_server.wear.spells import Spell
from sprue_server.wear_views import CaredView, MarkView, PartState, SignView, TrendView, WearView

LIMIT_MM2 = 4.0  # as in the mould room
DAY_US = 86_400_000_000
RANK = {state: place for place, state in enumerate(get_args(PartState))}


def wear(reader: Reader, eyes: Desk | None, cell: CellView, now_us: int) -> WearView:
    """All parts of a cell, what is due first."""
    gathered = spells_of(reader, cell.cell, now_us)
    spells = gathered.spells if gathered else []
    rows = reader.noted(CareRow, [cell.cell])
    per_day = pace(spells, gathered.newest_us) if gathered else None
    pictured = mould_room.detail(reader, eyes, cell, mould_room.Wanted(LIMIT_MM2, None)) if cell.mould else None
    cavities = pictured.cavities if pictured else []
    parts = [_part(part, spells, cell, rows, (cavities, per_day)) for part in PARTS.values()]
    return WearView(
        cell=cell.cell,
        mould=cell.mould,
        origin=cell.origin,
        time_lapse=cell.time_lapse,
        from_us=spells[0].begin_us if spells else None,
        to_us=gathered.newest_us if gathered else None,
        spell_us=gathered.size_us if gathered else None,
        shots=sum(spell.made for spell in spells),
        per_day=per_day,
        parts=sorted(parts, key=lambda one: (RANK[one.state], inf if one.left is None else one.left)),
    )


def _part(
    part: Part,
    spells: Sequence[Spell],
    cell: CellView,
    rows: Iterable[CareRow],
    seen: tuple[Sequence[CavityView], float | None],
) -> CaredView:
    own = [row for row in rows if row.part == part.name and (part.of == "press" or row.mould == cell.mould)]
    of_mould = [spell for spell in spells if part.of == "press" or spell.like.startswith(f"{cell.mould} ")]
    done = next((row for row in reversed(own) if row.done), None)
    every = next((row.every_shots for row in reversed(own) if row.every_shots), None)
    told = health(part, of_mould, Care(done.at_us if done else None, every))
    cavities, per_day = seen
    marks = [
        _mark(track, cavity.cavity, per_day)
        for cavity in cavities
        for track in cavity.tracks
        if track.check in part.checks and not track.gone
    ]
    return _with_marks(_view(told, done.id if done else None, checked=bool(part.checks and cavities)), marks)


def _view(told: Health, care_id: int | None, *, checked: bool) -> CaredView:
    return CaredView(
        part=told.part.name,
        of=told.part.of,
        state=told.state,
        since=told.since,
        whole=told.whole,
        done_us=told.care.done_us,
        care_id=care_id,
        every_shots=told.care.every,
        left=told.left,
        by=told.by,
        finding=finding_views("lasts", [lasts.explain(told)])[0],
        checked=checked,
        signs=[_sign(one) for one in told.signs],
        marks=[],
    )


def _with_marks(view: CaredView, marks: list[MarkView]) -> CaredView:
    """What grows on pictures may be nearer than plan and numbers."""
    lefts = [one.left for one in marks if one.left is not None]
    view.marks = marks
    if lefts and (view.left is None or min(lefts) < view.left):
        view.left, view.by = min(lefts), "pictures"
        view.state = "due" if view.left <= 0 else "nearing"
    elif marks and view.state == "unknown":
        view.state = "steady"
    return view


def _mark(track: TrackView, cavity: int | None, per_day: float | None) -> MarkView:
    newest, told = track.points[-1], track.forecast
    moments = (told.meets_us, told.earliest_us, told.latest_us)
    left, earliest, latest = (_left(told, moment, newest.measured_us, per_day) for moment in moments)
    return MarkView(
        check=track.check,
        cavity=cavity,
        area_mm2=newest.area_mm2,
        limit_mm2=LIMIT_MM2,
        state=told.state,
        left=left,
        earliest=earliest,
        latest=latest,
    )


def _left(told: ForecastView, moment_us: int | None, newest_us: int, per_day: float | None) -> float | None:
    if told.state == "met":
        return 0.0
    if told.state != "growing" or moment_us is None or per_day is None:
        return None
    return (moment_us - newest_us) / DAY_US * per_day


def _sign(one: Told) -> SignView:
    sign, found = one.sign, one.followed
    return SignView(
        name=sign.name,
        quantity=sign.quantity,
        unit="%" if sign.spread_of else QUANTITIES[sign.quantity].unit,
        level=sign.level,
        way=sign.way,
        begin_us=found.begin_us.tolist(),
        shots=found.shots.tolist(),
        values=found.values.tolist(),
        trend=TrendView(**one.trend._asdict()),
    )
