"""One cell's gauges: its measured parts, the versions that were learnt, what is due to be learnt."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from sprue_contract.fields import Origin
from sprue_server.gauge.gauge import Gauge, Judged
from sprue_server.gauge.lessons import NEEDS
from sprue_server.gauging.holding import UNTESTED, Holding, Tested, holding, lasting
from sprue_server.gauging.jobs import LearnJob
from sprue_server.gauging.samples import Sample
from sprue_server.store.gauge_tables import GaugeRow
from sprue_server.store.visibility import Stretch

FRESH, GROWN = 20, 0.25  # so many new parts, and so many of those that taught: it is learnt again
AGAIN_S, DOUBLED_S = (
    600.0,
    60.0,
)  # between two times, unless it no longer holds: usually, and when parts doubled
MOST_QUANTITIES = 6  # of one mould; each is a gauge of its own
Level = Literal["B", "D"]


@dataclass
class Version:
    """A version that can be asked; what it has said of measured parts is kept."""

    row: GaugeRow
    gauge: Gauge
    judged: dict[str, Judged] = field(default_factory=dict)

    @cached_property
    def lasts(self) -> float:
        """How much of an error is that of the part before, of the parts that taught."""
        return lasting([measured - told for _, _, _, measured, told, _ in self.row.body["taught"]])

    @property
    def number(self) -> int:
        """As the store counts."""
        return self.row.id or 0

    def of(self, some: Sequence[Sample]) -> list[Judged]:
        """What it says of measured parts."""
        new = [one for one in some if one.id not in self.judged]
        told = self.gauge.judge_told([one.seen.told for one in new])
        self.judged |= {one.id: said for one, said in zip(new, told, strict=True)}
        return [self.judged[one.id] for one in some]


class Due(NamedTuple):
    """What is to be learnt from: parts made since `begun_us`.

    `doubt_us`: since when the version before did not hold.
    """

    level: Level
    begun_us: int
    parts: Sequence[Sample]
    doubt_us: int | None = None

    @property
    def doubt(self) -> int | None:
        """Place of the first part since then."""
        if self.doubt_us is None:
            return None
        return sum(one.measured_us < self.doubt_us for one in self.parts)


@dataclass
class Tried:
    """The last time it was learnt, or was not: `why` in a word for the screen."""

    at_s: float
    to_us: int
    level: Level
    why: str | None = None


@dataclass
class CellGauges:
    """Mutable; only the desk changes it, and replaces lists as a whole."""

    cell: str
    mould: str
    origin: Origin
    stretches: Sequence[Stretch] = ()
    samples: Sequence[Sample] = ()
    versions: dict[str, list[Version]] = field(default_factory=dict)
    tried: dict[str, Tried] = field(default_factory=dict)
    learning: str | None = None

    @property
    def quantities(self) -> list[str]:
        """What is measured, oftenest first."""
        counts: dict[str, int] = {}
        for one in self.samples:
            for name in one.readings:
                counts[name] = counts.get(name, 0) + 1
        names = sorted(counts, key=lambda name: (name != "weight_g", -counts[name], name))
        return names[:MOST_QUANTITIES]

    @property
    def newest_number(self) -> int:
        """Of all versions that are known."""
        return max((one.number for told in self.versions.values() for one in told), default=0)

    def current(self, quantity: str) -> Version | None:
        """The version that was learnt last."""
        told = self.versions.get(quantity)
        return told[-1] if told else None

    def in_force(self, quantity: str, measured_us: int) -> Version | None:
        """The newest version that had learnt nothing of a moment or after it; before all, the first."""
        told = self.versions.get(quantity) or []
        earlier = [one for one in told if one.row.to_us < measured_us]
        return earlier[-1] if earlier else next(iter(told), None)

    def measured(self, quantity: str) -> list[Sample]:
        """Parts whose shots can be read and that were measured so."""
        return [one for one in self.samples if quantity in one.readings and one.seen.told]

    def tests(self, quantity: str, version: Version) -> list[Tested]:
        """Parts in its experience that were measured after it was learnt."""
        some = [one for one in self.measured(quantity) if one.measured_us > version.row.to_us]
        told = zip(some, version.of(some), strict=True)
        return [found for one, said in told if (found := tested(one, quantity, said)) is not None]

    def holding(self, quantity: str) -> Holding:
        """Whether the current version still holds; of one that no longer does, what came since."""
        version = self.current(quantity)
        if version is None:
            return UNTESTED
        since_us = version.row.ended_us or 0
        some = [one for one in self.tests(quantity, version) if one.measured_us >= since_us]
        return holding(some, version.lasts)

    def usable(self, quantity: str) -> tuple[Level, list[Sample]]:
        """What teaches: parts with curves where there are enough, else of all parts what the control tells."""
        return self._since(quantity, self.begun_us(quantity))

    def _since(self, quantity: str, begun_us: int) -> tuple[Level, list[Sample]]:
        parts = [one for one in self.measured(quantity) if one.measured_us >= begun_us]
        curved = [one for one in parts if one.curves]
        return ("D", curved) if len(curved) >= NEEDS else ("B", parts)

    def begun_us(self, quantity: str) -> int:
        """From when on parts surely teach: since the version before no longer held, if it does not."""
        version = self.current(quantity)
        if version is None:
            return 0
        return version.row.begun_us if version.row.ended_us is None else version.row.ended_us

    def due(self, quantity: str, now_s: float) -> Due | None:
        """What is to be learnt now, if anything is."""
        level, parts = self.usable(quantity)
        if len(parts) < NEEDS or not self._wanted(quantity, (level, parts), now_s):
            return None
        version = self.current(quantity)
        if version is None or version.row.ended_us is None:
            return Due(level, self.begun_us(quantity), parts)
        level, parts = self._since(quantity, version.row.begun_us)
        return Due(level, version.row.begun_us, parts, version.row.ended_us)

    def _wanted(self, quantity: str, found: tuple[Level, Sequence[Sample]], now_s: float) -> bool:
        level, parts = found
        version, tried = self.current(quantity), self.tried.get(quantity)
        if tried is None and (version is None or version.row.ended_us is not None):
            return True
        known_us = max(tried.to_us if tried else 0, version.row.to_us if version else 0)
        fresh = sum(one.measured_us > known_us for one in parts)
        rests_s = DOUBLED_S if 2 * fresh >= len(parts) else AGAIN_S
        if tried is not None and now_s - tried.at_s < rests_s:
            return False
        higher = level == "D" and version is not None and version.row.body["asked"] == "B"
        return higher or fresh >= max(FRESH, GROWN * len(parts)) or _unknown(version, parts) >= FRESH


def _unknown(version: Version | None, parts: Sequence[Sample]) -> int:
    """Parts measured since that lie outside what it has learnt."""
    if version is None:
        return 0
    some = [one for one in parts if one.measured_us > version.row.to_us]
    return sum(not said.in_experience for said in version.of(some))


def tested(one: Sample, quantity: str, said: Judged) -> Tested | None:
    """A part against what was said of it; None where nothing was promised."""
    measured = one.readings.get(quantity)
    if measured is None or said.prediction is None or said.high_90 is None or not said.in_experience:
        return None
    return Tested(one.measured_us, measured, said.prediction, said.high_90 - said.prediction)


def job_of(quantity: str, due: Due) -> LearnJob:
    """What the learner is asked."""
    return LearnJob(
        quantity=quantity,
        level=due.level,
        told=[dict(one.seen.told) for one in due.parts],
        why=[one.seen.why for one in due.parts],
        measured=[one.readings[quantity] or 0.0 for one in due.parts],
        doubt=due.doubt,
    )
