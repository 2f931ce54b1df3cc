"""How often in-control points may be told apart, and how much wider limits must be that were learnt from few.

A limit that was learnt is wrong by chance; the rate of false signals is then larger than planned. For single
points the planned rate is kept, on average over references, by the prediction interval: t instead of normal
quantile, times sqrt(1 + 1 / n) (Hillier, Journal of Quality Technology 1 (1969) 17). An EWMA's variance is
smaller than a point's, so the error of the centre weighs more; a CUSUM's rate grows as exp(2 k h), which is
averaged over both errors.
"""

from dataclasses import dataclass
from math import sqrt

from scipy.special import ndtr, stdtrit

from sprue_server.spc.learning import Learnt
from sprue_server.spc.panel import ALARM_EVERY, MARK_EVERY
from sprue_server.spc.rules import OURS, Rule


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


def wider_ewma(limit: float, weight: float, learnt: Learnt) -> float:
    """A limit of an EWMA, in its own standard deviations; its variance is w / (2 - w) of a point's."""
    remembered = 2 * (1 - weight) ** 2 * _left_over(learnt)
    freedom = 1 / (1 / learnt.freedom + remembered)
    return _quantile(limit, freedom) * sqrt(1 + (2 - weight) / (weight * learnt.count))


def wider_spread(limit: float, learnt: Learnt) -> float:
    """The same of a range, which knows no centre."""
    return _quantile(limit, learnt.freedom)


def wider_cusum(height: float, slack: float, learnt: Learnt) -> float:
    """CUSUM's h: by what the errors of centre, sigma and phi add to 2 k h, to first order."""
    centre, sigma = 1 / (slack * learnt.count), 2 * slack / learnt.freedom
    return height * (1 + height * (centre + sigma + 4 * slack * _left_over(learnt)))


def _left_over(learnt: Learnt) -> float:
    """Variance of the correlation that an AR(1) with an estimated phi leaves in its residuals."""
    return (1 - learnt.phi**2) / learnt.count if learnt.phi else 0.0


def _quantile(limit: float, freedom: float) -> float:
    return float(stdtrit(freedom, ndtr(limit)))
