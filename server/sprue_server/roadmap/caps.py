"""What several effects bring together: never more than there is to be saved. Scrap saved twice is not saved.

Each station reckons as if it were alone. Their sum is cut, kind by kind: material at all that is scrapped and
at what runners may take at most, energy at the whole bill, claims at all claims, hours of presses at all stops,
change-overs and hours of scrap, paid hours at all hours of all people. Losses avoided have no such sum.
"""

from collections.abc import Iterable, Mapping
from math import fsum, inf
from typing import NamedTuple

from sprue_server.firm.firm import WEEKS_PER_YEAR, Firm, year_of
from sprue_server.firm.gains import Kind

PAID_H_WEEK = 38.0  # of one person
RUNNERS_PCT = 15.0  # of the material: the most that the station on energy and regrind supposes
HOURLY: frozenset[Kind] = frozenset({"paid_hours", "machine_hours"})


class Amount(NamedTuple):
    """Of a kind of gain: euros, and the hours behind them."""

    eur: float = 0.0
    hours: float = 0.0


Gained = Mapping[Kind, Amount]
Limits = Mapping[Kind, float]  # euros, or hours of what is hours


class Cut(NamedTuple):
    """A kind of which more was promised than there is."""

    kind: Kind
    promised: float
    there: float


def limits_of(firm: Firm) -> dict[Kind, float]:
    """All that this firm could save in a year."""
    year = year_of(firm)
    scrap_h = year.scrap_parts / firm.cavities * firm.cycle_s / 3600
    return {
        "material": year.scrap_eur + year.material_eur * RUNNERS_PCT / 100,
        "energy": year.energy_eur,
        "claims": firm.claims_eur_year,
        "avoided": inf,
        "paid_hours": firm.people * PAID_H_WEEK * WEEKS_PER_YEAR,
        "machine_hours": year.stops_h + year.changeover_h + scrap_h,
    }


def together(gained: Iterable[Gained], limits: Limits) -> float:
    """Euros of a year of all of them. The order does not matter."""
    each = list(gained)
    return fsum(_capped(kind, each, limits)[0] for kind in limits)


def cuts(gained: Iterable[Gained], limits: Limits) -> list[Cut]:
    """Where their sum had to be cut."""
    each = list(gained)
    found = [_capped(kind, each, limits)[1] for kind in limits]
    return [one for one in found if one]


def _capped(kind: Kind, each: list[Gained], limits: Limits) -> tuple[float, Cut | None]:
    amounts = [one.get(kind, Amount()) for one in each]
    euros = fsum(one.eur for one in amounts)
    summed = fsum(one.hours for one in amounts) if kind in HOURLY else euros
    if summed <= limits[kind]:
        return euros, None
    return euros * limits[kind] / summed, Cut(kind, summed, limits[kind])
