"""What the report says on paper: the words of its page, numbers and days as each language writes them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sprue_server.content import numbers
from sprue_server.content.markdown import filled
from sprue_server.content.phrases import screen_word
from sprue_server.report.rule import REST
from sprue_server.report_views import ReportCell, ReportPeriod, ReportTable

BEHIND = {"min": 0, "of5": 2}  # units that stand behind a number, and their decimals; as on the page
MONTHS = 3


class Say(NamedTuple):
    """Words of one language; `stations`: their titles; `zone`: whose days."""

    language: str
    stations: Mapping[str, str]
    zone: ZoneInfo

    def __call__(self, name: str, /, **params: str) -> str:
        """A sentence of the group `report`."""
        return filled(screen_word(self.language)("report", name), lambda hole: params[hole])

    def day(self, iso: str) -> str:
        """A day of the calendar."""
        return numbers.day(date.fromisoformat(iso), self.language)

    def day_of(self, us: int) -> str:
        """The plant's day of a moment."""
        return numbers.day(datetime.fromtimestamp(us / 1e6, self.zone).date(), self.language)

    def number(self, value: float) -> str:
        """A whole number."""
        return numbers.number(value, self.language)

    def told(self, cell: ReportCell, unit: str) -> str:
        """A figure with its unit, or why there is none."""
        if cell.value is None:
            return self(cell.state)
        if unit in BEHIND:
            return numbers.with_unit(cell.value, self(f"unit.{unit}"), self.language, BEHIND[unit])
        return self.number(cell.value)

    def station(self, slug: str) -> str:
        """A station's title, else its slug, readable."""
        return self.stations.get(slug, slug.replace("-", " ").capitalize())

    def named(self, table: ReportTable, name: str) -> str:
        """The name of a class."""
        if name == REST:
            return self("rest")
        return self.station(name) if table.words == "station" else screen_word(self.language)(table.words, name)

    def kind(self, table: ReportTable) -> str:
        """What the classes of a table are."""
        return self(f"of.{table.words.rsplit('.', 1)[-1]}")

    def period(self, period: ReportPeriod) -> str:
        """Which days."""
        first = date.fromisoformat(period.first)
        if period.unit == "quarter":
            return self("quarter", quarter=str((first.month + 2) // MONTHS), year=str(first.year))
        if period.unit == "year":
            return self("year", year=str(first.year))
        return self("days", first=self.day(period.first), last=self.day(period.last))
