"""The gauges of a cell as the API shows them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from sprue_server.analytics import weighed
from sprue_server.drift_views import Level
from sprue_server.findings import Gauged
from sprue_server.gauge.lessons import NEEDS
from sprue_server.gauge.report import USEFUL
from sprue_server.gauge_views import (
    AlarmNow,
    GaugeCellView,
    GaugeDetail,
    GaugeQuantityView,
    GaugeReadingView,
    GaugeShot,
    GaugeVersionView,
    HoldingView,
    State,
)
from sprue_server.gauging import holding, telling
from sprue_server.gauging.cell import CellGauges
from sprue_server.gauging.desk import GaugeDesk
from sprue_server.minding.evidence import unit_of
from sprue_server.shots import facts, finding_views
from sprue_server.store.gauge_tables import GaugeRow
from sprue_server.store.reader import Reader
from sprue_server.store.tables import ShotRow
from sprue_server.views import CellView


def alarm_now(reader: Reader, cell: str) -> AlarmNow | None:
    """The process alarm that goes on."""
    newest = next(iter(reader.drifts([cell], limit=1)), None)
    if newest is None or newest.ended_us is not None:
        return None
    return AlarmNow(since_us=newest.since_us, cause=newest.cause)


def cell_view(desk: GaugeDesk | None, reader: Reader, cell: CellView) -> GaugeCellView:
    """All quantities that are measured."""
    state = desk.cells.get(cell.cell) if desk else None
    return GaugeCellView(
        cell=cell.cell,
        origin=cell.origin,
        mould=cell.mould,
        sandbox=cell.sandbox,
        quantities=[quantity_view(state, name) for name in state.quantities] if state else [],
        alarm=alarm_now(reader, cell.cell),
    )


def quantity_view(state: CellGauges, quantity: str) -> GaugeQuantityView:
    """One of them."""
    version, (level, parts) = state.current(quantity), state.usable(quantity)
    found, tried = state.holding(quantity), state.tried.get(quantity)
    scores = version.row.body["scores"] if version else {}
    score = scores.get("by_setting") or scores.get("left_out")
    some = state.measured(quantity)
    begun = state.begun_us(quantity)
    return GaugeQuantityView(
        name=quantity,
        unit=unit_of(quantity),
        state=_state(state, quantity),
        why=tried.why if tried else None,
        level=cast("Level", version.row.level) if version else level,
        gathered=len(parts),
        curved=sum(one.curves for one in some if one.measured_us >= begun),
        wanted=NEEDS,
        useful=(score["r2"] or 0.0) >= USEFUL if score else None,
        version=version_view(version.row) if version else None,
        holding=HoldingView(needs=holding.needed(version.lasts if version else 0.0), **_numbers(found)),
        newest_us=some[-1].measured_us if some else None,
    )


def _numbers(found: holding.Holding) -> dict[str, object]:
    return {name: value for name, value in found._asdict().items() if name != "since_us"}


def _state(state: CellGauges, quantity: str) -> State:
    version, tried = state.current(quantity), state.tried.get(quantity)
    if version is not None:
        return "ready" if version.row.ended_us is None else "broken"
    if tried is not None and tried.why is not None:
        return "failed"
    return "learning" if len(state.usable(quantity)[1]) >= NEEDS else "gathering"


def version_view(row: GaugeRow) -> GaugeVersionView:
    """What was learnt when."""
    told = {name: row.body[name] for name in ("inputs", "settings", "dropped", "took_s", "scores")}
    return GaugeVersionView.model_validate({"number": row.id, **row.model_dump(exclude={"model"}), **told})


def detail(desk: GaugeDesk, state: CellGauges, quantity: str, rows: Sequence[ShotRow]) -> GaugeDetail:
    """One quantity with what it says of these shots, newest first."""
    alarm = alarm_now(desk.reader, state.cell)
    since = alarm.since_us if alarm else None
    return GaugeDetail(
        cell=state.cell,
        origin=state.origin,
        mould=state.mould or None,
        alarm=alarm,
        gauge=quantity_view(state, quantity),
        readings=telling.readings(desk.features, state, quantity, rows[::-1], since),
        pairs=telling.pairs(state, quantity),
        versions=[version_view(row) for row in desk.reader.gauges_told(state.cell, quantity)],
    )


def shot(desk: GaugeDesk | None, reader: Reader, cell: CellView, row: ShotRow) -> GaugeShot:
    """All quantities of one shot."""
    state = desk.cells.get(cell.cell) if desk else None
    told: list[GaugeReadingView] = []
    if desk and state and any(one.run == row.run for one in state.stretches):
        alarm = alarm_now(reader, cell.cell)
        since = alarm.since_us if alarm else None
        known = [name for name in state.quantities if state.current(name)]
        told = [telling.readings(desk.features, state, name, [row], since)[0] for name in known]
    levels = (
        {name: version.row.level for name in state.quantities if (version := state.current(name))}
        if state
        else {}
    )
    subject = replace(facts(row), gauged=tuple(_gauged(one, levels[one.quantity]) for one in told))
    return GaugeShot(
        cell=cell.cell,
        origin=cell.origin,
        readings=told,
        findings=finding_views("weighed", weighed.explain(subject)),
    )


def _gauged(one: GaugeReadingView, level: str) -> Gauged:
    return Gauged(
        quantity=one.quantity,
        unit=one.unit,
        level=level,
        value=one.prediction,
        low=one.low,
        high=one.high,
        in_experience=one.in_experience,
        trusted=one.trusted,
        measured=one.measured,
    )
