"""The report for the regional office: visits and what came of them in a quarter, a year or other days."""

import asyncio
from datetime import date
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import Query, Response

from sprue_contract.words import OWN, Language
from sprue_server import plant_clock
from sprue_server.api import HubIn, Resource
from sprue_server.api.roles import Teaches
from sprue_server.hub import Hub
from sprue_server.report.days import asked
from sprue_server.report.facts import facts_of
from sprue_server.report.showing import Wanted, report
from sprue_server.report.table import csv_text
from sprue_server.report_views import PeriodUnit, ReportView
from sprue_server.sheets.report_sheet import Sheet, report_sheet
from sprue_server.sheets.report_words import Say
from sprue_server.visits.stops import reachable

router = Resource(prefix="/report", tags=["report"])
Day = Annotated[
    date | None, Query(description="Any day of the quarter or year, the first of `days`; none: today")
]
Last = Annotated[date | None, Query(description="The last of `days`, included")]


def _made(hub: Hub, unit: PeriodUnit, day: date | None, last: date | None) -> ReportView:
    zone = ZoneInfo(hub.plant.timezone)
    today = plant_clock.day(hub.now_us(), hub.plant.timezone)
    days = asked(unit, day or today, last)
    there = reachable(hub.library)
    now, before = (facts_of(hub.reader, *one.span_us(zone), there) for one in (days, days.before()))
    return report(Wanted(days, str(hub.plant.title), today), now, before)


@router.get("", summary="The report of a period (instructor)")
async def told(
    hub: HubIn, _role: Teaches, unit: PeriodUnit = "quarter", day: Day = None, last: Last = None
) -> ReportView:
    """By the plant's calendar, beside the period before. No class of fewer than 3 firms is told alone."""
    return await asyncio.to_thread(_made, hub, unit, day, last)


@router.get("/export/report.csv", summary="The report as CSV (instructor)", response_class=Response)
async def table(
    hub: HubIn, _role: Teaches, unit: PeriodUnit = "quarter", day: Day = None, last: Last = None
) -> Response:
    """Long form: section, item, value, unit, and the value before. `<3`: too few; empty: told with others."""
    made = await asyncio.to_thread(_made, hub, unit, day, last)
    return Response(csv_text(made), media_type="text/csv; charset=utf-8", headers=_named(made, "csv"))


@router.get("/export/report.pdf", summary="The report on paper (instructor)", response_class=Response)
async def paper(
    hub: HubIn,
    _role: Teaches,
    unit: PeriodUnit = "quarter",
    day: Day = None,
    last: Last = None,
    language: Language = OWN,
) -> Response:
    """A4, in the language asked for; the same figures and words as the page."""

    def drawn() -> tuple[ReportView, bytes]:
        made = _made(hub, unit, day, last)
        plant = hub.plant.title.texts.get(language, str(hub.plant.title))
        return made, report_sheet(Sheet(made, _say(hub, language), plant))

    made, pdf = await asyncio.to_thread(drawn)
    return Response(pdf, media_type="application/pdf", headers=_named(made, "pdf"))


def _say(hub: Hub, language: str) -> Say:
    stations = {slug: hub.library.text(slug, language)[1].title for slug in hub.library.stations}
    return Say(language, stations, ZoneInfo(hub.plant.timezone))


def _named(made: ReportView, kind: str) -> dict[str, str]:
    name = f"sprue-report-{made.period.first}-{made.period.last}.{kind}"
    return {"Content-Disposition": f'attachment; filename="{name}"'}
