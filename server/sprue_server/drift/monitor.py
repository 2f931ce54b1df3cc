"""Has a number left its level? Exponentially weighted means and scatters of each, shot after shot.

EWMA charts (Roberts 1959; Lucas & Saccucci, Technometrics 32, 1990) with weight 0.15, their standard error
that of a number that remembers (AR(1)). The limit of 5.5 standard errors is passed by one of 30 numbers once
in more than 60,000 shots when spreads are known (`tests/unit/test_drift_limits.py`); few shots widen it. A
single wild shot cannot pass it: deviations count up to eight spreads.
"""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import takewhile
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sprue_server.drift.settled import LEAST
from sprue_server.drift.template import Level, Numbers, Template, level_of
from sprue_server.drift.watched import WATCHED

Floats = NDArray[np.float64]
WEIGHT, LIMIT = 0.15, 5.5
WILD = 8.0  # spreads beyond which a shot counts no more
WILD_STEP = 9.0  # of the variance: one wild shot makes two such steps, and they do not pass the limit
SCATTER_WEIGHT, SCATTER_LIMIT = 0.1, 4.5  # of the variance from shot to shot, in units of the template's
QUIET = 0.6  # of the limit: below it for a while, an alarm is over
QUIET_SHOTS = 8
SEEN, EACH = 4, 0.6  # so many last shots are each beyond such a share of the limit
AWAY = 1.0  # spreads from which a shot counts as away
POINTS_HOME = 1.5  # errors of a slope
RECENT = 12  # shots that tell where a number has gone


@dataclass
class Track:
    """One number: its smoothed deviation and scatter, in spreads; the last deviations as they were."""

    level: Level
    scattering: bool
    smooth: float = 0.0
    scatter: float = 1.0
    rising: float = 0.0
    falling: float = 0.0
    since_rising: int = 0
    since_falling: int = 0
    last: deque[tuple[int, float]] = field(default_factory=lambda: deque(maxlen=RECENT))

    @property
    def error(self) -> float:
        """Standard error of the smoothed deviation, that of the level included."""
        memory = self.level.memory
        kept = memory * (1 - WEIGHT)
        smooth = WEIGHT / (2 - WEIGHT) * (1 + kept) / (1 - kept)
        middle = (1 + memory) / (1 - memory) / self.level.shots
        return float(np.sqrt(smooth + middle))

    def see(self, number: int, value: float) -> None:
        """One more shot."""
        apart = (value - self.level.middle) / self.level.spread
        if not self.last:
            self.since_rising = self.since_falling = number
        else:
            step = min((apart - self.last[-1][1]) ** 2 / 2, WILD_STEP)
            self.scatter += SCATTER_WEIGHT * (step - self.scatter)
        self.last.append((number, apart))
        tame = min(max(apart, -WILD), WILD)
        self.smooth += WEIGHT * (tame - self.smooth)
        self._count_from(number, tame)

    def _count_from(self, number: int, tame: float) -> None:
        """One-sided sums whose last zero tells when a shift began (Page 1954; half a spread is allowed)."""
        self.rising, self.falling = max(0.0, self.rising + tame - 0.5), max(0.0, self.falling - tame - 0.5)
        self.since_rising = number + 1 if self.rising == 0 else self.since_rising
        self.since_falling = number + 1 if self.falling == 0 else self.since_falling

    @property
    def limit(self) -> float:
        """What the smoothed deviation may do, in spreads."""
        return LIMIT * self.error * self.level.widening

    @property
    def shift(self) -> float:
        """How far the smoothed deviation is, as a share of its limit; signed."""
        return self.smooth / self.limit

    @property
    def unrest(self) -> float:
        """How far the scatter is, as a share of its limit; 0 where it is not watched."""
        return self.scatter / (SCATTER_LIMIT * self.level.widening) if self.scattering else 0.0

    @property
    def stays(self) -> bool:
        """Whether the number is still away, and not on its way home as after a stop.

        Each of its last shots is near the limit or beyond, for the smoothed deviation forgets a stop slowly;
        and the shots since it left do not point home.
        """
        sign = 1.0 if self.smooth > 0 else -1.0
        apart = [sign * one for _, one in self.last]
        if len(apart) < SEEN or min(apart[-SEEN:]) < EACH * self.limit:
            return False
        away = list(takewhile(lambda one: one > AWAY, reversed(apart)))  # the newest first
        return not _falls(np.array(away[::-1]))

    def since(self) -> int:
        """Number of the shot at which the present shift began."""
        return self.since_rising if self.smooth > 0 else self.since_falling

    def mean_since(self, number: int) -> float:
        """Mean deviation of the last twelve shots, from that one on; in spreads, each up to twenty."""
        told = [max(min(apart, 20.0), -20.0) for shot, apart in self.last if shot >= number]
        return float(np.mean(told)) if told else 0.0


