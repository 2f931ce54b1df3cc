"""The one question about effectiveness that every screen asks: cells of a hub in a period of its calendar."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, cast

from sprue_contract.fields import Origin
from sprue_server.floor import showing
from sprue_server.floor.gathering import facts_of
from sprue_server.floor.periods import calendar_of
from sprue_server.hub import Hub
from sprue_server.oee.calendar import Period
from sprue_server.oee.facts import Span
from sprue_server.oee.figures import Oee, total
from sprue_server.oee.reckoning import reckon_each
from sprue_server.oee_views import CellOeeAnswer, OeeAnswer, OeeView, PeriodUnit
from sprue_server.refused import Refused
from sprue_server.views import CellView

CURRENT = {"live", "frozen", "catching-up"}
SECOND_US = 1_000_000
ANEW_S: dict[str, int] = {
    "hour": 10,
    "shift": 10,
    "day": 10,
    "week": 60,
    "month": 60,
}  # figures are so old at most


Part = tuple[Period, Oee]


class Reckoned(NamedTuple):
    """A cell in a period and in its parts, up to a moment."""

    whole: Oee
    parts: list[Part]
    origins: list[Origin]
    until_us: int


def now_us(hub: Hub) -> int:
    """The plant's clock: where its time is simulated, that of the cell that is farthest."""
    clocks = [cell.clock_us for cell in hub.plant_cells() if cell.clock_us is not None]
    return hub.now_us() if hub.plant.epoch is None or not clocks else max(clocks)


def period_of(hub: Hub, unit: PeriodUnit, at_us: int | None) -> Period:
    """The period of a moment; without one that which goes on."""
    now = now_us(hub)
    if at_us is not None and at_us > now:
        raise Refused(422, "floor_future")
    found = calendar_of(hub.plant).at(unit, now if at_us is None else at_us)
    if found is None:
        raise Refused(404, "floor_no_shift")
    return found


def plant(hub: Hub, unit: PeriodUnit, at_us: int | None) -> OeeAnswer:
    """The plant and each of its cells; the plant is told without those that cannot be reckoned, and says so."""
    period = period_of(hub, unit, at_us)
    told = {cell.cell: reckoned(hub, cell, period) for cell in hub.plant_cells()}
    until = min(now_us(hub), period.end_us)
    known = {name: one for name, one in told.items() if one.whole.oee.value is not None}
    summed = list((known or told).values())
    origins = [origin for one in summed for origin in one.origins]
    whole, parts = total(one.whole for one in summed), _together([one.parts for one in summed])
    return OeeAnswer(
        period=calendar_of(hub.plant).view(period, now_us(hub)),
        plant=showing.view(whole, None, origins, until, parts),
        left_out=[name for name in told if known and name not in known],
        cells=[_view(cell, one) for cell, one in told.items()],
    )


def _together(cells: Iterable[Sequence[Part]]) -> list[Part]:
    """The shorter periods of all cells; one that lags behind has fewer."""
    found: dict[Period, list[Oee]] = {}
    for period, told in (part for parts in cells for part in parts):
        found.setdefault(period, []).append(told)
    return [(period, total(told)) for period, told in sorted(found.items(), key=lambda one: one[0].start_us)]


def cell(hub: Hub, name: str, unit: PeriodUnit, at_us: int | None) -> CellOeeAnswer:
    """One cell."""
    period = period_of(hub, unit, at_us)
    told = reckoned(hub, hub.cell(name), period)
    return CellOeeAnswer(period=calendar_of(hub.plant).view(period, now_us(hub)), cell=_view(name, told))


def _view(name: str, told: Reckoned) -> OeeView:
    return showing.view(told.whole, name, told.origins, told.until_us, told.parts)


def reckoned(hub: Hub, cell: CellView, period: Period) -> Reckoned:
    """From the store, or what was told a moment ago if nothing was noted since."""
    until = until_us(hub, cell, period)
    age = now_us(hub) // (ANEW_S[period.unit] * SECOND_US)
    key = (cell.cell, period, age, hub.noted)
    return cast("Reckoned", hub.reckoned.get(key, lambda: _reckoned(hub, cell.cell, period, until)))


def until_us(hub: Hub, cell: CellView, period: Period) -> int:
    """Up to when figures reach: what a cell that speaks has not told yet is not unknown but on its way."""
    now = now_us(hub)
    if cell.freshness in CURRENT and cell.clock_us is not None:
        now = min(now, cell.clock_us)
    return max(min(period.end_us, now), period.start_us + 1)


def _reckoned(hub: Hub, cell: str, period: Period, until_us: int) -> Reckoned:
    facts = facts_of(hub.reader, hub.plant, cell, Span(period.start_us, until_us))
    parts = calendar_of(hub.plant).parts(period, until_us)
    spans = [Span(one.start_us, min(one.end_us, until_us)) for one in parts]
    whole, *told = reckon_each(facts, [Span(period.start_us, until_us), *spans])
    origins = hub.reader.origins(cell)
    runs = {one.run for one in hub.reader.shown(cell, period.start_us, until_us)}
    pairs = list(zip(parts, told, strict=True))
    return Reckoned(whole, pairs, [origins[run] for run in runs if run in origins], until_us)
