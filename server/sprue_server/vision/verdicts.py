"""From many distances to one: each in spreads of held goods, the largest counts.

The spread is told by how far the farthest fifth of goods reaches, since only far ones are ever rejected: a
check whose goods lie far out now and then must not decide more often than others, nor one whose goods all lie
close less often (mean excess over a threshold; Embrechts et al., Modelling Extremal Events, 1997, section 6.2).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sprue_server.vision import conformal

Array = NDArray[Any]
UPPER = 0.8  # part of the goods; above it lies the tail
TAIL_FROM, TAIL_MEAN = (
    0.8416,
    0.5581,
)  # of a normal distribution, in spreads: its begin, its mean reach
LEAST, LEAST_SPREADS = 0.03, 0.06  # of a distance, and at least: goods that lie closer together do so by chance
DRAWN = 3.0  # spreads from which on a place is drawn


@dataclass(frozen=True)
class Gauge:
    """Centre and spread of every distance (d,), and which belong to which check."""

    names: tuple[str, ...]
    counts: tuple[int, ...]
    centre: Array
    spread: Array

    def standard(self, distances: Array) -> Array:
        """Distances (..., d) in spreads of goods."""
        return (distances - self.centre) / self.spread

    def columns(self, name: str) -> slice:
        """Which distances are a check's."""
        place = self.names.index(name)
        begin = sum(self.counts[:place])
        return slice(begin, begin + self.counts[place])

    def farthest(self, name: str, own: Array) -> Array:
        """The largest of a check's own distances (n, k), in spreads; (n,)."""
        at = self.columns(name)
        return np.asarray(((own - self.centre[at]) / self.spread[at]).max(1))

    def held(self, name: str, distances: Array) -> NDArray[np.float64]:
        """The same of held goods (n, d), sorted upwards."""
        return conformal.standing(self.farthest(name, distances[:, self.columns(name)]))

    def limits(self, name: str) -> tuple[float, ...]:
        """From where on a check draws: three spreads of goods."""
        at = self.columns(name)
        return tuple(float(one) for one in self.centre[at] + DRAWN * self.spread[at])

    def packed(self) -> dict[str, Array]:
        """As named arrays."""
        return {
            "gauge_names": np.array(self.names),
            "gauge_counts": np.array(self.counts),
            "gauge": np.stack([self.centre, self.spread]),
        }


def unpacked(told: Mapping[str, Array]) -> Gauge:
    """From named arrays."""
    names, counts = (tuple(told[key].tolist()) for key in ("gauge_names", "gauge_counts"))
    centre, spread = told["gauge"]
    if not len(names) == len(counts) or sum(counts) != centre.size:
        raise ValueError("its parts do not fit each other")
    return Gauge(names, counts, centre, spread)


def gauge(names: Mapping[str, int], distances: Array) -> Gauge:
    """By distances (n, d) of held goods; `names` says how many each check has."""
    begins = np.quantile(distances, UPPER, axis=0)
    beyond = np.maximum(distances - begins, 0).sum(0) / np.maximum((distances > begins).sum(0), 1)
    spread = np.maximum(beyond / TAIL_MEAN, LEAST * np.abs(begins) + LEAST_SPREADS)
    return Gauge(tuple(names), tuple(names.values()), begins - TAIL_FROM * spread, spread)


def evidence(standard: Array) -> Array:
    """What a head weighs: distances in spreads, bounded and with the far ones drawn together; (..., d)."""
    return np.asarray(np.sign(standard) * np.log1p(np.abs(np.clip(standard, -4, 200))), np.float32)
