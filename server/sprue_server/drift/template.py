"""What the numbers of a cell are when all is well: level, spread and memory of each, from good shots.

A level learnt from few shots is itself uncertain, and so is a spread; both widen the limits (Student's t in
place of the normal distribution). Where the floor is wider than what was seen, it counts as twenty shots
more. Numbers that remember (lag-1 autocorrelation; part weight at Kassel: 0.37 to 0.59) are given wider
limits too, or a chart calls a slow breath a shift.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri, stdtrit

from sprue_server.drift.settled import LEAST, roughness, settled_from
from sprue_server.drift.watched import WATCHED, Watched

Floats = NDArray[np.float64]
Numbers = Mapping[str, float]
MAD = 1.4826
FLOOR_WORTH = 20  # shots
USUAL_MEMORY, MEMORY_WORTH = (
    0.3,
    40,
)  # autocorrelation before anything is known, and how many shots that is worth
MOST_MEMORY = 0.8
TAIL = 1e-6  # of one number in one shot: where the limits lie, so where the widening is taken


class Level(NamedTuple):
    """Where one number lies: middle, standard deviation, autocorrelation; shots, degrees of freedom."""

    middle: float
    spread: float
    memory: float
    shots: int
    freedom: int

    @property
    def widening(self) -> float:
        """By how much limits are wider because the spread was learnt from so few shots."""
        return float(stdtrit(self.freedom, 1 - TAIL) / ndtri(1 - TAIL))


@dataclass(frozen=True)
class Template:
    """Levels by number. `settling`: numbers that still moved when it was learnt, watched once they stand.

    `version`: eight letters that change with what was learnt; a number that comes to rest later does not.
    """

    levels: Mapping[str, Level]
    settling: tuple[str, ...]
    shots: int
    version: str

    def packed(self) -> dict[str, Any]:
        """As JSON holds it."""
        told = asdict(self)
        told["levels"] = {name: list(level) for name, level in self.levels.items()}
        return {**told, "settling": list(self.settling)}

    @classmethod
    def unpacked(cls, told: Mapping[str, Any]) -> Self:
        """Undo `packed`.

        Raises:
            KeyError, TypeError, ValueError: this is no template.
        """
        levels = {
            str(name): Level(float(numbers[0]), float(numbers[1]), float(numbers[2]), *map(int, numbers[3:5]))
            for name, numbers in told["levels"].items()
        }
        return cls(levels, tuple(map(str, told["settling"])), int(told["shots"]), str(told["version"]))

    def with_level(self, name: str, level: Level) -> Self:
        """A number has come to rest."""
        rest = tuple(one for one in self.settling if one != name)
        return replace(self, levels={**self.levels, name: level}, settling=rest)


MOSTLY = 0.8  # share of the shots that must tell a number for it to be watched


def learnt(shots: Sequence[Numbers]) -> Template:
    """The template of good shots in their order; numbers that few of them tell are left out."""
    levels: dict[str, Level] = {}
    settling = []
    for name, watched in WATCHED.items():
        values = np.array([shot[name] for shot in shots if name in shot], np.float64)
        if len(values) < max(LEAST, MOSTLY * len(shots)):
            continue
        level = level_of(values, watched)
        if level is None:
            settling.append(name)
        else:
            levels[name] = level
    template = Template(levels, tuple(settling), len(shots), "")
    return replace(template, version=_hashed(template))


def _hashed(template: Template) -> str:
    return hashlib.sha256(json.dumps(template.packed(), sort_keys=True).encode()).hexdigest()[:8]


def level_of(values: Floats, watched: Watched) -> Level | None:
    """Level of a series (n,) from where it is settled; None while it moves."""
    floor = max(watched.absolute, watched.relative * abs(float(np.median(values))))
    start = settled_from(values, floor)
    if start is None:
        return None
    rest = values[start:]
    middle, remembers = _trimmed(rest), _memory(rest)
    own = max(_tamed(rest), roughness(rest))
    spread = max(own, floor, 1e-9)
    told = (len(rest) - 1) * (1 - remembers**2) / (1 + remembers**2)  # shots alike tell less of a spread
    freedom = round(told) + (FLOOR_WORTH if floor > own else 0)
    remembers *= min((own / spread) ** 2, 1.0)  # of a spread that is mostly floor, little is remembered
    return Level(middle, spread, remembers, len(rest), freedom)


def _tamed(values: Floats) -> float:
    """Standard deviation with wild shots drawn in to 3.5 robust ones."""
    middle = float(np.median(values))
    reach = 3.5 * MAD * float(np.median(np.abs(values - middle)))
    return float(np.clip(values, middle - reach, middle + reach).std(ddof=1))


def _trimmed(values: Floats) -> float:
    """Mean without the lowest and the highest tenth: nearly as sharp as a mean, not moved by a wild shot."""
    off = len(values) // 10
    return float(np.sort(values)[off : len(values) - off].mean())


def _memory(values: Floats) -> float:
    """Lag-1 autocorrelation, drawn towards the usual one as long as few shots tell."""
    apart = values - values.mean()
    power = float(apart @ apart)
    own = float(apart[1:] @ apart[:-1]) / power if power > 0 else USUAL_MEMORY
    told = (len(values) * own + MEMORY_WORTH * USUAL_MEMORY) / (len(values) + MEMORY_WORTH)
    return float(np.clip(told, 0.0, MOST_MEMORY))
