"""What several effects bring together. Scrap saved twice is not saved.

Each station reckons as if it were alone, and counts causes that no other counts. Still they draw from the same
well: a claim that the camera stops does not come again, so that nothing is left of it for who looks for causes.
So each takes its share of what the others have left: three that save 50 % of the claims each save 87.5 %, not
150 %. Who comes first does not matter. Wells are: of material all scrap and what runners may take at most, of
energy the whole bill, all claims, of press hours all stops, change-overs, hours of scrap and at most so many
that nobody notes, of paid hours all hours of all people. Losses avoided have no such sum.
"""

from collections.abc import Iterable, Mapping
from math import fsum, inf, isinf
from typing import NamedTuple

import numpy as np

from sprue_server.firm.firm import WEEKS_PER_YEAR, Firm, year_of
from sprue_server.firm.gains import Figure, Kind

PAID_H_WEEK = 38.0  # of one person
RUNNERS_PCT = 15.0  # of the material: the most that the station on energy and regrind supposes
HIDDEN_PCT = 10.0  # of the running hours: the most that the station on charts and OEE supposes
ALMOST_NOTHING = 1e-12  # hours or euros; a share of less is lost in a float, and nothing promised divides
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
    wells = _wells(gained)
    return sum((_euros(kind, wells[kind], limits[kind]) for kind in limits if kind in wells), start=0.0)


def cuts(gained: Iterable[Gained], limits: Limits) -> list[Cut]:
    """Where their sum, in the likely case, is clearly more than they bring together."""
    wells = _wells(gained)
    units = {kind: _units(kind, wells.get(kind, [])) for kind in limits}
    found = [Cut(kind, float(fsum(units[kind])), float(_left(units[kind], limits[kind]))) for kind in limits]
    return [one for one in found if one.counted < one.promised * (1 - TOLD)]


def _wells(each: Iterable[Gained]) -> dict[Kind, list[Amount]]:
    """Who takes anything out of a well: most take from one or two of six."""
    wells: dict[Kind, list[Amount]] = {}
    for one in each:
        for kind, amount in one.items():
            if not (_nothing(amount.eur) and _nothing(amount.hours)):
                wells.setdefault(kind, []).append(amount)
    return wells


def something(gained: Gained) -> Gained:
    """Without what is nothing."""
    return {kind: amounts[0] for kind, amounts in _wells([gained]).items()}


def _nothing(figure: Figure) -> bool:
    return isinstance(figure, float) and figure == 0


def _units(kind: Kind, amounts: Iterable[Amount]) -> list[Figure]:
    """Hours of what is hours, else euros."""
    return [one.hours if kind in HOURLY else one.eur for one in amounts]


def _left(units: list[Figure], limit: float) -> Figure:
    """What they take out of the well, one after the other."""
    if isinf(limit) or limit <= 0:
        return sum(units, start=0.0) if limit > 0 else 0.0
    taken: Figure = 0.0  # not what remains: 1 less almost 1 tells a small share badly
    for one in units:
        taken = taken + (1 - taken) * _least(one / limit)
    return limit * taken


def _euros(kind: Kind, amounts: list[Amount], limit: float) -> Figure:
    """An hour is worth what it is worth to them on average."""
    if all(_nothing(one.eur) for one in amounts):  # hours that are only freed
        return 0.0
    euros = sum((one.eur for one in amounts), start=0.0)
    if isinf(limit):
        return euros
    units = _units(kind, amounts)
    summed = sum(units, start=0.0)
    left = _left(units, limit)
    if isinstance(summed, float):
        return euros * left / summed if summed > ALMOST_NOTHING else euros
    return euros * np.where(summed > ALMOST_NOTHING, left / np.maximum(summed, ALMOST_NOTHING), 1.0)


def _least(share: Figure) -> Figure:
    """A well gives no more than all of it. NumPy takes ten times as long for a single number."""
    return min(share, 1.0) if isinstance(share, float) else np.minimum(share, 1.0)
