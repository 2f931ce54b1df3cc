"""One cell as it is now: what it is, what it said last, whether that is fresh. Pure: the clock comes in."""

from dataclasses import dataclass, field
from typing import Any

from sprue_contract.fields import MachineMode, Origin, Phase, ProductionStatus
from sprue_contract.messages import Row
from sprue_contract.payloads import Birth, Event, Sample, Shot
from sprue_contract.words import Words, naming
from sprue_server.health_views import Freshness
from sprue_server.live.readings import Readings, moment
from sprue_server.shot_views import ShotView
from sprue_server.views import CellState

SECOND_US = 1_000_000
PERIODS = 5  # so many usual intervals without a word: stale
LEAST_S, MOST_S = 5.0, 600.0
BEHIND_S = 90.0  # a machine at pace 1 this far behind the wall clock is catching up, not live
NAMES = ("title", "machine", "product", "mould", "material")
ALARM = 500  # severity from which an alarm colours the cell


@dataclass
class CellNow:
    """Mutable; only the live state's owner changes it."""

    name: str
    gateway: str | None = None
    session: str | None = None
    run: str | None = None
    birth: Birth | None = None
    born_us: int = 0
    clock_us: int | None = None
    heard_us: int | None = None
    interval_s: float = 1.0
    last_shot: ShotView | None = None
    alarms: dict[str, int] = field(default_factory=dict)
    alarm_words_us: dict[str, int] = field(default_factory=dict)
    readings: Readings = field(default_factory=Readings)

    @property
    def values(self) -> dict[str, float | None]:
        """The newest reading of each channel."""
        return self.readings.values

    @property
    def sandbox(self) -> bool:
        """Whether it is a visitor's own."""
        return self.birth is not None and self.birth.sandbox

    @property
    def frozen_us(self) -> int | None:
        """Since when its time stands because somebody wanted it to."""
        return self.birth.frozen_us if self.birth else None

    @property
    def patience_s(self) -> float:
        """So long a silence is usual."""
        return max(LEAST_S, PERIODS * self.interval_s)

    def called(self, title: Words) -> dict[str, Any]:
        """Its names: its own, else what the plant file calls it."""
        if self.birth is None:
            return {**dict.fromkeys(NAMES), **naming(title=title)}
        return {name: getattr(self.birth, name) for name in (*NAMES, "translations")}

    def heard(self, arrived_us: int) -> None:
        """Something new arrived; remember the usual interval as an average that forgets.

        A frozen cell that is stepped has no usual interval. A silence that was called stale counts for no more
        than the patience it wore out: else a cell that has just come back could fall silent unnoticed for long.
        """
        if self.heard_us is not None and arrived_us > self.heard_us and self.frozen_us is None:
            gap_s = (arrived_us - self.heard_us) / SECOND_US
            self.interval_s += 0.2 * (min(gap_s, MOST_S, self.patience_s) - self.interval_s)
        self.heard_us = max(arrived_us, self.heard_us or 0)

    def goes_on(self, arrived_us: int) -> None:
        """It is no longer frozen; how long it was says nothing about how often it speaks."""
        self.heard_us = max(arrived_us, self.heard_us or 0)

    def born(self, run: str, birth: Birth, born_us: int) -> bool:
        """Take a birth unless an older one comes late; True when it is the current one now."""
        if birth.until_us is not None or (self.birth and birth.started_us < self.birth.started_us):
            return False
        if run == self.run and born_us < self.born_us:
            return False
        self.readings.named([channel.name for channel in birth.channels])
        if run != self.run:
            self.readings.remembered({})
            self.clock_us, self.alarms, self.alarm_words_us = None, {}, {}
        if self.heard_us is None and birth.standard_cycle_s:
            self.interval_s = birth.standard_cycle_s / birth.pace  # a press may tell of nothing but its shots
        if run != self.run:
            self.interval_s = max(self.interval_s, 1 / birth.pace)  # in slow motion a second comes seldom
        self.run, self.birth, self.born_us = run, birth, born_us
        return True

    def framed(self, run: str, sample: Sample) -> None:
        """Take the newest frame of the current run; older ones only fill charts."""
        if run != self.run or self.birth is None or sample.layout != self.birth.layout:
            return
        at, *values = max(sample.frames, key=moment)
        if int(at or 0) >= (self.clock_us or 0) and self.readings.read(values):
            self.clock_us = int(at or 0)

    def shot(self, run: str, measured_us: int, view: ShotView) -> None:
        """Take the newest shot of the current run."""
        if run == self.run and (
            self.last_shot is None or self.last_shot.run != run or measured_us >= self.last_shot.measured_us
        ):
            self.last_shot = view
            self.clock_us = max(measured_us, self.clock_us or 0)

    def event(self, run: str, measured_us: int, event: Event) -> None:
        """Alarms come and go; a word that comes late does not undo a newer one."""
        if run != self.run or event.what != "alarm" or measured_us < self.alarm_words_us.get(event.name, 0):
            return
        self.alarm_words_us[event.name] = measured_us
        if event.active:
            self.alarms[event.name] = event.severity or 1
        else:
            self.alarms.pop(event.name, None)

    def freshness(
        self, now_us: int, *, online: bool | None, own_time: bool, readable: bool = True
    ) -> Freshness:
        """`online`: what the gateway's status says, None when it never said; `own_time`: a fixed epoch.

        `readable`: whether the gateway can still read the machine. If not, the machine may have ended, and that
        it is frozen is no longer known.
        """
        if self.frozen_us is not None and online and readable:
            return "frozen"
        if self.clock_us is None:
            return "never"
        if online is False:
            return "offline"
        if self.heard_us is None:  # remembered from before the hub's restart
            return "stale"
        if now_us - self.heard_us > self.patience_s * SECOND_US or online is None:
            return "stale"
        return "catching-up" if self._catching_up(now_us, own_time=own_time) else "live"

    def _catching_up(self, now_us: int, *, own_time: bool) -> bool:
        if own_time or self.clock_us is None or self.birth is None or self.birth.pace != 1:
            return False
        allowed_s = max(BEHIND_S, PERIODS * self.interval_s)
        return now_us - self.clock_us > allowed_s * SECOND_US

    def state(self, fresh: Freshness) -> CellState:
        """One word for the hall."""
        if fresh != "live":
            return fresh
        if any(severity >= ALARM for severity in self.alarms.values()):
            return "alarm"
        mode, phase = self.values.get("machine_mode"), self.values.get("phase")
        if mode == MachineMode.SETUP:
            return "set-up"
        if mode == MachineMode.SLEEP:
            return "idle"
        if phase == Phase.STANDSTILL:
            status = self.values.get("production_status")
            return "idle" if status == ProductionStatus.READY_FOR_PRODUCTION and not self.alarms else "stopped"
        return "warning" if self.alarms else "running"


def shot_view(key: str, cell: str, row: Row, origin: Origin) -> ShotView:
    """A contract's shot as the API shows it.

    Raises:
        TypeError: the row's body is no shot.
    """
    shot = row.body
    if not isinstance(shot, Shot):
        raise TypeError(f"row {row.seq} of {cell} is no shot")
    return ShotView(
        id=key,
        cell=cell,
        run=row.run,
        measured_us=row.measured_us,
        started_us=shot.started_us,
        counter=shot.counter,
        job=shot.job,
        quality=int(shot.quality),
        start_up=shot.start_up,
        has_curves=bool(shot.curves),
        origin=origin,
        values=shot.values,
        settings=shot.settings,
    )
