"""Which period is asked for, by the plant's own calendar, and which are around and in it."""

from collections.abc import Sequence
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sprue_contract.plant import Plant
from sprue_server.floor.gathering import shifts_of
from sprue_server.oee.calendar import HOUR_US, Period, Shift, Unit, periods
from sprue_server.oee.facts import Span
from sprue_server.oee_views import PeriodUnit, PeriodView

AROUND_US = 40 * 24 * HOUR_US  # a month and a holiday
SHORTER: dict[PeriodUnit, Unit] = {"shift": "hour", "day": "shift", "week": "day", "month": "day"}


class Calendar(NamedTuple):
    """The plant's shifts and its clock."""

    shifts: Sequence[Shift]
    zone: ZoneInfo

    def at(self, unit: PeriodUnit, us: int) -> Period | None:
        """The period of a moment, of two the later one; where nobody works the last shift before it."""
        near = periods(unit, Span(max(us - AROUND_US, 0), us + 1), self.shifts, self.zone)
        return max(near, key=lambda one: (one.start_us, one.name), default=None)

    def view(self, period: Period, until_us: int) -> PeriodView:
        """With those around it; what has not begun yet is none."""
        start, end = period.span
        unit: PeriodUnit = period.unit if period.unit != "hour" else "shift"
        earlier = periods(unit, Span(max(start - AROUND_US, 0), start), self.shifts, self.zone)
        later = periods(unit, Span(end, end + AROUND_US), self.shifts, self.zone)
        before = [one.start_us for one in earlier if one.start_us < start]
        after = [one.start_us for one in later if start < one.start_us <= until_us]
        told = plain(period, until_us)
        return told.model_copy(
            update={"before_us": max(before, default=None), "after_us": min(after, default=None)}
        )

    def parts(self, period: Period, until_us: int) -> list[Period]:
        """Shorter periods of this one that have begun; of a shift across midnight the part in this day."""
        if period.unit == "hour":
            return []
        found = periods(SHORTER[period.unit], period.span, self.shifts, self.zone)
        inside = [
            one._replace(start_us=max(one.start_us, period.start_us), end_us=min(one.end_us, period.end_us))
            for one in found
        ]
        return [one for one in inside if one.start_us < until_us]


def calendar_of(plant: Plant) -> Calendar:
    """The plant's own."""
    return Calendar(shifts_of(plant), ZoneInfo(plant.timezone))


def plain(period: Period, until_us: int) -> PeriodView:
    """A period as the API shows it."""
    return PeriodView(
        unit=period.unit,
        name=period.name,
        day=period.day.isoformat(),
        start_us=period.start_us,
        end_us=period.end_us,
        until_us=min(period.end_us, until_us),
    )
