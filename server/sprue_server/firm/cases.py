"""Two thousand cases of a technology at a firm: in how many of them it pays, and when that is enough.

In each case every assumption lies, independently, between its ends (triangular, peak at likely). What is the
firm's and not a technology's, such as what a sold hour earns, is the same for all technologies of a case. A
figure that the visitor has set himself is the same in all cases.

SURE: recommended is what pays in at least 7 of 10 cases. Gains of projects are foretold too high as a rule; at
7 of 10 a step still pays in half of the cases when all its gains come out about a tenth to a fifth lower
(`test_firm_cases.py` reckons it), at 5 of 10 any disappointment makes it a loss.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

import numpy as np
import numpy.typing as npt

from sprue_server.content.ranges import Ends
from sprue_server.content.stations import Assume, Station
from sprue_server.firm.effects import effect
from sprue_server.firm.firm import Firm, year_of
from sprue_server.firm.gains import Figure, Gains, Worth, worth

DRAWS, SEED = 2_000, 20_261_129
HORIZON_Y = 3.0  # in which a small firm wants its money back
SURE_PCT, MAYBE_PCT = 70.0, 30.0  # of the cases; between them it is a bet
COSTS: Mapping[str, str] = {  # and their units
    **dict.fromkeys(("once_eur", "once_per_press_eur", "yearly_eur", "yearly_per_press_eur"), "€"),
    "own_yearly_h": "h",
}
COMMON: Mapping[str, Assume] = {
    "hour_earns_pct": Assume(range=Ends(low=40, likely=65, high=85), unit="%", source="estimate"),
    "hands_per_press": Assume(range=Ends(low=0.2, likely=0.35, high=0.6), unit="", source="estimate"),
}
Supposed = Mapping[str, Figure]


class Money(NamedTuple):
    """Euros: gained in a year, spent once, spent in a year."""

    gain: Figure
    once: Figure
    yearly: Figure

    @property
    def net(self) -> Figure:
        """Of a year."""
        return self.gain - self.yearly

    @property
    def three_years(self) -> Figure:
        """What it brings until a small firm wants its money back, less all that it costs."""
        return self.net * HORIZON_Y - self.once


class Cases(NamedTuple):
    """What a technology brings and costs, in the likely case as figures or in all cases as draws."""

    gains: Gains
    worths: list[Worth]
    money: Money


def assumptions(station: Station) -> dict[str, Assume]:
    """Those of the effect, what an hour is worth, and what it costs."""
    takes = station.takes
    costs = {  # not looked at again: it was when the station's file was read
        name: Assume.model_construct(range=getattr(takes, name), unit=unit, source=takes.source)
        for name, unit in COSTS.items()
    }
    return {**station.assumes, **COMMON, **costs}


def ends_of(assumes: Mapping[str, Assume], own: Mapping[str, float]) -> dict[str, Ends]:
    """The ends of each; what the visitor has set has none."""
    return {
        name: one.range if name not in own else Ends(low=own[name], likely=own[name], high=own[name])
        for name, one in assumes.items()
    }


def likely(ends: Mapping[str, Ends]) -> Supposed:
    """Every assumption at its likely value."""
    return {name: one.likely for name, one in ends.items()}


def drawn(ends: Mapping[str, Ends], of: str) -> Supposed:
    """Every assumption in all cases; `of`: the technology or step whose own they are."""
    return {name: draws(one, name if name in COMMON else f"{of}.{name}") for name, one in ends.items()}


def draws(ends: Ends, key: str) -> Figure:
    """A quantity in all cases: the same key has the same cases, another key others."""
    if ends.low == ends.high:
        return ends.likely
    return _chances(ends.low, ends.likely, ends.high, key)


@lru_cache(1024)  # of assumptions that stand in files; what visitors set themselves has no ends
def _chances(low: float, middle: float, high: float, key: str) -> npt.NDArray[np.float64]:
    found = np.random.default_rng([SEED, crc32(key.encode())]).triangular(low, middle, high, DRAWS)
    found.setflags(write=False)
    return found


def cases(station: Station, firm: Firm, supposed: Supposed) -> Cases:
    """The reckoning itself, in figures or in draws, as `supposed` is."""
    gains = effect(station.effect)(firm, year_of(firm), supposed)
    worths = worth(firm, gains, supposed)
    presses = min(firm.equip_presses, firm.presses)
    money = Money(
        gain=sum((one.eur for one in worths), start=0.0),
        once=supposed["once_eur"] + supposed["once_per_press_eur"] * presses,
        yearly=supposed["yearly_eur"]
        + supposed["yearly_per_press_eur"] * presses
        + own_hours_eur(supposed["own_yearly_h"], firm),
    )
    return Cases(gains, worths, money)


def own_hours_eur(hours: Figure, firm: Firm) -> Figure:
    """What hours of the firm's own people cost: money only where paid hours change, as with hours spared.

    Else they are told as hours, beside those that somebody has for it.
    """
    return hours * (firm.wage_eur_h if firm.hours_fall else 0.0)


def pays_pct(three_years_eur: Figure) -> float:
    """Of the cases, those in which something is left after three years."""
    return float(np.mean(np.asarray(three_years_eur) > 0) * 100)


def in_ten(pct: float) -> int:
    """Cases in ten, never one more than there are: 69 % are not 7 of 10."""
    return int(pct / 10 + 1e-9)
