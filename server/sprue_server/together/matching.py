"""Who looks for what, who offers it, and whose contact may be seen by whom?

Everybody sees how many. A contact is seen only by who has opted in on the same topic himself: the other side,
and firms that look for the same, so that they buy and learn together. Who withdraws neither sees nor is seen.
Who offers something and has opted in wants to be found, and is counted for everybody; all others by the rule of
`voices/disclosure.py`.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple, Protocol

from sprue_server.voices.disclosure import Split, split

Side = Literal["look", "offer"]
Kind = Literal["firm", "supplier", "consultant", "institute"]


class Interest(Protocol):
    """What is matched."""

    owner: str
    side: str
    station: str
    kind: str
    sector: str | None
    contact: str | None
    consent_us: int | None
    state: str


class Topic(NamedTuple):
    """Of one station: who looks and offers, by kind; `open`: offers, opted in; `sectors`: firms that look."""

    station: str
    look: dict[str, int]
    offer: dict[str, int]
    open: dict[str, int]
    sectors: Split

    @property
    def looking(self) -> Split:
        """Who looks, as far as it may be told."""
        return split(self.look)

    @property
    def offering(self) -> Split:
        """Who offers and wants to be found, and of the others as far as it may be told."""
        others = split({kind: count - self.open.get(kind, 0) for kind, count in self.offer.items()})
        told = Counter(self.open) + Counter(others.told)
        return Split(dict(sorted(told.items())), others.rest)


def topics(interests: Iterable[Interest]) -> list[Topic]:
    """Every topic on which somebody has said something, that which most look for first."""
    there = [one for one in interests if one.state != "hidden"]
    found = [
        _topic(name, [one for one in there if one.station == name]) for name in {one.station for one in there}
    ]
    return sorted(found, key=lambda one: (-sum(one.look.values()), -sum(one.offer.values()), one.station))


def _topic(station: str, interests: Sequence[Interest]) -> Topic:
    look, offer = (_by_kind([one for one in interests if one.side == side]) for side in ("look", "offer"))
    found = _by_kind([one for one in interests if one.side == "offer" and opted_in(one)])
    firms = {(one.owner, one.sector) for one in interests if one.side == "look" and one.kind == "firm"}
    sectors = Counter(sector for _, sector in firms if sector)
    return Topic(station, look, offer, found, split(sectors))


def _by_kind(interests: Iterable[Interest]) -> dict[str, int]:
    return dict(sorted(Counter(kind for _, kind in {(one.owner, one.kind) for one in interests}).items()))


def opted_in(one: Interest) -> bool:
    """Has a contact, a consent to show it, and was not hidden."""
    return one.contact is not None and one.consent_us is not None and one.state != "hidden"


def sees(mine: Interest, other: Interest) -> bool:
    """Whether who left `mine` sees the contact of `other`."""
    if not (opted_in(mine) and opted_in(other)) or mine.owner == other.owner or mine.station != other.station:
        return False
    return mine.side != other.side or (mine.side == "look" and mine.kind == other.kind == "firm")


def contacts(owner: str, interests: Sequence[Interest]) -> dict[str, list[Interest]]:
    """The contacts that one visitor sees, by topic; a topic without any is there when he has opted in on it."""
    mine = [one for one in interests if one.owner == owner and opted_in(one)]
    found: dict[str, list[Interest]] = {one.station: [] for one in mine}
    for other in interests:
        if any(sees(one, other) for one in mine):
            found[other.station].append(other)
    return found
