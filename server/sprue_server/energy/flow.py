"""Kilograms of parts that flowed in a stretch of time: shots spread evenly over the time that they took.

A counter tells shots when they end, a meter tells energy while it flows. Of a shot that is made across the edge
of a window each side has its share; counted whole, throughput would have an error that flattens the performance
line.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sprue_server.oee.facts import RUNNING, Facts
from sprue_server.oee.timeline import Timeline

Times = NDArray[np.int64]
Floats = NDArray[np.float64]
NEAR_US = 300_000_000  # a slow cycle
STANDING_PACE = 1e-6  # of running: a counter may count although nobody tells that it ran


@dataclass(frozen=True)
class Flow:
    """Sums at moments in order of time: time that it ran (us), kilograms by that time.

    Shapes (n,), (n,), (m,), (m,), (m,); `read_us`: when a counter was read.
    """

    at_us: Times
    ran_us: Floats
    read_us: Times
    made_ran_us: Floats
    made_kg: Floats

    def counted(self, start_us: int, end_us: int) -> bool:
        """Whether somebody read a counter before and after [start, end), or hardly later or earlier."""
        read = self.read_us
        return bool(read.size and read[0] - NEAR_US <= start_us and end_us <= read[-1] + NEAR_US)

    def kg(self, start_us: int, end_us: int) -> float:
        """Of [start, end); a part whose weight is not known weighs nothing."""
        if not self.made_ran_us.size:
            return 0.0
        ran = np.interp([start_us, end_us], self.at_us, self.ran_us)
        made = np.interp(ran, self.made_ran_us, self.made_kg)
        return float(made[1] - made[0])


def flow(facts: Facts, told: Timeline) -> Flow:
    """Of all that was counted; `told` is the timeline of the facts."""
    at, ran = _ran(told)
    moments = np.array(sorted({one.at_us for one in facts.readings}), dtype=np.int64)
    kg = [
        one.shots * one.job.active * (one.job.part_weight_g or 0.0) / 1000 if one.job else 0.0
        for one in told.made
    ]
    if moments.size != len(kg) + 1:
        return Flow(at, ran, moments, np.empty(0), np.empty(0))
    return Flow(at, ran, moments, np.interp(moments, at, ran), np.concatenate([[0.0], np.cumsum(kg)]))


def _ran(told: Timeline) -> tuple[Times, Floats]:
    """Since the first stretch, at each edge of a stretch."""
    edges = np.array([told.stretches[0].start_us, *(one.end_us for one in told.stretches)], dtype=np.int64)
    pace = np.array([1.0 if one.category in RUNNING else STANDING_PACE for one in told.stretches])
    return edges, np.concatenate([[0.0], np.cumsum(np.diff(edges) * pace)])
