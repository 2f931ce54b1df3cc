"""Which days a report is about, and which it is compared with: by the plant's calendar, the last included."""

from datetime import date, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sprue_server.oee.calendar import moment_us
from sprue_server.refused import Refused
from sprue_server.report_views import PeriodUnit

DAY = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 2000, 2099
MONTHS = {"quarter": 3, "year": 12}


class Days(NamedTuple):
    """A stretch of whole days."""

    unit: PeriodUnit
    first: date
    last: date

    def before(self) -> "Days":
        """The quarter or year before; of other days as many, until the day before."""
        if self.unit != "days":
            return whole(self.unit, self.first - DAY)
        return Days("days", self.first - (self.last - self.first) - DAY, self.first - DAY)

    def span_us(self, zone: ZoneInfo) -> tuple[int, int]:
        """From the first midnight to that after the last day."""
        return moment_us(self.first, time(), zone), moment_us(self.last + DAY, time(), zone)


def whole(unit: PeriodUnit, day: date) -> Days:
    """The quarter or year of a day.

    >>> whole("quarter", date(2026, 11, 29)).first
    datetime.date(2026, 10, 1)
    """
    months = MONTHS[unit]
    begins = (day.month - 1) // months * months + 1
    after = date(day.year + (begins + months) // 13, (begins + months - 1) % 12 + 1, 1)
    return Days(unit, date(day.year, begins, 1), after - DAY)


def asked(unit: PeriodUnit, day: date, last: date | None) -> Days:
    """What was asked for; `last` is of days alone.

    Raises:
        Refused: the last day lies before the first, or nobody counted then.
    """
    days = Days("days", day, last or day) if unit == "days" else None
    if not FIRST_YEAR <= day.year <= (last or day).year <= LAST_YEAR or (days and days.last < days.first):
        raise Refused(422, "report_days", first=str(FIRST_YEAR), last=str(LAST_YEAR))
    return days or whole(unit, day)
