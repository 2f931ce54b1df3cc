"""How often in-control points may be told apart, and how much wider limits must be that were learnt from few.

A limit that was learnt is wrong by chance; the rate of false signals is then larger than planned. For single
points the planned rate is kept, on average over references, by the prediction interval: t instead of normal
quantile, times sqrt(1 + 1 / n) (Hillier, Journal of Quality Technology 1 (1969) 17). An EWMA's variance is
smaller than a point's, so the error of the centre weighs more; a CUSUM's rate grows as exp(2 k h), which is
averaged over both errors. Simulated, 600 references of 200 points each and 2,000 points after it, asked for
1,000 and 10,000: single points 950 to 1,080 and 8,400 to 10,400, EWMA 1,000 to 1,200 and 8,300 to 17,600, CUSUM
1,400 to 3,000 and 14,000 to 28,000, for phi from 0 to 0.7.
"""

from dataclasses import dataclass
from math import sqrt

from scipy.special import ndtr, stdtrit

from sprue_server.spc.learning import Learnt
from sprue_server.spc.panel import ALARM_EVERY, MARK_EVERY
from sprue_server.spc.rules import OURS, Rule

BLUNTEST = 2.0  # a CUSUM that is surer would be of no use: learn from a longer reference instead


@dataclass(frozen=True)
class Levels:
    """In-control points between two false marks and two false alarms, of one chart with all its panels.

    `together`: how many charts call the same person; each then calls so much more seldom. `sigmas`: limits of
    marks as textbooks have them (3.0, with rules such as NELSON) instead of `mark_every`, then not widened.
    """

    mark_every: float = MARK_EVERY
    alarm_every: float = ALARM_EVERY
    together: int = 1
    rules: tuple[Rule, ...] = OURS
    sigmas: float | None = None

    @property
    def alarm_arl(self) -> float:
        """Of one chart."""
        return self.alarm_every * self.together


def wider(limit: float, learnt: Learnt) -> float:
    """A limit of single points, in standard deviations."""
    return wider_spread(limit, learnt) * sqrt(1 + 1 / learnt.count)


def wider_spread(limit: float, learnt: Learnt) -> float:
    """The same of a range, which knows no centre."""
    return _quantile(limit, learnt.freedom)


def wider_ewma(limit: float, weight: float, learnt: Learnt) -> float:
    """A limit of an EWMA, in its own standard deviations; its variance is w / (2 - w) of a point's."""
    freedom = 1 / (1 / learnt.freedom + 2 * _left_over(learnt, 1 - weight))
    return _quantile(limit, freedom) * sqrt(1 + (2 - weight) / (weight * learnt.count))


def wider_cusum(height: float, slack: float, learnt: Learnt) -> float:
    """CUSUM's h, by what errors of centre, sigma and phi add to 2 k h, to second order; at most doubled."""
    centre, sigma = 1 / (slack * learnt.count), 2 * slack / learnt.freedom
    added = height * (centre + sigma + 4 * slack * _left_over(learnt, 1.0))
    return height * min(1 + added + 2 * added**2, BLUNTEST)


def _left_over(learnt: Learnt, memory: float) -> float:
    """Relative variance of an average's standard deviation, since phi is wrong by chance.

    Wrong by r it leaves correlations r phi^(k-1) between residuals k apart, of which the average remembers
    memory^k; r has variance (1 - phi^2) / n.
    """
    phi = learnt.phi
    return (1 - phi**2) / learnt.count * (memory / (1 - phi * memory)) ** 2


def _quantile(limit: float, freedom: float) -> float:
    return -float(stdtrit(freedom, ndtr(-limit)))  # the lower tail, which floats tell far out
