"""Hours of production, and a sign's values over them: which are comparable, how many shots lie before each."""

from collections.abc import Mapping, Sequence
from itertools import accumulate
from math import sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sprue_server.wear.part import Sign

Floats = NDArray[np.float64]
FEWEST = 20  # good shots for a spell's mean
TEN_SHOTS = 3.078  # ten shots' range over their standard deviation (d2 of ten)


class Spell(NamedTuple):
    """A spell under one setting. `made`: all shots; means and spreads of good ones; `like`: mould, setting."""

    begin_us: int
    made: int
    good: int
    like: str
    means: Mapping[str, float]
    spreads: Mapping[str, float]


class Followed(NamedTuple):
    """A sign over shots made up to the middle of each spell, oldest first, all (n,)."""

    begin_us: NDArray[np.int64]
    shots: Floats
    values: Floats


def counted(spells: Sequence[Spell]) -> list[int]:
    """Shots made up to the end of each spell."""
    return list(accumulate(spell.made for spell in spells))


def followed(sign: Sign, spells: Sequence[Spell], since_us: int = 0) -> Followed:
    """The spells since then that are like the newest one: another setting has other numbers."""
    told = [
        (spell.begin_us, total - spell.made / 2, value)
        for spell, total in zip(spells, counted(spells), strict=True)
        if spell.begin_us >= since_us and spell.like == spells[-1].like and spell.good >= FEWEST
        if (value := value_of(sign, spell)) is not None
    ]
    begins, shots, values = zip(*told, strict=True) if told else ((), (), ())
    return Followed(np.array(begins, np.int64), np.array(shots, float), np.array(values, float))


def value_of(sign: Sign, spell: Spell) -> float | None:
    """What a spell says of a sign; None where it was not measured."""
    if sign.spread_of is None:
        return spell.means.get(sign.quantity)
    whole, spread = spell.means.get(sign.spread_of), spell.spreads.get(sign.quantity)
    return None if not whole or spread is None else 100 * TEN_SHOTS * spread / whole


def spread_of(count: int, mean: float, mean_of_squares: float) -> float:
    """Standard deviation of a sample from its moments."""
    return sqrt(max(mean_of_squares - mean * mean, 0.0) * count / max(count - 1, 1))


def limit_of(sign: Sign, reference: float) -> float:
    """Where to act, in the sign's unit."""
    match sign.kind:
        case "fixed":
            return sign.limit
        case "absolute":
            return reference + sign.limit
        case "share":
            return reference * sign.limit
