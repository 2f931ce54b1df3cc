"""What a fault does to a shot's numbers, as physics has it; and how well what was measured fits.

A cause says of each family of numbers whether it must move strongly (`up!`), moves at all (`up`) or stays.
What it does not mention mostly stays. How likely a movement is under each expectation is the same for all
causes. No number was fitted; causes were mended where trying them on four simulated cells showed that the
physics had been told wrongly, and are measured on others (docs/models.md). Unless a family that must move was
seen to, or scatters as the cause says, the cause is out.
"""

from collections.abc import Mapping
from math import exp, log
from typing import Literal, NamedTuple

Move = Literal["up!", "up", "steady", "down", "down!"]
MOVES: tuple[Move, ...] = ("down!", "down", "steady", "up", "up!")
FLIPPED: Mapping[Move, Move] = {"up!": "down!", "up": "down", "steady": "steady", "down": "up", "down!": "up!"}

# Probability of what is seen (down!, down, steady, up, up!) under what is expected.
EXPECTED: Mapping[str, tuple[float, ...]] = {
    "up!": (0.01, 0.01, 0.08, 0.25, 0.65),
    "up": (0.02, 0.03, 0.27, 0.36, 0.32),
    "steady": (0.008, 0.06, 0.864, 0.06, 0.008),
    "down": (0.32, 0.36, 0.27, 0.03, 0.02),
    "down!": (0.65, 0.25, 0.08, 0.01, 0.01),
}
MOSTLY = (0.04, 0.13, 0.66, 0.13, 0.04)  # where a cause says nothing
ANYTHING = (0.06, 0.12, 0.64, 0.12, 0.06)  # where nobody knows the cause: it leaves most alone, too
OUT = -30.0
SCATTERS, CALM = 0.85, 0.05  # probability that a family scatters where a cause says so, and where it does not
SCATTERS_UNKNOWN = 0.2


class Cause(NamedTuple):
    """A fault. `moves`, `scatters`: families of `drift.watched`; `group`: what the sensors cannot tell apart.

    `both_ways`: the opposite of all its moves is the same fault, as a lot may flow better or worse. `must`:
    families of which one moves as said, if not those that move strongly. `rarity`: how much less usual than
    others.
    """

    name: str
    group: str
    moves: Mapping[str, Move]
    scatters: tuple[str, ...] = ()
    both_ways: bool = False
    rarity: float = 1.0
    must: tuple[str, ...] = ()


class Story(NamedTuple):
    """What was seen: the movement of each measured family, and which families scatter."""

    moves: Mapping[str, Move]
    scatters: Mapping[str, bool]


def fit(cause: Cause, story: Story) -> float:
    """Log-likelihood of a story under a cause, less that under none."""
    ways = [cause.moves]
    if cause.both_ways:
        ways.append({family: FLIPPED[move] for family, move in cause.moves.items()})
    restless = any(story.scatters.get(family) for family in cause.scatters)
    told = [
        _one_way(moves, story) if restless or _has_what_it_must(cause, moves, story) else OUT for moves in ways
    ]
    best = max(told) + log(sum(exp(one - max(told)) for one in told) / len(told))
    return best + sum(_calm(family in cause.scatters, seen) for family, seen in story.scatters.items())


def _has_what_it_must(cause: Cause, moves: Mapping[str, Move], story: Story) -> bool:
    must = cause.must or tuple(family for family, move in moves.items() if move[-1] == "!")
    seen = [(moves[family], story.moves[family]) for family in must if family in story.moves]
    return not must or any(told.rstrip("!") == move.rstrip("!") for move, told in seen)


def _one_way(moves: Mapping[str, Move], story: Story) -> float:
    return sum(_odds(moves.get(family), seen) for family, seen in story.moves.items())


def _odds(expected: Move | None, seen: Move) -> float:
    place = MOVES.index(seen)
    chance = MOSTLY if expected is None else EXPECTED[expected]
    return log(chance[place] / ANYTHING[place])


def _calm(expected: bool, seen: bool) -> float:  # noqa: FBT001  # two facts, named by their order
    chance = SCATTERS if expected else CALM
    return log((chance if seen else 1 - chance) / (SCATTERS_UNKNOWN if seen else 1 - SCATTERS_UNKNOWN))
