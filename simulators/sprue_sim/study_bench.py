"""A copy of a cell on which a study is run: its settings are turned, it settles, it makes shots.

The copy has the press, mould, lot, wear and faults of the cell at that moment, and keeps lot and faults as they
are. Its walls, water, barrel and hall go on as the cell's would in the time that the study takes.
"""

from collections import deque
from typing import NamedTuple

import numpy as np

from sprue_contract.studies import FACTS, StudyName
from sprue_sim import cycle, schedule
from sprue_sim.cycle import Made, Moment
from sprue_sim.data import Dimension, Preset
from sprue_sim.machine import Machine
from sprue_sim.orders import ranges
from sprue_sim.process import press
from sprue_sim.process import world as slow
from sprue_sim.process.cavities import pressed
from sprue_sim.process.now import conditions
from sprue_sim.process.press import Shot

COPIED = 1 << 40  # its row of draws begins here: chance is that of no shot which the cell will make
WINDOW, LEAST, MOST = 8, 4, 500  # cycles: to see movement over, thrown away always, waited at most
REST_K = 0.4  # from rest is near enough; a shot's own scatter of the wall is 0.2 to 0.5 K (`process.noise`)
AGAIN_K = 0.5  # wall or melt moved so far: the waiting press's shot is another one
PATIENCE = 5.0  # time constants of the mould's steel
OFF_BAR, OFF_S = 10.0, 0.1  # hold switched off: the least that a press takes
Warm = tuple[float, float]


class _Waiting(NamedTuple):
    """A shot while the copy settles, and how warm wall and melt were for it."""

    shot: Shot
    warm: Warm


class Bench:
    """A copy of a cell in a setter's hands, and what it has cost so far."""

    def __init__(self, machine: Machine, at_us: int) -> None:
        """Copy a machine as it stands at a moment; this is cheap, and the machine is not looked at again."""
        state = machine.state
        self.title, self.copied_us, self.faults = machine.title, at_us, len(state.faults)
        self.cell, self.world = machine.cell(), state.world
        self.preset: Preset = machine.preset
        self.set = self.cell.settings
        self.lot = schedule.lot_at(state.story_us) + state.world.more_lots
        self.moment = Moment(state.now_us, state.story_us, state.seed, COPIED + state.cycles)
        self.chance = np.random.default_rng([state.seed, 83, state.cycles])
        self.shots, self.seconds, self.grams, self.restless_k = 0, 0.0, 0.0, 0.0

    @property
    def open_cavities(self) -> int:
        """Cavities that make parts now."""
        now = conditions(self.cell, self.world)
        return press.open_cavities(pressed(self.preset, now))

    @property
    def dimension(self) -> Dimension:
        """The dimension with the tightest tolerance for its size."""
        return max(self.preset.mould.dimensions, key=lambda one: one.nominal_mm / one.tolerance_mm)

    def limited(self, name: str, value: float) -> float:
        """The value, or as near as this setting can be turned here."""
        range_ = ranges(self.preset)[name]
        return min(max(value, range_.low), range_.high)

    def turn(self, **changes: float | None) -> None:
        """Set something otherwise than the cell has it now; what is not named is as in the cell."""
        self.cell = self.cell._replace(settings=self.set.model_copy(update=changes))

    def facts(self, name: StudyName) -> dict[str, float]:
        """What the reading needs to know: what is set now, what a shot shows, what the press can."""
        self.settle()
        made = self.shoot(1)[0]
        known = {
            "fill_s": round(float(made.shot.injection_s), 3),
            "limit_bar": self.preset.press.max_pressure_bar,
            "cavities": float(self.preset.mould.cavities if name == "cavity_balance" else self.open_cavities),
            "cycle_s": round(made.cycle_s, 2),
            "nominal_mm": self.dimension.nominal_mm,
            "tolerance_mm": self.dimension.tolerance_mm,
            **self.set.model_dump(include={"mould_c", "hold_bar", "hold_s", "cooling_s"}),
        }
        return {fact: known[fact] for fact in FACTS[name]}

    def settle(self) -> None:
        """Let it run until walls and melt have come to rest, as far as one waits; these shots are lost."""
        known: _Waiting | None = None
        seen: deque[tuple[float, Warm]] = deque(maxlen=WINDOW)
        for count in range(MOST):
            warm = self._warm()
            if known is None or _apart(known.warm, warm) > AGAIN_K:
                known = _Waiting(self._waiting(), warm)
            seen.append((self.seconds, warm))
            cycle_s = float(known.shot.cycle_s)
            waited = count * cycle_s > PATIENCE * self.cell.facts.body_tau_s
            if count >= LEAST and (waited or self._far_k(seen) < REST_K):
                break
            self._pass(known.shot, cycle_s)
        self.restless_k = max(self.restless_k, self._far_k(seen))

    def shoot(self, count: int) -> list[Made]:
        """So many shots, with the cell's own scatter."""
        made = []
        for _ in range(count):
            made.append(cycle.make(self.cell, self.world, self.moment))
            self.moment = self.moment._replace(number=self.moment.number + 1)
            self._pass(made[-1].shot, made[-1].cycle_s)
        return made

    def _warm(self) -> Warm:
        walls = self.world.mould.walls_c
        return sum(walls) / len(walls), self.world.barrel.melt_c

    def _waiting(self) -> Shot:
        now = conditions(self.cell, self.world)
        return press.shot(pressed(self.preset, now), self.cell.settings, now)

    def _far_k(self, seen: deque[tuple[float, Warm]]) -> float:
        """How far wall or melt would still go at their present speed, as the mould's steel goes."""
        (began_s, before), (now_s, now) = seen[0], seen[-1]
        if now_s <= began_s:
            return 0.0
        return _apart(before, now) * self.cell.facts.body_tau_s / (now_s - began_s)

    def _pass(self, shot: Shot, cycle_s: float) -> None:
        """A cycle goes by for everything slow; what is fed stays of the same lot."""
        us = self.moment.story_us + round(cycle_s * 1e6)
        self.moment = self.moment._replace(now_us=self.moment.now_us + round(cycle_s * 1e6), story_us=us)
        same = self.world._replace(more_lots=self.lot - schedule.lot_at(us))
        self.world = slow.after_cycle(self.cell, same, shot, cycle_s, us)
        self.shots += 1
        self.seconds += cycle_s
        self.grams += self.cell.facts.usual.shot_g * min(float(shot.fill_share), 1.0)


def _apart(before: Warm, now: Warm) -> float:
    return max(abs(one - other) for one, other in zip(before, now, strict=True))
