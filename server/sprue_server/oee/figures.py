"""Times and counts of a period, which add up over periods and cells, and the ratios that follow from them.

Names of ISO 22400-2: PBT planned busy time, APT actual production time, PRI planned run time per item, PQ, GQ
and SQ produced, good and scrap quantity. Ratios are made of sums, never of ratios. Where several products were
made each part weighs as its PRI, in effectiveness and in quality, so that OEE is good time by PBT; of one
product quality is plainly GQ / PQ.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from math import fsum
from typing import NamedTuple, TypeVar

from sprue_server.oee.timeline import Category

UNRATED = 0.05  # share of APT that may lack a job or its standard cycle before effectiveness is not told
ROUNDING_US = 1.0  # of sums of floats, where all parts of a month are scrap
BLIND = 0.5  # share of PBT that may be unknown before availability is not told


class Figure(NamedTuple):
    """A ratio, or the key of why it cannot be calculated. It is not cut off above 1."""

    value: float | None
    why: str | None = None


class Lost(NamedTuple):
    """Time; the parts that could have been made in it, where a job says how many; how often it began."""

    us: float = 0.0
    parts: float = 0.0
    often: int = 0

    def plus(self, other: "Lost") -> "Lost":
        """Both together."""
        return Lost(self.us + other.us, self.parts + other.parts, self.often + other.often)


NOTHING = Lost()
Name = TypeVar("Name", bound=Hashable)
Key = tuple[Category, str | None]
PLANNED_AWAY: tuple[Category, ...] = ("not_planned", "planned_downtime")
PRODUCING: tuple[Category, ...] = ("production", "start_up")


@dataclass(frozen=True)
class Oee:
    """One cell or several, over any time. All fields are sums.

    `ideal_us`: shots times standard cycle, blocked cavities included; `scrap`: bad parts and their PRI by
    reason; `unrated`: production time by why there is no standard for it; `flags`: what is odd, how long or how
    often.
    """

    times: Mapping[Key, Lost] = field(default_factory=dict)
    scrap: Mapping[str, Lost] = field(default_factory=dict)
    blocked: Lost = NOTHING
    flags: Mapping[str, Lost] = field(default_factory=dict)
    unrated: Mapping[str, Lost] = field(default_factory=dict)
    ideal_us: float = 0.0
    pq: int = 0
    shots: int = 0
    readings: int = 0
    weight_g: float = 0.0
    scrap_g: float = 0.0

    def spent_us(self, *categories: Category) -> float:
        """Time in categories."""
        return sum(lost.us for (category, _), lost in self.times.items() if category in categories)

    @property
    def calendar_us(self) -> float:
        """All time."""
        return sum(lost.us for lost in self.times.values())

    @property
    def pbt_us(self) -> float:
        """Planned busy time: without time that is not planned and standstill that is."""
        return self.calendar_us - self.spent_us(*PLANNED_AWAY)

    @property
    def apt_us(self) -> float:
        """Actual production time, start-up included: it makes parts, if bad ones."""
        return self.spent_us(*PRODUCING)

    @property
    def pri_pq_us(self) -> float:
        """PRI x PQ, job by job."""
        return self.ideal_us - self.blocked.us

    @property
    def sq(self) -> int:
        """Scrap quantity."""
        return round(sum(lost.parts for lost in self.scrap.values()))

    @property
    def gq(self) -> int:
        """Good quantity."""
        return self.pq - self.sq

    @property
    def good_us(self) -> float:
        """PRI x GQ, job by job."""
        return self.pri_pq_us - sum(lost.us for lost in self.scrap.values())

    @property
    def availability(self) -> Figure:
        """APT / PBT."""
        if self.pbt_us <= 0:
            return Figure(None, "no_planned_time")
        if self.spent_us("unknown") > BLIND * self.pbt_us:
            return Figure(None, "states_missing")
        return Figure(self.apt_us / self.pbt_us)

    @property
    def effectiveness(self) -> Figure:
        """PRI x PQ / APT; above 1 where the standard cycle is too long."""
        if self.apt_us <= 0:
            return Figure(None, "no_production")
        if sum(lost.us for lost in self.unrated.values()) > UNRATED * self.apt_us:
            return Figure(None, max(self.unrated, key=lambda why: (self.unrated[why].us, why)))
        if not self.readings:
            return Figure(None, "no_counter")
        return Figure(self.pri_pq_us / self.apt_us)

    @property
    def quality(self) -> Figure:
        """GQ / PQ, each part weighed by its PRI; not told where a dear product has more scrap than parts."""
        if self.pq <= 0:
            return Figure(None, "no_parts")
        if self.gq < 0 or self.good_us < -ROUNDING_US:
            return Figure(None, "more_scrap_than_parts")
        if self.pri_pq_us <= 0:
            return Figure(self.gq / self.pq)
        return Figure(max(0.0, self.good_us / self.pri_pq_us))

    @property
    def oee(self) -> Figure:
        """Availability x effectiveness x quality; 0 where it stood all the planned time."""
        if self.availability.value == 0:
            return Figure(0.0)
        product = 1.0
        for figure in (self.availability, self.effectiveness, self.quality):
            if figure.value is None:
                return figure
            product *= figure.value
        return Figure(product)

    @property
    def oddities(self) -> dict[str, Lost]:
        """All flags, with those that follow from the sums."""
        over = self.pri_pq_us - self.apt_us
        found = {"effectiveness_over_1": Lost(over)} if (self.effectiveness.value or 0) > 1 else {}
        unrated = {f"production_{why}": lost for why, lost in self.unrated.items()}
        return {**self.flags, **unrated, **found}


def total(parts: Iterable[Oee]) -> Oee:
    """Periods or cells together: times and counts added."""
    every = list(parts)
    return Oee(
        times=added(pair for one in every for pair in one.times.items()),
        scrap=added(pair for one in every for pair in one.scrap.items()),
        blocked=added(("blocked", one.blocked) for one in every).get("blocked", NOTHING),
        flags=added(pair for one in every for pair in one.flags.items()),
        unrated=added(pair for one in every for pair in one.unrated.items()),
        ideal_us=fsum(one.ideal_us for one in every),
        pq=sum(one.pq for one in every),
        shots=sum(one.shots for one in every),
        readings=sum(one.readings for one in every),
        weight_g=fsum(one.weight_g for one in every),
        scrap_g=fsum(one.scrap_g for one in every),
    )


def added(pairs: Iterable[tuple[Name, Lost]]) -> dict[Name, Lost]:
    """What is lost under each name; names with nothing are left out."""
    found: dict[Name, Lost] = {}
    for name, lost in pairs:
        found[name] = found.get(name, NOTHING).plus(lost)
    return {name: lost for name, lost in found.items() if any(lost)}
