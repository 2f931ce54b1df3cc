"""A simulated cell: cycle after cycle, with what happens in between. No clock, no sockets.

All that a machine is at a moment is one immutable `State`: a snapshot is a reference, going back an assignment.
"""

from collections.abc import Callable
from typing import NamedTuple
from zoneinfo import ZoneInfo

import numpy as np

from sprue_contract.fields import MachineMode, ProductionStatus
from sprue_contract.words import Words, words
from sprue_sim import channels, cycle, schedule, told
from sprue_sim.data import Preset, Settings
from sprue_sim.faults import Injected, influences_at
from sprue_sim.process import world as slow
from sprue_sim.process.cell import Cell, running
from sprue_sim.process.facts import facts_of
from sprue_sim.process.influences import Influences, grips
from sprue_sim.process.load import idle_kw
from sprue_sim.process.mould import serviced
from sprue_sim.process.world import World
from sprue_sim.schedule import Activity
from sprue_sim.told import Told

GAUGED = 50  # every so many shots a part is weighed and measured
SETTLED_CYCLES = 8  # after a stop; the wall follows with four cycles: 86 % there
STRETCH_US = 30_000_000
SINCE_2020_US = 1_577_836_800_000_000
MEAN_KW_SHARE = 0.35  # of the rated power, for an energy meter that has been counting since 2020
GRIP = schedule.Stop("part_not_gripped", 116, 450, 0.0)
GRIP_S = 90
MODES = {"stop": "AUTOMATIC", "set-up": "SETUP", "break": "SLEEP", "production": "AUTOMATIC"}


class State(NamedTuple):
    """A machine at a moment. `shift_us` is how much later it is than in the story that it lives."""

    now_us: int
    shift_us: int
    seed: int
    cycles: int
    counter: int
    energy_kwh: float
    world: World
    faults: tuple[Injected, ...] = ()
    orders: tuple[tuple[str, float], ...] = ()
    halt: Activity | None = None
    doing: Activity | None = None
    told_settings: Settings | None = None
    told_news: tuple[str, ...] = ()
    haste: float = 1.0
    """Time lapse of wear: so many times faster, and said so."""

    @property
    def story_us(self) -> int:
        """Where in its story the machine is."""
        return self.now_us - self.shift_us


