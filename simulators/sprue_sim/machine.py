"""A simulated cell: cycle after cycle, with what happens in between. No clock, no sockets."""

from collections.abc import Iterator

import numpy as np

from sprue_sim import curves, frames, story, thermal, told
from sprue_sim.presets import Preset
from sprue_sim.press import shots
from sprue_sim.told import Told

GAUGED = 50  # every so many shots a part is weighed and measured
JOB_H = 12
STRETCH_US = 30_000_000
MEAN_KW = 0.35  # of the rated power, for an energy meter that has been counting since 2020
SINCE_2020_US = 1_577_836_800_000_000


class Machine:
    """Yields what the machine tells, in order of time, for as long as it is asked."""

    def __init__(self, preset: Preset, title: str, seed: int, start_us: int, pace: float = 1.0) -> None:
        self.preset, self.title, self.seed, self.pace = preset, title, seed, pace
        self.start_us = start_us
        self._draw = np.random.default_rng([seed, start_us // 1_000_000])
        self._warmth = thermal.settled(preset, start_us)
        self._energy = (start_us - SINCE_2020_US) / 3.6e9 * preset.press.rated_kw * MEAN_KW
        self._flow = preset.settings.flow_cm3_s
        self._stopped_us = 0
        self._job, self._counter = self._position_in_job(start_us)

    def _position_in_job(self, us: int) -> tuple[int, int]:
        job, inside = divmod(us, JOB_H * story.HOUR_US)
        return job, int(inside / 1e6 / told.standard_s(self.preset))

    def tell(self) -> Iterator[list[Told]]:
        """One list per cycle or stretch of standstill; the first begins with the birth."""
        now = self.start_us
        yield [told.birth(self.preset, self.title, pace=self.pace, started_us=now)]
        while True:
            stop = story.stop_at(self.seed, now)
            records, now = self._stand(stop, now) if stop else self._cycle(now)
            yield records

    def _stand(self, stop: story.Stop, now: int) -> tuple[list[Told], int]:
        """Half a minute of standstill at most, so that a stop is seen while it lasts."""
        end = min(stop.end_us, now + STRETCH_US)
        records = []
        if stop.start_us != self._stopped_us:
            self._stopped_us = stop.start_us
            records.append(told.alarm(stop, comes=True)._replace(measured_us=now))
        moments = frames.whole_seconds(now, end)
        if len(moments):
            rows = frames.standing(self.preset, moments, self._dials(), self._warmth.wall_c)
            records.append(told.sample(self.preset, rows))
        self._energy += frames.idle_kw(self.preset) * (end - now) / 3.6e9
        self._warmth = thermal.after_stop(self.preset, self._warmth, now, (end - now) / 1e6)
        if end == stop.end_us:
            records.append(told.alarm(stop, comes=False))
        return records, end

    def _cycle(self, now: int) -> tuple[list[Told], int]:
        changes = self._knob(now)
        state = thermal.state_at(self.preset, self.seed, now, self._warmth, self._draw)
        made = shots(self.preset, state)
        cycle = curves.cycle_of(self.preset, made, state)
        self._count(now)
        end = now + int(cycle.end_s * 1e6)
        start_up = self._warmth.cycles < thermal.SETTLED_CYCLES
        rows = frames.frames(self.preset, cycle, now, self._dials(start_up=start_up))
        drawn = told.curves(self.preset, cycle, self._draw)
        records = [*changes, told.sample(self.preset, rows)]
        records.append(told.shot(self.preset, cycle, now, self._counter, start_up=start_up, curves=drawn))
        if self._counter % GAUGED == 0:
            records.append(told.measurement(self.preset, cycle, end, self._counter))
        self._energy += cycle.shot["energy_shot_kwh"]
        self._warmth = thermal.after_cycle(self.preset, self._warmth, now, cycle.end_s)
        return records, end

    def _dials(self, *, start_up: bool = False) -> frames.Dials:
        return frames.Dials(self.seed, self._counter, self._energy, start_up)

    def _count(self, now: int) -> None:
        job, _ = divmod(now, JOB_H * story.HOUR_US)
        self._counter = 1 if job != self._job else self._counter + 1
        self._job = job

    def _knob(self, now: int) -> list[Told]:
        wanted = self.preset.settings.flow_cm3_s * story.flow_factor_at(self.seed, now)
        if wanted == self._flow:
            return []
        change = told.parameter(now, self._flow, wanted)
        self._flow = wanted
        return [change]
