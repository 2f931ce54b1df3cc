"""A cell's shots in their order: learn a template, watch against it, begin anew where a setting changes.

A new setting is no fault of the process, but a person may not know of it: its first shot is an alarm of its
own, then its template is learnt while nothing is called. What was called before it may stand and be learnt as
usual: that is said until somebody has it learnt anew, or the setting is one that was learnt before.
"""

from collections.abc import Hashable
from typing import Literal, NamedTuple

from sprue_server.drift.monitor import Monitor, State
from sprue_server.drift.naming import Named, name, story_of
from sprue_server.drift.numbers import numbers_of, set_of
from sprue_server.drift.template import Numbers, Template, learnt
from sprue_server.fingerprint import Cycle

Phase = Literal["learning", "watching", "interrupted", "changed"]
REMEMBERED = 20  # settings whose templates are kept
SETTLES = 12  # shots after the return to a known setting: three times the steel's time constant
BROKEN = 5  # cycles in a row that are broken off: somebody should look


class Watched(NamedTuple):
    """What is known after a shot; `state` is None while learning."""

    phase: Phase
    state: State | None
    named: Named | None

    @property
    def alarm(self) -> bool:
        """Whether a person should come."""
        return self.phase == "changed" or bool(self.state and self.state.alarm)


class Watching:
    """Sees shot after shot. `template` is None until enough good shots of one setting were seen."""

    def __init__(self, learn: int) -> None:
        self.learn = learn
        self.monitor: Monitor | None = None
        self._good: list[Numbers] = []
        self._setting: Hashable = None
        self._broken = self._settles = 0
        self._known: dict[Hashable, Template] = {}
        self._doubtful: set[Hashable] = set()
        self._told: tuple[float, Named] | None = None

    @property
    def template(self) -> Template | None:
        """What is watched against."""
        return self.monitor.template if self.monitor else None

    @property
    def good(self) -> int:
        """Good shots that are gathered for a template; all that are wanted once there is one."""
        return self.learn if self.monitor else len(self._good)

    @property
    def doubtful(self) -> bool:
        """Whether something was called when this setting came, and may be learnt as usual."""
        return self._setting in self._doubtful

    def see(self, number: int, cycle: Cycle, setting: Hashable) -> Watched:
        """One more shot, outside a start-up; `number` rises, `setting` differs when somebody sets something."""
        was_known, changed = self.monitor is not None, setting != self._setting
        if changed:
            self._begin(setting)
        shot = numbers_of(cycle)
        self._broken = 0 if shot else self._broken + 1
        if self.monitor is None:
            self._learn(shot)
            return Watched("changed" if changed and was_known else "learning", None, None)
        if self._settles:
            self._settles -= 1
            return Watched("changed" if changed and was_known else "learning", None, None)
        if not shot:
            return self._interrupted(self.monitor, cycle)
        state = self.monitor.see(number, shot)
        return Watched("watching", state, self._named(self.monitor, state))

    def _begin(self, setting: Hashable) -> None:
        """Another setting: what was learnt of it before is watched against, once the steel has followed."""
        stood = self.doubtful or bool(self.monitor and self.monitor.state.alarm)
        if self.monitor is not None:
            self._known[self._setting] = self.monitor.template
            if len(self._known) > REMEMBERED:
                self._known.pop(next(iter(self._known)))
        known = self._known.get(setting)
        if stood and known is None:
            self._doubtful.add(setting)
        self.monitor = Monitor(known) if known else None
        self._good, self._setting, self._broken = [], setting, 0
        self._settles = SETTLES if known else 0

    def _learn(self, shot: Numbers) -> None:
        if shot:
            self._good.append(shot)
        if len(self._good) >= self.learn:
            self.monitor = Monitor(learnt(self._good))
            self._good = []

    def _interrupted(self, monitor: Monitor, cycle: Cycle) -> Watched:
        """Nothing can be measured of it, but what the control was told to do can be."""
        state = monitor.state
        if self._broken < BROKEN:
            return Watched("interrupted", state, self._named(monitor, state))
        levels = monitor.template.levels
        told = {one: value for one, value in set_of(cycle.curves).items() if one in levels}
        apart = {one: (value - levels[one].middle) / levels[one].spread for one, value in told.items()}
        calls = State(alarm=True, score=max(state.score, 1.0), since=state.since, farthest="interrupted")
        return Watched("interrupted", calls, name(story_of(apart, {})))

    def _named(self, monitor: Monitor, state: State) -> Named | None:
        """The cause as it was clearest: a controller may make up for a fault that has just been called."""
        if not state.alarm:
            self._told = None
            return None
        if self._told is None or state.score >= self._told[0]:
            self._told = state.score, name(story_of(monitor.shifts(), monitor.scatters()))
        return self._told[1]