def _falls(values: Floats) -> bool:
    """Whether a line through a series (n,), n at least 4, falls by more than its noise explains."""
    place = np.arange(len(values)) - (len(values) - 1) / 2
    slope = float(place @ values) / float(place @ place)
    rest = values - values.mean() - slope * place
    error = np.sqrt(float(rest @ rest) / (len(values) - 2) / float(place @ place))
    return bool(slope < -POINTS_HOME * error)


class State(NamedTuple):
    """After a shot: whether there is an alarm, how far the farthest number is in limits, since which shot."""

    alarm: bool
    score: float
    since: int | None
    farthest: str | None


class Monitor:
    """Watches one cell against one template."""

    def __init__(self, template: Template) -> None:
        self.template = template
        self.tracks = {name: _track(name, level) for name, level in template.levels.items()}
        self._waiting: dict[str, deque[float]] = {name: deque(maxlen=2 * LEAST) for name in template.settling}
        self.state = State(alarm=False, score=0.0, since=None, farthest=None)
        self._quiet = 0

    def see(self, number: int, shot: Numbers) -> State:
        """One more complete shot outside a start-up; `number` rises."""
        for name, track in self.tracks.items():
            if name in shot:
                track.see(number, shot[name])
        self._settle(shot)
        self.state = self._after(number)
        return self.state

    def _settle(self, shot: Numbers) -> None:
        for name, values in list(self._waiting.items()):
            if name in shot:
                values.append(shot[name])
            level = level_of(np.array(values), WATCHED[name]) if len(values) == values.maxlen else None
            if level is not None:
                del self._waiting[name]
                self.template = self.template.with_level(name, level)
                self.tracks[name] = _track(name, level)

    def _after(self, number: int) -> State:
        told = [
            (max(abs(track.shift), track.unrest), name)
            for name, track in self.tracks.items()
            if not WATCHED[name].witness
        ]
        score, farthest = max(told, default=(0.0, None))
        self._quiet = self._quiet + 1 if score < QUIET else 0
        if self.state.alarm:
            over = self._quiet >= QUIET_SHOTS
            return State(not over, score, None if over else self.state.since, farthest)
        calls = any(far > 1 and self._stays(self.tracks[name]) for far, name in told)
        return State(calls, score, self._began(told, number) if calls else None, farthest)

    @staticmethod
    def _stays(track: Track) -> bool:
        return track.unrest > 1 or track.stays

    def _began(self, told: Iterable[tuple[float, str]], number: int) -> int:
        """The earliest shift among the numbers that are beyond their limits."""
        firm = [self.tracks[name] for far, name in told if far > 1]
        return min((track.since() for track in firm if abs(track.shift) > 1), default=number - QUIET_SHOTS)

    def shifts(self) -> Mapping[str, float]:
        """Mean deviation of each number since the alarm's first shot, in spreads."""
        first = self.state.since if self.state.since is not None else 0
        return {name: track.mean_since(first) for name, track in self.tracks.items()}

    def scatters(self) -> Mapping[str, float]:
        """Scatter of each watched number as a multiple of the template's standard deviation."""
        return {name: float(np.sqrt(track.scatter)) for name, track in self.tracks.items() if track.scattering}


def _track(name: str, level: Level) -> Track:
    return Track(level, WATCHED[name].scatter)
