"""What a station would do for a firm, with the range that its assumptions leave.

Likely is the figure with every assumption at its likely value. Low and high hold 8 of 10 of the cases.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from sprue_server.content.ranges import Ends
from sprue_server.content.stations import Assume, Station
from sprue_server.firm.cases import DRAWS, Cases, assumptions, cases, drawn, ends_of, likely, pays_pct
from sprue_server.firm.firm import Firm
from sprue_server.firm.gains import Figure, Worth

NOTHING = Ends(low=0, likely=0, high=0)
LOW_AT, HIGH_AT = DRAWS // 10, DRAWS - DRAWS // 10  # the 10th and the 90th of 100


class Swing(NamedTuple):
    """Net euros of a year with one assumption at each of its ends, all others at likely."""

    name: str
    at_low_eur: float
    at_high_eur: float


class Reckoned(NamedTuple):
    """An effect on a firm. Without a pay-back it does not pay itself back in the likely case."""

    gain_eur: Ends
    net_eur: Ends
    once_eur: Ends
    yearly_eur: Ends
    payback_months: float | None
    pays_pct: float
    kinds: list[tuple[Worth, Ends]]
    hours: dict[str, Ends]
    assumes: dict[str, Assume]
    workings: dict[str, float]
    cases: Cases
    station: Station
    firm: Firm
    ends: Mapping[str, Ends]

    def swings(self) -> list[Swing]:
        """Net euros of a year at both ends of each assumption, what moves most first; reckoned when asked.

        All at once: a case for each end of each assumption, in which the others are likely.
        """
        names = list(self.ends)
        each = {name: np.full(2 * len(names), one.likely) for name, one in self.ends.items()}
        for at, name in enumerate(names):
            each[name][2 * at : 2 * at + 2] = self.ends[name].low, self.ends[name].high
        net = np.broadcast_to(cases(self.station, self.firm, each).money.net, 2 * len(names))
        found = [Swing(name, float(net[2 * at]), float(net[2 * at + 1])) for at, name in enumerate(names)]
        moving = [one for one in found if one.at_low_eur != one.at_high_eur]
        return sorted(moving, key=lambda one: -abs(one.at_high_eur - one.at_low_eur))


def reckon(station: Station, firm: Firm, own: Mapping[str, float]) -> Reckoned:
    """`own`: assumptions that the visitor has set, by name."""
    assumes = assumptions(station)
    ends = ends_of(assumes, own)
    one, many = cases(station, firm, likely(ends)), cases(station, firm, drawn(ends, station.slug))
    money, moneys, kinds = one.money, many.money, list(zip(one.worths, many.worths, strict=True))
    return Reckoned(
        gain_eur=spread(money.gain, moneys.gain),
        net_eur=spread(money.net, moneys.net),
        once_eur=spread(money.once, moneys.once),
        yearly_eur=spread(money.yearly, moneys.yearly),
        payback_months=payback_months(float(money.once), float(money.net)),
        pays_pct=pays_pct(moneys.three_years),
        kinds=[(single, spread(single.eur, all_.eur)) for single, all_ in kinds],
        hours={single.kind: spread(single.hours, all_.hours) for single, all_ in kinds},
        assumes=assumes,
        workings={name: float(np.mean(value)) for name, value in one.gains.workings.items()},
        cases=many,
        station=station,
        firm=firm,
        ends=ends,
    )


def payback_months(once_eur: float, net_eur_year: float) -> float | None:
    """None where a year brings nothing."""
    return once_eur / net_eur_year * 12 if net_eur_year > 0 else None


def spread(likely: Figure, many: Figure) -> Ends:
    """Holds 8 of 10 cases, and the likely figure, also where a lopsided range has its middle elsewhere."""
    middle = float(likely)
    if isinstance(many, float) and many == middle == 0:
        return NOTHING
    if np.ndim(many) == 0:
        return Ends(low=middle, likely=middle, high=middle)
    ordered = np.partition(many, [LOW_AT, HIGH_AT])
    low, high = ordered[LOW_AT], ordered[HIGH_AT]
    return Ends(low=min(float(low), middle), likely=middle, high=max(float(high), middle))
