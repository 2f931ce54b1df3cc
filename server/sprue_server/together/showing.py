"""Meetings and interests as pages show them."""

from collections.abc import Mapping, Sequence

from sprue_server.store.voice_tables import InterestRow, MeetingRow, SeatRow
from sprue_server.together import matching
from sprue_server.together_views import (
    ContactView,
    InterestTopic,
    InterestView,
    KindCount,
    KindSplit,
    MatchView,
    MeetingView,
    MyInterest,
    SeatView,
)
from sprue_server.voices.disclosure import Split
from sprue_server.voices.showing import split_view

SHOWN_AFTER_US = 24 * 3600 * 1_000_000  # a meeting stays on the page for a day after it began
OF_MEETING = ("kind", "title", "starts_us", "place", "places", "language", "link", "station", "cancelled")


def meetings(
    rows: Sequence[MeetingRow], taken: Mapping[int, int], mine: Mapping[int, SeatRow], now_us: int
) -> list[MeetingView]:
    """Those to come, and those of the last day."""
    there = [one for one in rows if one.starts_us + SHOWN_AFTER_US > now_us]
    return [meeting(one, taken.get(one.id or 0, 0), mine.get(one.id or 0), now_us) for one in there]


def meeting(row: MeetingRow, taken: int, seat: SeatRow | None, now_us: int) -> MeetingView:
    """One meeting with its seats, and whether the browser that looks has one."""
    told = {name: getattr(row, name) for name in OF_MEETING} | {"id": row.id, "taken": taken}
    own = {"mine": seat is not None, "named": seat is not None and seat.name is not None}
    return MeetingView.model_validate({**told, **own, "over": row.starts_us <= now_us})


def seat(row: SeatRow) -> SeatView:
    """For who runs the meeting."""
    return SeatView.model_validate(row, from_attributes=True)


def topics(rows: Sequence[InterestRow]) -> list[InterestTopic]:
    """How many look and offer, topic by topic; the order tells no more than the numbers."""
    found = matching.topics(rows)
    found.sort(key=lambda one: (-_sum(one.looking), -_sum(one.offering), one.station))
    return [
        InterestTopic(
            station=one.station,
            look=_kinds(one.looking),
            offer=_kinds(one.offering),
            sectors=split_view(one.sectors),
        )
        for one in found
    ]


def _sum(split: Split) -> int:
    return sum(split.told.values()) + (split.rest or 0)


def _kinds(split: Split) -> KindSplit:
    told = [KindCount.model_validate({"kind": kind, "count": count}) for kind, count in split.told.items()]
    return KindSplit(told=told, rest=split.rest)


def matches(owner: str, rows: Sequence[InterestRow]) -> list[MatchView]:
    """The contacts that this browser may see."""
    found = matching.contacts(owner, rows) if owner else {}
    return [
        MatchView(station=station, contacts=[_contact(one) for one in seen]) for station, seen in found.items()
    ]


def _contact(one: matching.Interest) -> ContactView:
    return ContactView.model_validate(one, from_attributes=True)


def my_interest(row: InterestRow) -> MyInterest:
    """What this browser has said."""
    return MyInterest.model_validate(_own(row))


def _own(row: InterestRow) -> dict[str, object]:
    told = {name: getattr(row, name) for name in ("id", "side", "station", "kind")}
    return {**told, "opted_in": matching.opted_in(row)}


def interest(row: InterestRow) -> InterestView:
    """For who moderates: with the contact."""
    more = {name: getattr(row, name) for name in ("sector", "name", "contact", "left_us")}
    return InterestView.model_validate({**_own(row), **more, "hidden": row.state == "hidden"})
