"""What several effects bring together. Scrap saved twice is not saved.

Each station reckons as if it were alone, and counts causes that no other counts. Still they draw from the same
well: a claim that the camera stops does not come again, so that nothing is left of it for who looks for causes.
So each takes its share of what the others have left: three that save 50 % of the claims each save 87.5 %, not
150 %. Who comes first does not matter. Wells are: of material all scrap and what runners may take at most, of
energy the whole bill, all claims, of press hours all stops, change-overs, hours of scrap and at most so many
that nobody notes, of paid hours all hours of all people. Losses avoided have no such sum.
"""

from collections.abc import Iterable, Mapping
from math import inf, isinf
from typing import NamedTuple

import numpy as np

from sprue_server.firm.firm import WEEKS_PER_YEAR, Firm, year_of
from sprue_server.firm.gains import Figure, Kind

PAID_H_WEEK = 38.0  # of one person
RUNNERS_PCT = 15.0  # of the material: the most that the station on energy and regrind supposes
HIDDEN_PCT = 10.0  # of the running hours: the most that the station on charts and OEE supposes
ALMOST_NOTHING = 1e-12  # so that nothing promised divides
TOLD = 0.05  # of what is promised: less is counted once all the same, but not worth a sentence
HOURLY: frozenset[Kind] = frozenset({"paid_hours", "machine_hours"})


class Amount(NamedTuple):
    """Of a kind of gain: euros, and the hours behind them; likely ones, or in all cases."""

    eur: Figure = 0.0
    hours: Figure = 0.0


Gained = Mapping[Kind, Amount]
Limits = Mapping[Kind, float]  # euros, or hours of what is hours


class Cut(NamedTuple):
    """A kind of which the effects promise more than they bring together."""

    kind: Kind
    promised: float
    counted: float


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
        "machine_hours": year.stops_h + year.changeover_h + scrap_h + year.run_h * HIDDEN_PCT / 100,
    }


def together(gained: Iterable[Gained], limits: Limits) -> Figure:
    """Euros of a year of all of them. The order does not matter."""
    each = list(gained)
    return sum((_euros(kind, each, limits[kind]) for kind in limits), start=0.0)


def cuts(gained: Iterable[Gained], limits: Limits) -> list[Cut]:
    """Where their sum, in the likely case, is clearly more than they bring together."""
    each = list(gained)
    sums = {kind: sum(_units(kind, each), start=0.0) for kind in limits}
    found = [Cut(kind, float(sums[kind]), float(_left(kind, each, limits[kind]))) for kind in limits]
    return [one for one in found if one.counted < one.promised * (1 - TOLD)]


def _units(kind: Kind, each: Iterable[Gained]) -> list[Figure]:
    """Hours of what is hours, else euros."""
    amounts = [one[kind] for one in each if kind in one]
    return [one.hours if kind in HOURLY else one.eur for one in amounts]


def _left(kind: Kind, each: list[Gained], limit: float) -> Figure:
    """What they take out of the well, one after the other."""
    units = _units(kind, each)
    if isinf(limit) or limit <= 0:
        return sum(units, start=0.0) if limit > 0 else 0.0
    remains: Figure = 1.0
    for one in units:
        remains = remains * (1 - np.minimum(one / limit, 1.0))
    return limit * (1 - remains)


def _euros(kind: Kind, each: list[Gained], limit: float) -> Figure:
    """An hour is worth what it is worth to them on average."""
    euros = sum((one[kind].eur for one in each if kind in one), start=0.0)
    if isinf(limit):
        return euros
    summed = sum(_units(kind, each), start=0.0)
    kept = _left(kind, each, limit) / np.maximum(summed, ALMOST_NOTHING)
    return euros * np.where(np.asarray(summed) > 0, kept, 1.0)
