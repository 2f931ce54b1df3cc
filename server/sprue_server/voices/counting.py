"""How satisfied are visitors, what will firms do, who is for what? Of what is left at this moment, no more."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol, TypeVar

from sprue_server.voices.disclosure import Split, split

STARS = 5


class Said(Protocol):
    """What is counted of a voice."""

    id: int | None
    owner: str
    left_us: int
    kind: str
    stars: int | None
    station: str | None
    plan: str | None
    sector: str | None
    state: str


One = TypeVar("One", bound=Said)


class Satisfaction(NamedTuple):
    """The newest mark of each visitor: how many, on average, and how often 1 to 5."""

    marks: int
    mean: float | None
    often: list[int]


class Intended(NamedTuple):
    """What visitors of one station said that their firm will do; `sectors`: of those who will."""

    station: str
    this_year: int
    later: int
    no: int
    done: int
    sectors: Split

    @property
    def plans(self) -> Split:
        """Firms by what they will do, as far as it may be told."""
        return split({"this_year": self.this_year, "later": self.later, "no": self.no})


def counted(voices: Iterable[One]) -> list[One]:
    """All but those that an instructor has hidden."""
    return [one for one in voices if one.state != "hidden"]


def satisfaction(voices: Iterable[Said]) -> Satisfaction:
    """Who says it twice counts once, with what was said last."""
    marks = {one.owner: one.stars for one in _in_order(voices) if one.stars is not None}
    often = Counter(marks.values())
    mean = sum(marks.values()) / len(marks) if marks else None
    return Satisfaction(len(marks), mean, [often[star] for star in range(1, STARS + 1)])


def intentions(voices: Sequence[Said]) -> list[Intended]:
    """Station by station in the order of the alphabet; each visitor once a station, with what was said last."""
    stations = sorted({one.station for one in voices if one.station and one.kind in {"intention", "deed"}})
    return [_of_station(name, [one for one in voices if one.station == name]) for name in stations]


def _of_station(station: str, voices: Sequence[Said]) -> Intended:
    last = {one.owner: one for one in _in_order(voices) if one.kind == "intention"}
    plans = Counter(one.plan for one in last.values())
    will = [one for one in last.values() if one.plan != "no"]
    done = {one.owner for one in voices if one.kind == "deed"}
    return Intended(station, plans["this_year"], plans["later"], plans["no"], len(done), split(sectors(will)))


def sectors(voices: Iterable[Said]) -> dict[str, int]:
    """Firms by sector, each once; who named none is of none."""
    return by_sector(firms(voices))


def firms(voices: Iterable[Said]) -> set[tuple[str, str]]:
    """Whose each is, with the sector."""
    return {(one.owner, one.sector) for one in voices if one.sector}


def by_sector(found: Iterable[tuple[str, str]]) -> dict[str, int]:
    """How many of each sector."""
    return dict(Counter(sector for _, sector in found))


def _in_order(voices: Iterable[Said]) -> list[Said]:
    return sorted(voices, key=lambda one: (one.left_us, one.id or 0))
