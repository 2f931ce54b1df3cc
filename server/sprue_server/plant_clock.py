"""Times at which others are to come: by the clock on the plant's wall, wherever they are written down."""

from datetime import UTC, date, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import Field

from sprue_server.refused import Refused

S = 1_000_000
WallClock = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d$")]


def moment(starts: str, zone: str) -> int:
    """A wall clock's time in the plant's zone as a moment; of a doubled hour the first.

    Raises:
        Refused: the clock never shows this.
    """
    try:
        local = datetime.fromisoformat(starts).replace(tzinfo=ZoneInfo(zone))
    except ValueError as problem:
        raise Refused(422, "visit_no_time", time=starts) from problem
    there = local.astimezone(UTC)
    if there.astimezone(local.tzinfo).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise Refused(422, "visit_no_time", time=starts)
    return int(there.timestamp()) * S


def coming(starts: str, zone: str, now_us: int) -> int:
    """The same of something to which others are invited.

    Raises:
        Refused: it lies in the past, or the clock never shows it.
    """
    starts_us = moment(starts, zone)
    if starts_us <= now_us:
        raise Refused(422, "visit_past")
    return starts_us


def day(at_us: int, zone: str) -> date:
    """The day that the plant's calendar shows at a moment."""
    return datetime.fromtimestamp(at_us / S, ZoneInfo(zone)).date()