class Machine:
    """Tells what it does, in order of time, one cycle or stretch of standstill after the other."""

    def __init__(
        self, preset: Preset, title: str | Words, seed: int, start_us: int, zone: str = "Europe/Madrid"
    ) -> None:
        self.preset, self.title, self.zone = preset, words(title), ZoneInfo(zone)
        self.start_us = start_us
        self.sandbox = False  # a visitor's own: its birth says so, and nobody else has a hand in it
        self.hear_truth: list[Callable[[told.Named, cycle.Made], None]] = []
        self.state = begin(preset, seed, start_us)

    @property
    def standard_s(self) -> float:
        """Length of an undisturbed cycle, seconds."""
        return float(facts_of(self.preset).usual.cycle_s)

    def birth(self, pace: float, at_us: int | None = None, frozen_us: int | None = None) -> Told:
        """The cell introduces itself for the run that begins now, or at a moment within a cycle."""
        pace = min(max(pace, 1e-3), 1e3)  # an unpaced run keeps a number that a screen can show
        at_us = self.state.now_us if at_us is None else at_us
        span = told.Span(at_us, pace=pace, time_lapse=self.state.haste, frozen_us=frozen_us)
        return told.birth(self.preset, self.title, span, self.standard_s, sandbox=self.sandbox)

    def alarms(self, at_us: int) -> list[Told]:
        """The alarm that is on, told again for who forgets it when a run begins on the way."""
        doing = self.state.doing
        return [told.alarm(doing.stop, at_us, comes=True)] if doing and doing.stop else []

    def snapshot(self) -> State:
        """All that it is."""
        return self.state

    def resume(self, state: State, moment_us: int) -> None:
        """Go on from a state as if its moment were this one."""
        self.start_us = moment_us
        later = moment_us - state.now_us
        halt = state.halt and state.halt._replace(
            start_us=state.halt.start_us + later, end_us=state.halt.end_us + later
        )
        self.state = state._replace(now_us=moment_us, shift_us=state.shift_us + later, halt=halt)

    def advance(self) -> list[Told]:
        """The records of the next cycle, or of the next stretch of standstill."""
        state = self.state
        manned_in = self.zone if self.preset.manned else None
        doing = state.halt or schedule.activity_at(
            state.seed, state.story_us, manned_in, stops=not self.sandbox
        )
        cell = self.cell()
        records = [*self._turned(doing), *self._orders_told(cell.settings), *self._news()]
        return records + (self._cycle(cell) if doing.doing == "production" else self._stand(doing, cell))

    def cell(self) -> Cell:
        """What is set now and what disturbs: the cell's own, an operator's hand, orders, a fault, a mistake."""
        state, changes = self.state, dict[str, float]()
        hand = None if self.sandbox else schedule.hand_at(state.seed, state.story_us)
        if hand:
            changes[hand.setting] = round(getattr(self.preset.settings, hand.setting) * hand.factor, 1)
        changes |= dict(state.orders)
        influences = influences_at(state.faults, state.story_us, self.preset)
        influences.haste *= state.haste
        return running(self.preset, self.preset.settings.model_copy(update=changes), influences)

    def _turned(self, doing: Activity) -> list[Told]:
        """What it does has changed: alarms come and go, the mode follows."""
        before, at, self.state = self.state.doing, self.state.now_us, self.state._replace(doing=doing)
        if before is None or (before.doing, before.stop) == (doing.doing, doing.stop):
            return []
        records = [told.alarm(before.stop, at, comes=False)] if before.stop else []
        if doing.stop:
            records.append(told.alarm(doing.stop, at, comes=True))
        if MODES[before.doing] != MODES[doing.doing]:
            records.append(told.mode(MODES[before.doing], MODES[doing.doing], at))
        return records

    def _orders_told(self, settings: Settings) -> list[Told]:
        before, at, self.state = (
            self.state.told_settings,
            self.state.now_us,
            self.state._replace(told_settings=settings),
        )
        if before is None or before == settings:
            return []
        pairs = [(key, getattr(before, key), getattr(settings, key)) for key in told.SET]
        return [told.parameter(key, old, new, at) for key, old, new in pairs if old != new]

    def _news(self) -> list[Told]:
        """A new job, lot or shift is a note in the log."""
        at = self.state.story_us
        news = (
            f"job_{schedule.job_at(at)}",
            f"material_lot_{schedule.lot_at(at) + self.state.world.more_lots}",
            f"shift_{schedule.shift_at(at, self.zone)}",
        )
        before, self.state = self.state.told_news, self.state._replace(told_news=news)
        changed = [one for one, old in zip(news, before, strict=False) if one != old]
        return [told.note(one.rsplit("_", 1)[0], one, self.state.now_us, "mes") for one in changed]

    def _stand(self, doing: Activity, cell: Cell) -> list[Told]:
        """Half a minute of standstill at most, so that a stop is seen while it lasts."""
        state, preset = self.state, self.preset
        ends = doing.end_us + (0 if state.halt else state.shift_us)
        end = min(max(ends, state.now_us + 1), state.now_us + STRETCH_US)
        seconds = (end - state.now_us) / 1e6
        moments = channels.whole_seconds(state.now_us, end)
        dials = channels.Dials(*standing_as(doing), state.counter, state.energy_kwh)
        shown = cycle.slow_of(cell, state.world, self._moment())
        rows = channels.standing(preset, cell.settings, moments, shown, dials) if len(moments) else []
        world = slow.after_stand(cell, state.world, seconds, end - state.shift_us)
        if doing.changes_mould and end >= ends:
            world = world._replace(mould=serviced(world.mould))
        self.state = state._replace(
            now_us=end,
            world=world,
            energy_kwh=state.energy_kwh + idle_kw(preset) * seconds / 3600,
            halt=state.halt if state.halt and end < state.halt.end_us else None,
            counter=0 if doing.doing == "set-up" else state.counter,
        )
        return [told.sample(preset, rows)] if rows else []

    def _moment(self) -> cycle.Moment:
        return cycle.Moment(self.state.now_us, self.state.story_us, self.state.seed, self.state.cycles)

    def _cycle(self, cell: Cell) -> list[Told]:
        state, preset = self.state, self.preset
        made = cycle.make(cell, state.world, self._moment())
        end = state.now_us + int(made.cycle_s * 1e6)
        counter, start_up = state.counter + 1, state.world.since_stop < SETTLED_CYCLES
        status = ProductionStatus.START_UP if start_up else ProductionStatus.PRODUCTION
        dials = channels.Dials(MachineMode.AUTOMATIC, status, counter, state.energy_kwh)
        rows = channels.frames(preset, cell.settings, made.drawn, made.slow, (state.now_us, dials))
        named = told.Named(state.now_us, end, counter, job_name(state.story_us), start_up)
        records = [told.sample(preset, rows)] if rows else []
        records.append(told.shot(cycle.finished(preset, cell.settings, made, named)))
        if counter % GAUGED == 0 and made.parts:
            records.append(told.measurement(cycle.gauged(preset, made.parts[0]), end, counter))
        for hear in self.hear_truth:
            hear(named, made)
        self.state = state._replace(
            now_us=end,
            cycles=state.cycles + 1,
            counter=counter,
            energy_kwh=state.energy_kwh + made.drawn.load.kwh,
            world=slow.after_cycle(cell, state.world, made.shot, made.cycle_s, end - state.shift_us),
            halt=_dropped(state, cell.influences, end),
        )
        return records


def job_name(us: int) -> str:
    """The job of a moment, as the control shows it."""
    return f"J{schedule.job_at(us) % 100_000}"


def begin(preset: Preset, seed: int, start_us: int) -> State:
    """After hours of steady production, somewhere in a job."""
    usual_s = float(facts_of(preset).usual.cycle_s)
    inside_us = start_us % (schedule.JOB_H * schedule.HOUR_US)
    return State(
        now_us=start_us,
        shift_us=0,
        seed=seed,
        cycles=int(start_us / 1e6 / usual_s),
        counter=int(inside_us / 1e6 / usual_s),
        energy_kwh=(start_us - SINCE_2020_US) / 3.6e9 * preset.press.rated_kw * MEAN_KW_SHARE,
        world=World.begin(preset, seed, start_us),
    )


def standing_as(doing: Activity) -> tuple[MachineMode, ProductionStatus]:
    """What a standing machine shows."""
    if doing.doing == "set-up":
        return MachineMode.SETUP, ProductionStatus.NO_PRODUCTION
    if doing.doing == "break":
        return MachineMode.SLEEP, ProductionStatus.READY_FOR_PRODUCTION
    return MachineMode.AUTOMATIC, ProductionStatus.NO_PRODUCTION


def _dropped(state: State, influences: Influences, end_us: int) -> Activity | None:
    """Whether the robot has lost the parts: then the machine waits for a person."""
    if grips(influences, np.random.default_rng([state.seed, 31, state.cycles]).random()):
        return None
    return Activity("stop", end_us, end_us + GRIP_S * 1_000_000, GRIP)
