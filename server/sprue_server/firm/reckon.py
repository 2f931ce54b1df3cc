"""What a station would do for a firm, with the range that its assumptions leave.

Likely is the figure with every assumption at its likely value. Low and high hold 8 of 10 of 2,000 draws in
which each assumption lies, independently, between its ends (triangular, peak at likely). A figure that the
visitor has set himself has no ends.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sprue_server.content.ranges import Ends
from sprue_server.content.stations import Assume, Station
from sprue_server.firm.effects import effect
from sprue_server.firm.firm import Firm, year_of
from sprue_server.firm.gains import Figure, Gains, Worth, worth

DRAWS, SEED = 2_000, 20_261_129
LOW_AT, HIGH_AT = DRAWS // 10, DRAWS - DRAWS // 10  # the 10th and the 90th of 100
HORIZON_Y = 3.0  # in which a small firm wants its money back
COSTS = ("once_eur", "once_per_press_eur", "yearly_eur", "yearly_per_press_eur")
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
    swings: list[Swing]
    assumes: dict[str, Assume]
    workings: dict[str, float]


def reckon(station: Station, firm: Firm, own: Mapping[str, float]) -> Reckoned:
    """`own`: assumptions that the visitor has set, by name."""
    assumes = assumptions(station)
    ends = {name: _ends(one.range, own.get(name)) for name, one in assumes.items()}
    drawn = {name: _draws(one, place) for place, (name, one) in enumerate(ends.items())}
    likely = {name: one.likely for name, one in ends.items()}
    gains, many = _gains(station, firm, likely), _gains(station, firm, drawn)
    money, moneys = _money(firm, gains, likely), _money(firm, many, drawn)
    kinds, spread = worth(firm, gains, likely), worth(firm, many, drawn)
    return Reckoned(
        gain_eur=_spread(money.gain, moneys.gain),
        net_eur=_spread(money.net, moneys.net),
        once_eur=_spread(money.once, moneys.once),
        yearly_eur=_spread(money.yearly, moneys.yearly),
        payback_months=payback_months(float(money.once), float(money.net)),
        pays_pct=float(np.mean(moneys.net * HORIZON_Y > moneys.once) * 100),
        kinds=[(one, _spread(one.eur, all_.eur)) for one, all_ in zip(kinds, spread, strict=True)],
        hours={one.kind: _spread(one.hours, all_.hours) for one, all_ in zip(kinds, spread, strict=True)},
        swings=_swings(station, firm, ends, likely),
        assumes=assumes,
        workings={name: float(np.mean(value)) for name, value in gains.workings.items()},
    )


def assumptions(station: Station) -> dict[str, Assume]:
    """Those of the effect, what an hour is worth, and what it costs."""
    takes = station.takes
    costs = {name: Assume(range=getattr(takes, name), unit="€", source=takes.source) for name in COSTS}
    return {**station.assumes, **COMMON, **costs}


def payback_months(once_eur: float, net_eur_year: float) -> float | None:
    """None where a year brings nothing."""
    return once_eur / net_eur_year * 12 if net_eur_year > 0 else None


def _gains(station: Station, firm: Firm, supposed: Supposed) -> Gains:
    return effect(station.effect)(firm, year_of(firm), supposed)


def _money(firm: Firm, gains: Gains, supposed: Supposed) -> Money:
    presses = min(firm.equip_presses, firm.presses)
    return Money(
        gain=sum((one.eur for one in worth(firm, gains, supposed)), start=0.0),
        once=supposed["once_eur"] + supposed["once_per_press_eur"] * presses,
        yearly=supposed["yearly_eur"] + supposed["yearly_per_press_eur"] * presses,
    )


def _ends(ends: Ends, own: float | None) -> Ends:
    return ends if own is None else Ends(low=own, likely=own, high=own)


@lru_cache(512)  # of assumptions that stand in files; what visitors set themselves has no ends
def _chances(low: float, likely: float, high: float, place: int) -> npt.NDArray[np.float64]:
    drawn = np.random.default_rng([SEED, place]).triangular(low, likely, high, DRAWS)
    drawn.setflags(write=False)
    return drawn


def _draws(ends: Ends, place: int) -> Figure:
    if ends.low == ends.high:
        return ends.likely
    return _chances(ends.low, ends.likely, ends.high, place)


def _spread(likely: Figure, many: Figure) -> Ends:
    """The likely figure lies inside, also where a lopsided range has its middle elsewhere."""
    middle = float(np.mean(likely))
    if np.ndim(many) == 0:
        return Ends(low=middle, likely=middle, high=middle)
    ordered = np.partition(many, [LOW_AT, HIGH_AT])
    low, high = ordered[LOW_AT], ordered[HIGH_AT]
    return Ends(low=min(float(low), middle), likely=middle, high=max(float(high), middle))


def _swings(station: Station, firm: Firm, ends: Mapping[str, Ends], likely: Supposed) -> list[Swing]:
    def net(name: str, value: float) -> float:
        supposed = {**likely, name: value}
        return float(np.mean(_money(firm, _gains(station, firm, supposed), supposed).net))

    swings = [Swing(name, net(name, one.low), net(name, one.high)) for name, one in ends.items()]
    moving = [one for one in swings if one.at_low_eur != one.at_high_eur]
    return sorted(moving, key=lambda one: -abs(one.at_high_eur - one.at_low_eur))
