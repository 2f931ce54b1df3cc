"""The questions about energy that screens ask: cells of a hub in a period of its calendar."""

from typing import NamedTuple, cast

from sprue_contract.fields import Origin
from sprue_server.energy_views import CellEnergyAnswer, EnergyAnswer, EnergyView
from sprue_server.floor.asking import ANEW_S, SECOND_US, now_us, period_of, until_us
from sprue_server.floor.periods import calendar_of
from sprue_server.hub import Hub
from sprue_server.metering import showing
from sprue_server.metering.gathering import Gathered, gathered
from sprue_server.oee.calendar import Period
from sprue_server.oee.facts import Span
from sprue_server.oee_views import PeriodUnit
from sprue_server.views import CellView


class Known(NamedTuple):
    """A cell's energy up to a moment, and the origins of its runs."""

    told: Gathered
    origins: list[Origin]
    until_us: int


def plant(hub: Hub, unit: PeriodUnit, at_us: int | None) -> EnergyAnswer:
    """Each cell of the plant."""
    period = period_of(hub, unit, at_us)
    return EnergyAnswer(
        period=calendar_of(hub.plant).view(period, now_us(hub)),
        factor=showing.factor(),
        cells=[_view(known(hub, cell, period)) for cell in hub.plant_cells()],
    )


def cell(hub: Hub, name: str, unit: PeriodUnit, at_us: int | None) -> CellEnergyAnswer:
    """One cell, with what its figures are made of."""
    period = period_of(hub, unit, at_us)
    found = known(hub, hub.cell(name), period)
    return CellEnergyAnswer(
        period=calendar_of(hub.plant).view(period, now_us(hub)),
        factor=showing.factor(),
        cell=_view(found),
        counted=showing.windows(found.told),
        fed=showing.fed(found.told.fed),
    )


def known(hub: Hub, cell: CellView, period: Period) -> Known:
    """From the store, or what was told a moment ago if nothing was noted since."""
    until = until_us(hub, cell, period)
    age = now_us(hub) // (ANEW_S[period.unit] * SECOND_US)
    key = ("energy", cell.cell, period, age, hub.noted)
    return cast("Known", hub.reckoned.get(key, lambda: _known(hub, cell.cell, Span(period.start_us, until))))


def _known(hub: Hub, cell: str, span: Span) -> Known:
    told = gathered(hub.reader, hub.plant, cell, span)
    origins = hub.reader.origins(cell)
    runs = {one.run for one in hub.reader.shown(cell, *span)}
    return Known(told, [origins[run] for run in runs if run in origins], span.end_us)


def _view(found: Known) -> EnergyView:
    return showing.view(found.told, found.origins, found.until_us)
