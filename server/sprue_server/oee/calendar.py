"""Days, weeks, months and shifts by the plant's own clock, as moments in UTC microseconds.

A day has 23 or 25 hours when the clocks change, and a shift past midnight belongs to the day on which it began.
Of an hour that comes twice the first one counts; what would begin in the hour that is left out begins when the
clock has been put forward.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from sprue_server.oee.facts import Span

MADRID = ZoneInfo("Europe/Madrid")
SECOND_US = 1_000_000
EVERY_DAY = frozenset(range(7))
Unit = Literal["hour", "shift", "day", "week", "month"]
HOUR_US = 3600 * SECOND_US


class Shift(NamedTuple):
    """A crew's time by the local clock; one that ends at or before it begins ends on the next day.

    `weekdays`: on which it begins, Monday is 0.
    """

    name: str
    begins: time
    ends: time
    weekdays: frozenset[int] = EVERY_DAY


SHIFTS = (
    Shift("early", time(6), time(14)),
    Shift("late", time(14), time(22)),
    Shift("night", time(22), time(6)),
)


class Period(NamedTuple):
    """A named stretch of time: its local day and, for a shift, its name."""

    unit: Unit
    day: date
    name: str
    start_us: int
    end_us: int

    @property
    def span(self) -> Span:
        """As time."""
        return Span(self.start_us, self.end_us)


def moment_us(day: date, clock: time, zone: ZoneInfo = MADRID) -> int:
    """When the local clock shows a time on a day."""
    return round(datetime.combine(day, clock, tzinfo=zone).timestamp()) * SECOND_US


def local_day(us: int, zone: ZoneInfo = MADRID) -> date:
    """The local day of a moment."""
    return datetime.fromtimestamp(us // SECOND_US, zone).date()


def day_span(day: date, zone: ZoneInfo = MADRID) -> Span:
    """From midnight to midnight: 23, 24 or 25 hours."""
    return Span(moment_us(day, time(), zone), moment_us(day + timedelta(days=1), time(), zone))


def shift_of(us: int, shifts: Sequence[Shift] = SHIFTS, zone: ZoneInfo = MADRID) -> Period | None:
    """The shift of a moment; None where nobody works. Of shifts that overlap the one that began last."""
    today = local_day(us, zone)
    near = [one for back in (1, 0) for one in _shifts(today - timedelta(days=back), shifts, zone)]
    running = [one for one in near if one.start_us <= us < one.end_us]
    return max(running, key=lambda one: (one.start_us, one.name), default=None)


def _shifts(day: date, shifts: Sequence[Shift], zone: ZoneInfo) -> list[Period]:
    """Those that begin on a day."""
    found = []
    for shift in shifts:
        if day.weekday() in shift.weekdays:
            last = day + timedelta(days=int(shift.ends <= shift.begins))
            begins, ends = moment_us(day, shift.begins, zone), moment_us(last, shift.ends, zone)
            found.append(Period("shift", day, shift.name, begins, ends))
    return sorted((one for one in found if one.end_us > one.start_us), key=lambda one: one.start_us)


def planned(
    from_us: int, to_us: int, shifts: Sequence[Shift] = SHIFTS, zone: ZoneInfo = MADRID
) -> tuple[Span, ...]:
    """Working time: every shift that touches [from_us, to_us), whole."""
    return tuple(one.span for one in periods("shift", Span(from_us, to_us), shifts, zone))


def periods(unit: Unit, span: Span, shifts: Sequence[Shift] = SHIFTS, zone: ZoneInfo = MADRID) -> list[Period]:
    """Every period of a kind that touches a span, whole and in order."""
    first, last = local_day(span.start_us, zone), local_day(max(span.start_us, span.end_us - 1), zone)
    made: dict[Unit, Callable[[date], list[Period]]] = {
        "hour": lambda day: _hours(day, zone),
        "shift": lambda day: _shifts(day, shifts, zone),
        "day": lambda day: [_whole("day", day, day + timedelta(days=1), zone)],
        "week": lambda day: _week(day, zone),
        "month": lambda day: _month(day, zone),
    }
    days = _days(first - timedelta(days=1), last)
    found = {one for day in days for one in made[unit](day)}
    return sorted(
        (one for one in found if one.end_us > span.start_us and one.start_us < span.end_us), key=_place
    )


def _place(period: Period) -> tuple[int, str]:
    return period.start_us, period.name


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def _whole(unit: Unit, first: date, after: date, zone: ZoneInfo, name: str = "") -> Period:
    midnight = time()
    start, end = moment_us(first, midnight, zone), moment_us(after, midnight, zone)
    return Period(unit, first, name or first.isoformat(), start, end)


def _hours(day: date, zone: ZoneInfo) -> list[Period]:
    """23, 24 or 25 of them, each as long as the others, named by the clock at its begin."""
    start, end = day_span(day, zone)
    begins = range(start, end, HOUR_US)
    return [
        Period("hour", day, datetime.fromtimestamp(us // SECOND_US, zone).strftime("%H:%M%z"), us, us + HOUR_US)
        for us in begins
    ]


def _week(day: date, zone: ZoneInfo) -> list[Period]:
    """The ISO week of a day, from Monday."""
    monday = day - timedelta(days=day.weekday())
    year, week, _ = day.isocalendar()
    return [_whole("week", monday, monday + timedelta(days=7), zone, f"{year}-W{week:02}")]


def _month(day: date, zone: ZoneInfo) -> list[Period]:
    first = day.replace(day=1)
    after = (first + timedelta(days=32)).replace(day=1)
    return [_whole("month", first, after, zone, f"{first:%Y-%m}")]
