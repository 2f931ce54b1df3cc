"""What another share of regrind changed: shots of the same job and the same settings but for that share.

Of each family of numbers (drift/watched.py) that one is told that moved farthest for its uncertainty: the
difference of means, in spreads of the shots it is compared with, no less than the number's floor. Intervals are
Welch's and hold for all numbers of a comparison together (Bonferroni). Shares of rejects: Clopper & Pearson,
Biometrika 26 (1934). It is what was seen, not what regrind did: a share that was run once, before or after the
other one, is compared with whatever else changed meanwhile.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv, stdtrit

from sprue_server.drift.watched import WATCHED
from sprue_server.energy.line import Bounds
from sprue_server.spc.lag import lag1, matters

Floats = NDArray[np.float64]
Under = tuple[object, ...]
Reason = Literal["share_not_told", "one_share", "too_few"]
NEEDS = 8  # shots of a share; with fewer a spread is a guess
SURE = 0.95
ENERGY, WEIGHT = "energy_shot_kwh", "weight_g"
SET = "set_"  # what somebody sets is no answer to the share
TURNS = 4  # changes of share; with fewer other things can have changed along with it


class Fed(NamedTuple):
    """A shot, the share of regrind that was fed, and what it was made under (job, mould, other settings).

    `bad` None: nobody judged its parts.
    """

    at_us: int
    share_pct: float | None
    under: Under
    numbers: Mapping[str, float]
    bad: bool | None


class Moved(NamedTuple):
    """How far a number lies from where it lay before. `spreads` with its interval; means in its own unit."""

    name: str
    family: str
    before: float
    now: float
    spreads: Bounds
    told: bool
    """The interval leaves out zero."""


@dataclass(frozen=True)
class Against:
    """A share of regrind against the lowest one of the same job and settings."""

    share_pct: float
    base_pct: float
    shots: int
    base_shots: int
    moved: tuple[Moved, ...]
    rejects: Bounds | None
    base_rejects: Bounds | None
    """None where nobody judged."""
    energy_pct: Bounds | None
    """Energy per shot, percent more than before; None where shots do not tell it."""
    in_turn: bool
    """Shares changed to and fro, so that what drifts with time is in both."""


@dataclass(frozen=True)
class NoComparison:
    """Why nothing is compared. `share_pct`: the one that all shots have, where that is why."""

    reason: Reason
    shots: int
    share_pct: float | None = None


def compare(shots: Iterable[Fed]) -> tuple[Against, ...] | NoComparison:
    """Each share against the lowest one, in the job and settings that ran the most shots of several shares."""
    fed = sorted((one for one in shots if one.share_pct is not None), key=lambda one: one.at_us)
    if not fed:
        return NoComparison("share_not_told", 0)
    shares = {one.share_pct for one in fed}
    if len(shares) == 1:
        return NoComparison("one_share", len(fed), next(iter(shares)))
    alike = _alike(fed)
    if alike is None:
        return NoComparison("too_few", len(fed))
    base, *others = sorted(alike)
    return tuple(_against(alike[base], alike[share]) for share in others)


def _alike(fed: Sequence[Fed]) -> dict[float, list[Fed]] | None:
    """Shots by share, of the largest set made under the same that has two shares with enough of them."""
    sets: dict[Under, dict[float, list[Fed]]] = {}
    for one in fed:
        sets.setdefault(one.under, {}).setdefault(one.share_pct or 0.0, []).append(one)
    enough = [{share: some for share, some in one.items() if len(some) >= NEEDS} for one in sets.values()]
    several = [one for one in enough if len(one) > 1]
    return max(several, key=lambda one: sum(map(len, one.values())), default=None)


def _against(base: Sequence[Fed], now: Sequence[Fed]) -> Against:
    results = [name for name in WATCHED if not name.startswith(SET)]
    names = [name for name in results if min(len(_of(base, name)), len(_of(now, name))) >= NEEDS]
    out = (1 - SURE) / 2 / max(len(names), 1)
    told = [_moved(name, _of(base, name), _of(now, name), out) for name in names]
    return Against(
        share_pct=now[0].share_pct or 0.0,
        base_pct=base[0].share_pct or 0.0,
        shots=len(now),
        base_shots=len(base),
        moved=tuple(_farthest(told)),
        rejects=_rejects(now),
        base_rejects=_rejects(base),
        energy_pct=_energy(_of(base, ENERGY), _of(now, ENERGY)),
        in_turn=_turns([*base, *now]) >= TURNS,
    )


def _of(shots: Iterable[Fed], name: str) -> Floats:
    return np.array([value for one in shots if (value := one.numbers.get(name)) is not None], dtype=np.float64)


def _turns(shots: Iterable[Fed]) -> int:
    """How often the share changed."""
    ordered = [one.share_pct for one in sorted(shots, key=lambda one: one.at_us)]
    return sum(before != after for before, after in pairwise(ordered))


def _difference(base: Floats, now: Floats, out: float) -> Bounds:
    """Of means, with Welch's interval; shots that resemble their neighbours tell less than they are many."""
    parts = np.array([_variance(base), _variance(now)])
    freedom = np.array([base.size - 1, now.size - 1])
    apart = float(now.mean() - base.mean())
    if parts.sum() <= 0:
        return Bounds(apart, apart, apart)
    reach = float(stdtrit(parts.sum() ** 2 / (parts**2 / freedom).sum(), 1 - out) * np.sqrt(parts.sum()))
    return Bounds(apart, apart - reach, apart + reach)


def _variance(values: Floats) -> float:
    """Of a mean of shots in order of time."""
    phi = max(lag1(values, np.ones(values.size, np.bool_)), 0.0)
    wider = (1 + phi) / (1 - phi) if matters(phi, values.size) else 1.0
    return float(values.var(ddof=1)) / values.size * wider


def _moved(name: str, base: Floats, now: Floats, out: float) -> Moved:
    watched = WATCHED[name]
    before = float(base.mean())
    spread = max(float(base.std(ddof=1)), watched.absolute, watched.relative * abs(before), 1e-12)
    spreads = Bounds(*(one / spread for one in _difference(base, now, out)))
    told = (spreads.low > 0) == (spreads.high > 0) and spreads.value != 0
    return Moved(name, watched.family, before, float(now.mean()), spreads, told)


def _farthest(told: Iterable[Moved]) -> list[Moved]:
    """One number of each family, those that moved farthest first."""
    found: dict[str, Moved] = {}
    for one in sorted(told, key=lambda one: (-_sure(one), one.name)):
        found.setdefault(one.family, one)
    return sorted(found.values(), key=lambda one: (not one.told, -abs(one.spreads.value), one.name))


def _sure(one: Moved) -> float:
    """How far it moved for its uncertainty."""
    return abs(one.spreads.value) / max(one.spreads.high - one.spreads.low, 1e-12)


def _rejects(shots: Sequence[Fed]) -> Bounds | None:
    judged = [one.bad for one in shots if one.bad is not None]
    bad, of, out = sum(judged), len(judged), (1 - SURE) / 2
    if of < len(shots):
        return None
    low = float(betaincinv(bad, of - bad + 1, out)) if bad else 0.0
    high = float(betaincinv(bad + 1, of - bad, 1 - out)) if bad < of else 1.0
    return Bounds(bad / of, low, high)


def _energy(base: Floats, now: Floats) -> Bounds | None:
    if min(base.size, now.size) < NEEDS or base.mean() <= 0:
        return None
    told = _difference(base, now, (1 - SURE) / 2)
    return Bounds(*(100 * one / float(base.mean()) for one in told))
