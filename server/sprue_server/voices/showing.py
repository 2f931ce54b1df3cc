"""Voices as pages show them: to everybody what is shown, to a browser what is its own, to who teaches all."""

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from typing import NamedTuple

from sprue_server.store.voice_tables import VoiceRow
from sprue_server.voice_views import (
    DeedsView,
    IntentionCount,
    SatisfactionView,
    SectorCount,
    SplitView,
    VoicesView,
    VoiceView,
)
from sprue_server.voices import counting
from sprue_server.voices.disclosure import Split, enough, split
from sprue_server.voices.words import PLANS

MOST_TOLD = 300  # of the newest; a page is read by a person
TOLD_AS_IT_IS = (
    "kind",
    "left_us",
    "language",
    "text",
    "stars",
    "station",
    "plan",
    "firm",
    "state",
    "done",
    "done_us",
)


class Looking(NamedTuple):
    """Who looks, and the votes at this moment."""

    owner: str
    votes: Counter[int]
    voted: set[int]


def everything(voices: Sequence[VoiceRow], looking: Looking) -> VoicesView:
    """What everybody is told, and how much of this browser waits."""
    return VoicesView(
        told=told([one for one in voices if one.state == "shown"][:MOST_TOLD], voices, looking),
        satisfaction=_satisfaction(voices),
        intentions=[_intended(one) for one in counting.intentions(counting.counted(voices))],
        waiting=sum(one.state == "waiting" and one.owner == looking.owner for one in voices),
    )


def _satisfaction(voices: Sequence[VoiceRow]) -> SatisfactionView:
    found = counting.satisfaction(counting.counted(voices))
    if not enough(found.marks):
        return SatisfactionView(count=None, mean=None, often=None)
    return SatisfactionView(count=found.marks, mean=found.mean, often=found.often)


def _intended(one: counting.Intended) -> IntentionCount:
    told, rest = one.plans
    plans = {plan: told.get(plan, 0 if rest == 0 else None) for plan in PLANS}
    return IntentionCount(
        station=one.station,
        **plans,
        rest=rest,
        done=one.done if enough(one.done) else None,
        sectors=split_view(one.sectors),
    )


def split_view(one: Split) -> SplitView:
    """Sectors as far as they may be told."""
    told = [SectorCount.model_validate({"sector": name, "firms": firms}) for name, firms in one.told.items()]
    return SplitView(told=told, rest=one.rest)


def told(rows: Iterable[VoiceRow], voices: Sequence[VoiceRow], looking: Looking) -> list[VoiceView]:
    """Voices for everybody: sector and size of firms without a name only where enough share the sector."""
    sectors = tellable(voices)
    return [_public(one, sectors, looking) for one in rows]


def tellable(voices: Sequence[VoiceRow]) -> dict[str, set[str]]:
    """By station the sectors that so many firms share that naming one tells nobody."""
    deeds = [one for one in counting.counted(voices) if one.kind == "deed"]
    stations = {one.station for one in deeds if one.station}
    return {name: set(_sectors([one for one in deeds if one.station == name]).told) for name in stations}


def _sectors(deeds: Sequence[VoiceRow], told: Set[tuple[str, str]] = frozenset()) -> Split:
    """Of the firms that did it; `told`: those of which the sector is told already, beside those with a name."""
    every = counting.firms(deeds)
    named = counting.firms(one for one in deeds if one.firm is not None and one.state == "shown")
    return split(counting.by_sector(every), counting.by_sector(every & (named | told)))


def _public(row: VoiceRow, sectors: dict[str, set[str]], looking: Looking) -> VoiceView:
    named, own = row.firm is not None, bool(looking.owner) and row.owner == looking.owner
    shared = row.kind == "deed" and row.sector in sectors.get(row.station or "", set())
    return _view(
        row,
        looking,
        sector=row.sector if named or own or shared else None,
        size=row.size if named or own else None,
    )


def all_of(rows: Iterable[VoiceRow], looking: Looking) -> list[VoiceView]:
    """For who moderates: with all that was said."""
    return [_view(one, looking, sector=one.sector, size=one.size) for one in rows]


def _view(row: VoiceRow, looking: Looking, *, sector: str | None, size: str | None) -> VoiceView:
    number = row.id or 0
    told = {name: getattr(row, name) for name in TOLD_AS_IT_IS} | {"sector": sector, "size": size}
    told |= {
        "id": number,
        "answer": row.answer,
        "votes": looking.votes[number],
        "voted": number in looking.voted,
    }
    return VoiceView.model_validate({**told, "mine": bool(looking.owner) and row.owner == looking.owner})


def deeds(
    voices: Sequence[VoiceRow], looking: Looking, station: str | None, like: tuple[str | None, str | None]
) -> DeedsView:
    """Which firms did it: those like the one that asks first, as far as that may be told."""
    found = [one for one in counting.counted(voices) if one.kind == "deed" and station in {None, one.station}]
    sector, size = like
    firms = len({one.owner for one in found})
    sectors = _sectors(found, set() if station else _told_by_station(voices, found))
    shown = told([one for one in found if one.state == "shown"], voices, looking)
    shown.sort(
        key=lambda one: (sector is not None and one.sector == sector, size is not None and one.size == size)
    )
    return DeedsView(
        firms=firms if enough(firms) else None,
        alike=sectors.told.get(sector or ""),
        sectors=split_view(sectors),
        told=shown[::-1],
    )


def _told_by_station(voices: Sequence[VoiceRow], deeds: Iterable[VoiceRow]) -> set[tuple[str, str]]:
    """Firms whose sector is told at a station: who looks at all stations at once could subtract them."""
    told = tellable(voices)
    return counting.firms(one for one in deeds if one.sector in told.get(one.station or "", set()))
