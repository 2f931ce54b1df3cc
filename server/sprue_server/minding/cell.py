"""One cell's shots, followed from where they are known: what is learnt, what is called, and since when."""

from collections import deque
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sprue_contract.payloads import Birth
from sprue_server.drift.watching import Watched, Watching
from sprue_server.fingerprint import Cycle
from sprue_server.shots import shot_id
from sprue_server.store.tables import ShotRow

LEARN = 40  # good shots: some ten minutes of a usual press
LENT_LEARN = 20  # of a press that a visitor waits at: the least for a chart's limits, which widen for it
STOOD_US = 60_000_000  # from such a pause on the steel has cooled
SETTLES_US = (
    480_000_000  # production until it is warm again: three times the time constant measured at Kassel, 160 s
)
REMEMBERED = 400


class Passed(NamedTuple):
    """A shot that has been looked at."""

    number: int
    shot: str
    measured_us: int


def learns_from(birth: Birth | None) -> int:
    """How many good shots teach a template here."""
    return LENT_LEARN if birth is not None and birth.sandbox else LEARN


@dataclass
class CellMind:
    """Mutable; only the desk changes it.

    `calls`: an alarm goes on. `called`: the number of the shot at which it was called, `told`: the cause that
    was told last. `learnt`: by template, the shot that completed it and when its first one was made.
    `before`: settings before they changed last.
    """

    cell: str
    run: str
    birth: Birth | None
    watching: Watching = field(init=False)
    job: str | None = None
    newest: ShotRow | None = None
    last: Watched | None = None
    calls: bool = False
    called: int = 0
    told: str | None = None
    learnt: dict[str, tuple[ShotRow, int]] = field(default_factory=dict)
    before: dict[str, Any] = field(default_factory=dict)
    passed: deque[Passed] = field(default_factory=lambda: deque(maxlen=REMEMBERED))
    number: int = 0
    ended_us: int | None = None
    warm_us: int = 0

    def __post_init__(self) -> None:
        self.watching = Watching(learns_from(self.birth))

    def see(self, row: ShotRow, cycle: Cycle, *, another_lot: bool = False) -> Watched | None:
        """One more shot, in order; None when it was made in a start-up and says nothing.

        Another mould, job or lot of material that somebody has noted is learnt anew, and is no alarm.
        """
        if self.newest is not None and self.newest.settings != row.settings:
            self.before = self.newest.settings
        self.newest = row
        if row.job != self.job or another_lot:
            self.job = row.job
            self.relearn()
        if self._settles(row) or row.start_up:
            return None
        self.number += 1
        self.passed.append(Passed(self.number, shot_id(row), row.measured_us))
        knew = self.watching.template is not None
        self.last = self.watching.see(self.number, cycle, tuple(sorted(row.settings.items())))
        template = self.watching.template
        if not knew and template is not None and template.version not in self.learnt:
            first = self.passed[-min(len(self.passed), self.watching.learn)]
            self.learnt[template.version] = row, first.measured_us
        return self.last

    @property
    def taught(self) -> tuple[ShotRow, int] | None:
        """The shots that taught what is watched against: the last, and when the first was made."""
        template = self.watching.template
        return self.learnt.get(template.version) if template else None

    def _settles(self, row: ShotRow) -> bool:
        """Whether the press stood not long ago; a control's own flag of a start-up ends sooner."""
        if self.ended_us is None or row.started_us - self.ended_us > STOOD_US:
            self.warm_us = row.started_us + (SETTLES_US if self.ended_us is not None else 0)
        self.ended_us = row.measured_us
        return row.measured_us < self.warm_us

    def began(self) -> Passed | None:
        """The first shot of the alarm that goes on, if it is still remembered; else the oldest that is."""
        since = self.last.state.since if self.last and self.last.state else None
        if not self.passed:
            return None
        if since is None:
            return self.passed[-1]
        return next((one for one in self.passed if one.number >= since), self.passed[-1])

    def relearn(self) -> None:
        """A person says that this is how it should be: learn it."""
        self.watching, self.last = Watching(learns_from(self.birth)), None
