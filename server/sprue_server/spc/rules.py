"""Which points of a chart are told apart: rules of Nelson, of Western Electric, and the set that we use.

A rule looks at `span` points in a row, in standard deviations from what was expected. Sources: Nelson, Journal
of Quality Technology 16 (1984) 237; Western Electric, Statistical Quality Control Handbook, 1956, p. 25. In
control they speak once in (points to the first signal, simulated with known limits):
Nelson 1 to 8 together 75, Western Electric 1 to 4 together 92 (Champ & Woodall, Technometrics 29 (1987) 393:
91.75), `OURS` 5,300.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from sprue_server.spc.panel import Level, Mark

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


class Rule(NamedTuple):
    """`members`: windows of distances (m, span) -> which points of each make it speak; none: it is silent."""

    key: str
    span: int
    members: Callable[[Floats], Flags]


def _whole(held: Flags) -> Flags:
    """Each row where all holds."""
    return np.asarray(held & held.all(axis=1, keepdims=True))


def _filled(speaks: Flags, like: Floats) -> Flags:
    return np.broadcast_to(speaks[:, None], like.shape)


def _beyond(sigmas: float) -> Callable[[Floats], Flags]:
    return lambda rows: np.abs(rows) > sigmas


def _one_side(rows: Floats) -> Flags:
    return _whole(rows > 0) | _whole(rows < 0)


def _steady(rows: Floats) -> Flags:
    steps = np.diff(rows, axis=1)
    return _filled(np.asarray((steps > 0).all(axis=1) | (steps < 0).all(axis=1)), rows)


def _alternating(rows: Floats) -> Flags:
    steps = np.diff(rows, axis=1)
    return _filled(np.asarray((steps[:, 1:] * steps[:, :-1] < 0).all(axis=1)), rows)


def _some(least: int, sigmas: float) -> Callable[[Floats], Flags]:
    """At least so many beyond on one side, the newest among them: else an old signal would be told again."""

    def members(rows: Floats) -> Flags:
        sides = [side * rows > sigmas for side in (1, -1)]
        told = [held & ((held.sum(axis=1) >= least) & held[:, -1])[:, None] for held in sides]
        return np.asarray(told[0] | told[1])

    return members


def _hugging(rows: Floats) -> Flags:
    return _whole(np.abs(rows) < 1)


def _shunning(rows: Floats) -> Flags:
    both = np.asarray((rows > 0).any(axis=1) & (rows < 0).any(axis=1))
    return _whole(np.abs(rows) > 1) & both[:, None]


NELSON = (
    Rule("nelson_1", 1, _beyond(3)),
    Rule("nelson_2", 9, _one_side),
    Rule("nelson_3", 6, _steady),
    Rule("nelson_4", 14, _alternating),
    Rule("nelson_5", 3, _some(2, 2)),
    Rule("nelson_6", 5, _some(4, 1)),
    Rule("nelson_7", 15, _hugging),
    Rule("nelson_8", 8, _shunning),
)
WESTERN_ELECTRIC = (
    Rule("western_electric_1", 1, _beyond(3)),
    Rule("western_electric_2", 3, _some(2, 2)),
    Rule("western_electric_3", 5, _some(4, 1)),
    Rule("western_electric_4", 8, _one_side),
)
OURS = (  # beside the limit itself; lengths and distances chosen so that all together speak once in 1,000
    Rule("two_of_three", 3, _some(2, 2.6)),
    Rule("one_side", 14, _one_side),
    Rule("trend", 8, _steady),
)
RULES = {rule.key: rule for rule in (*NELSON, *WESTERN_ELECTRIC, *OURS)}


def beyond(distances: Floats, limit: Floats | float, key: str, level: Level) -> tuple[Mark, ...]:
    """Points farther out than a limit, on either side; NaN is skipped."""
    return _told(key, level, np.flatnonzero(np.isfinite(distances)), np.abs(distances) > limit)


def _told(key: str, level: Level, shown: NDArray[np.intp], out: Flags) -> tuple[Mark, ...]:
    return tuple(Mark(key, level, tuple(shown[part].tolist())) for part in _episodes(out[shown]))


def marks(distances: Floats, rules: Sequence[Rule], level: Level = "mark") -> tuple[Mark, ...]:
    """What the rules say of points, shape (n,), in standard deviations; points that are NaN are left out.

    A rule that goes on speaking from point to point is one mark; its points are those that make it speak.
    """
    shown = np.flatnonzero(np.isfinite(distances))
    return tuple(mark for rule in rules for mark in _of(rule, distances[shown], shown, level))


def _of(rule: Rule, values: Floats, shown: NDArray[np.intp], level: Level) -> list[Mark]:
    if values.size < rule.span:
        return []
    members = rule.members(sliding_window_view(values, rule.span))
    found = []
    for part in _episodes(np.asarray(members.any(axis=1))):
        rows, columns = np.nonzero(members[part])
        found.append(Mark(rule.key, level, tuple(shown[np.unique(part[rows] + columns)].tolist())))
    return found


def _episodes(flags: Flags) -> list[NDArray[np.intp]]:
    """Indices of each stretch of True."""
    where = np.flatnonzero(flags)
    return [part for part in np.split(where, np.flatnonzero(np.diff(where) > 1) + 1) if part.size]
