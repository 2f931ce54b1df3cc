"""How long do mould and machine still last?

For each part that is cared for: shots to maintenance by plan or by the trend of its signs, whichever is nearer,
with the interval and where it is read from; or that no wear shows, and how soon it could still be.
"""

from collections.abc import Mapping, Sequence
from math import floor, log10

from sprue_contract.quantities import QUANTITIES
from sprue_server.findings import Finding
from sprue_server.wear.parts import PARTS
from sprue_server.wear.reckoning import Care, Health, Told, health
from sprue_server.wear.spells import Spell

TAKES = "spells"
DIGITS = 2  # shots to come are known no finer
Numbers = dict[str, float | str | None]


def analyse(spells: Sequence[Spell], cares: Mapping[str, Care] | None = None) -> list[Finding] | None:
    """A finding per part, of the spells of one press with one mould; None without any."""
    if not spells:
        return None
    ordered = sorted(spells, key=lambda spell: (spell.begin_us, spell.like, spell.made))
    cared = cares or {}
    return [explain(health(part, ordered, cared.get(name, Care()))) for name, part in PARTS.items()]


def explain(told: Health) -> Finding:
    """What a part's sentence is made of."""
    about: Numbers = {"part": told.part.name, "shots": told.since, "every": told.care.every}
    sign = _speaks(told)
    if told.by == "plan":
        key = "plan_over" if told.state == "due" else "plan"
        return Finding(key, about | {"left": _rough(abs(told.left or 0.0))})
    if sign is None:
        return Finding("unlike" if told.part.signs else "counting", about)
    numbers = about | _of_sign(sign)
    if sign.trend.state == "met":
        return Finding("met", numbers)
    if sign.trend.state == "nearing":
        return Finding("nearing_faster" if sign.trend.faster else "nearing", numbers)
    if sign.trend.state in {"too_few", "too_short"}:
        return Finding(sign.trend.state, numbers)
    return Finding("steady" if sign.trend.earliest else "steady_long", numbers)


def _speaks(told: Health) -> Told | None:
    """The sign that says most: that which is nearest its limit, or could be soonest."""
    rank = {"met": 0, "nearing": 1, "steady": 2, "too_short": 3, "too_few": 4}
    signs = [one for one in told.signs if len(one.followed.values)]
    return min(signs, key=lambda one: (rank[one.trend.state], _soonest(one)), default=None)


def _soonest(one: Told) -> float:
    soonest = one.trend.left if one.trend.left is not None else one.trend.earliest
    return float("inf") if soonest is None else soonest


def _of_sign(one: Told) -> Numbers:
    trend, found = one.trend, one.followed
    return {
        "sign": one.sign.name,
        "quantity": one.sign.quantity,
        "level": one.sign.level,
        "unit": "%" if one.sign.spread_of else QUANTITIES[one.sign.quantity].unit,
        "before": trend.reference,
        "value": trend.now,
        "limit": trend.limit,
        "left": _rough(trend.left),
        "earliest": _rough(trend.earliest),
        "latest": _rough(trend.latest),
        "count": len(found.values),
        "since_us": int(found.begin_us[0]),
    }


def _rough(shots: float | None) -> float | None:
    if not shots:
        return shots
    size = 10 ** (floor(log10(abs(shots))) - DIGITS + 1)
    return round(shots / size) * size if size >= 1 else round(shots)
