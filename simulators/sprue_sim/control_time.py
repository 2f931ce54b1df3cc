"""What an instructor does with one cell's time: pace, freeze, step, snapshot, going back, seed. No sockets.

What was told is never taken back. Going back, a snapshot and a seed begin a run of their own: the machine goes
on as it was then, its clock goes on as ever.
"""

from collections.abc import Callable
from math import inf

from sprue_contract.control import BacktrackWish, PaceWish, SeedWish, SnapshotWish
from sprue_sim.clock import wall_us
from sprue_sim.live import Live
from sprue_sim.machine import State, begin
from sprue_sim.orders import Refused
from sprue_sim.told import Told
from sprue_sim.truth import Truth

KEPT = 20  # snapshots
LATE_US = 60_000_000  # a machine further behind the wall's clock meets it: screens call one 90 s behind late
SEEDED_US = 1_772_436_600_000_000  # 2026-03-02 07:30 UTC: no break, changeover or new lot for an hour and more
STANDS = 1000  # stretches of half a minute that a step waits for a shot


class TimeControl:
    """One cell in an instructor's hands."""

    def __init__(self, live: Live, truth: Truth, present_us: Callable[[], int] = wall_us) -> None:
        self.live, self.truth, self.present_us = live, truth, present_us
        self.machine, self.clock = live.machine, live.clock
        self.kept: dict[str, State] = {}
        self.shots = 0
        live.listen(self._hear)

    def _hear(self, told: Told) -> None:
        self.shots += told.kind == "shot"

    @property
    def story_us(self) -> int:
        """Where in its story the cell is: what faults are timed by."""
        return self.live.moment_us - self.machine.state.shift_us

    def pace(self, wish: PaceWish) -> None:
        """How fast time runs, from now on, also for a frozen cell when it goes on."""
        self._stand()
        self.clock.turn(inf if wish.pace == "max" else wish.pace)
        if not self._meet():
            self.live.renew()
        self.truth.deed("pace", pace=wish.pace)

    def freeze(self) -> None:
        """Time stands, and the cell says so; what was told can still be read."""
        self._stand()
        self.clock.freeze(self.present_us())
        self.live.introduce()
        self.truth.deed("freeze")

    async def freeze_level(self) -> None:
        """Freeze, and wait until a machine that is late, as at a high pace all are, has told it all."""
        self.freeze()
        await self._level()

    async def _level(self) -> None:
        if self.live.caught_up.is_set():  # one that tells its history is not waited for
            await self.live.level()

    def go_on(self) -> None:
        """Time runs again."""
        self.clock.go_on()
        if not self._meet():
            self.live.introduce()
        self.truth.deed("go-on")

    def _stand(self) -> None:
        """Without a clock it is where it has told to: from there the clock goes on."""
        if self.clock.unpaced:
            self.clock.skip_to(self.live.moment_us)

    def _meet(self) -> bool:
        """A machine that was held back meets the wall's clock, or screens would wait for it to catch up."""
        late_us = self.present_us() - self.clock.now_us()
        if self.clock.fixed or self.clock.frozen or self.clock.pace != 1 or late_us < LATE_US:
            return False
        self.clock.skip_to(self.present_us())
        self._jump(self._within())
        return True

    def _within(self) -> State:
        """As it was when the present cycle began, with what was changed since: that cycle is made anew."""
        present, state = self.live.present, self.machine.state
        world = present.world._replace(more_lots=state.world.more_lots)
        return present._replace(faults=state.faults, orders=state.orders, haste=state.haste, world=world)

    def _jump(self, state: State) -> None:
        """A meter of energy never runs back."""
        metered = max(state.energy_kwh, self.machine.state.energy_kwh)
        self.live.begin_run(state._replace(energy_kwh=metered))

    async def step(self) -> None:
        """Let a frozen cell make one shot, at once, however long it stands before.

        Raises:
            Refused: it is not frozen, or is catching up.
        """
        if self.clock.frozen:
            await self._level()
        if not self.clock.frozen or self.live.catching_up:
            raise Refused(409, "catching_up" if self.clock.frozen else "not_frozen", cell=self.truth.cell)
        goal = self.shots + 1
        for _ in range(STANDS):
            self.clock.skip_to(max(self.clock.now_us(), self.machine.state.now_us))
            self.live.turn()
            while self.shots < goal and self.clock.now_us() >= self.machine.state.now_us:
                await self.live.changed()
            if self.shots >= goal:
                break
        self.truth.deed("step")

    def snapshot(self, wish: SnapshotWish) -> None:
        """Keep what it is under a name; the same name again replaces."""
        if wish.name not in self.kept and len(self.kept) >= KEPT:
            raise Refused(409, "too_many_snapshots", most=KEPT)
        self.kept[wish.name] = self._within()
        self.truth.deed("snapshot", name=wish.name)

    def restore(self, wish: SnapshotWish) -> None:
        """Go on as it was when the snapshot was taken, with its faults and settings."""
        if wish.name not in self.kept:
            raise Refused(404, "unknown_snapshot", snapshot=wish.name, snapshots=list(self.kept))
        self._jump(self.kept[wish.name])
        self.truth.deed("restore", name=wish.name)

    def backtrack(self, wish: BacktrackWish) -> float:
        """Go on as it was minutes ago, or a little before that; how many seconds it really went back."""
        now_us = self.live.moment_us
        goal_us = now_us - round(wish.minutes * 60e6)
        earlier = [state for state in self.live.snapshots if state.now_us <= goal_us]
        if not earlier:
            raise Refused(409, "too_far_back", minutes=wish.minutes, most=self.back_s() / 60)
        back_s = (now_us - earlier[-1].now_us) / 1e6
        self._jump(earlier[-1])
        self.truth.deed("backtrack", minutes=wish.minutes, went_back_s=round(back_s, 1))
        return back_s

    def back_s(self) -> float:
        """How far back it can go."""
        kept = self.live.snapshots
        return (self.live.moment_us - kept[0].now_us) / 1e6 if kept else 0.0

    def seed(self, wish: SeedWish) -> None:
        """Begin anew in settled production, at a moment that is always the same: same seed, same shots."""
        self._jump(begin(self.machine.preset, wish.seed, SEEDED_US))
        self.truth.deed("seed", seed=wish.seed)
