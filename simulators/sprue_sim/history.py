"""The weeks before: shots without curves and frames, in shifts, made in blocks when somebody asks for them."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from heapq import merge
from typing import NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from sprue_sim import curves, story, thermal, told
from sprue_sim.live import line, run_id
from sprue_sim.machine import GAUGED
from sprue_sim.presets import Preset
from sprue_sim.press import DRAWS, State, shots

SHIFT_H = (6, 22)
SATURDAY_H = (6, 14)
FRIDAY, SATURDAY = 4, 5
MIN_US = 60_000_000


class Past(NamedTuple):
    """Which time is told, for which machine."""

    preset: Preset
    title: str
    seed: int
    from_us: int
    until_us: int
    zone: str

    @property
    def run(self) -> str:
        """Its run: history never mixes with live."""
        return run_id("history", self.from_us)


def all_lines(pasts: Sequence[Past], run: str | None, after: int) -> Iterator[bytes]:
    """Periods one after the other, from a position in one of them on."""
    begun = next((index for index, past in enumerate(pasts) if past.run == run), 0)
    for past in pasts[begun:]:
        yield from lines(past, run, after)


def lines(past: Past, run: str | None, after: int) -> Iterator[bytes]:
    """All records after a position, as lines."""
    skip = after if run == past.run else 0
    if past.until_us <= past.from_us:
        return
    born = told.birth(past.preset, past.title, pace=1, started_us=past.from_us, until_us=past.until_us)
    if skip < 1:
        yield line(1, past.run, born)
    position = 1
    for start, end in shifts(past):
        starts, stops = _starts(past, start, end), _stops(past, start, end)
        count = len(starts) + len(starts) // GAUGED + 2 * len(stops)
        if position + count > skip:
            for offset, made in enumerate(_block(past, starts, stops), start=position + 1):
                if offset > skip:
                    yield line(offset, past.run, made)
        position += count


def shifts(past: Past) -> list[tuple[int, int]]:
    """Working hours by the local calendar: Monday to Friday 6 to 22, Saturday 6 to 14."""
    zone, found = ZoneInfo(past.zone), []
    day = datetime.fromtimestamp(past.from_us / 1e6, zone).replace(hour=0, minute=0, second=0, microsecond=0)
    while (midnight := _us(day)) < past.until_us:
        hours = SHIFT_H if day.weekday() <= FRIDAY else SATURDAY_H if day.weekday() == SATURDAY else None
        if hours:
            begin, end = (_us(day.replace(hour=hour)) for hour in hours)
            found.append((max(begin, past.from_us), min(end, past.until_us)))
        day = (day + timedelta(days=1)).replace(hour=0)
        assert _us(day) > midnight  # noqa: S101  # the calendar always moves on
    return [(begin, end) for begin, end in found if begin < end]


def _us(moment: datetime) -> int:
    return int(moment.timestamp() * 1e6)


def _starts(past: Past, start: int, end: int) -> NDArray[np.int64]:
    """When each cycle of a shift begins: one standard cycle after the other, none during a stop."""
    step = int(told.standard_s(past.preset) * 1e6 * 1.002)
    starts = np.arange(start, end - step, step, dtype=np.int64)
    for stop in _stops(past, start - story.HOUR_US, end + story.HOUR_US):
        starts = starts[(starts + step <= stop.start_us) | (starts >= stop.end_us)]
    return starts


def _stops(past: Past, start: int, end: int) -> list[story.Stop]:
    """Stops that begin and end between two moments."""
    hours = range(start // story.HOUR_US, end // story.HOUR_US + 1)
    found = [stop for index in hours if (stop := story.hour(past.seed, index).stop)]
    return [stop for stop in found if start <= stop.start_us and stop.end_us < end]


def _block(past: Past, starts: NDArray[np.int64], stops: Sequence[story.Stop]) -> Iterator[told.Told]:
    """A shift in order of time."""
    alarms = [told.alarm(stop, comes=comes) for stop in stops for comes in (True, False)]
    return merge(_made(past, starts), alarms, key=lambda record: record.measured_us)


def _made(past: Past, starts: NDArray[np.int64]) -> Iterator[told.Told]:
    preset, count = past.preset, len(starts)
    if not count:
        return
    state, start_up = _states(past, starts)
    made = shots(preset, state)
    for index in range(count):
        cycle = curves.cycle_of(preset, made, state, index)
        begin = int(starts[index])
        shot = told.shot(preset, cycle, begin, index + 1, start_up=bool(start_up[index]), curves=[])
        yield shot
        if (index + 1) % GAUGED == 0:
            yield told.measurement(preset, cycle, shot.measured_us, index + 1)


def _states(past: Past, starts: NDArray[np.int64]) -> tuple[State, NDArray[np.bool_]]:
    preset, settings, count = past.preset, past.preset.settings, len(starts)
    draw = np.random.default_rng([past.seed, 5, int(starts[0] // 1_000_000)])
    cycle_s = told.standard_s(preset)
    gaps = np.diff(starts, prepend=starts[0] - 60 * MIN_US) > 1.5e6 * cycle_s
    runs = np.maximum.accumulate(np.where(gaps, np.arange(count), 0))
    since = np.arange(count) - runs
    cold = thermal.SETTLED_RISE_C * np.exp(-since / 4)
    cells = starts.tolist()
    wall = np.array([thermal.coolant_c(preset, us) for us in cells]) + thermal.SETTLED_RISE_C - cold
    leak = np.array([story.leak_at(past.seed, us) for us in cells]) * draw.uniform(0.4, 1.6, count)
    factor = np.array([story.flow_factor_at(past.seed, us) for us in cells])
    state = State(
        melt_c=settings.nozzle_c + thermal.LAB_MELT_C * preset.noise * draw.standard_normal(count),
        wall_c=wall + thermal.LAB_WALL_C * preset.noise * draw.standard_normal(count),
        thin=np.array([story.thin_at(past.seed, us) for us in cells]),
        leak=leak,
        flow_cm3_s=settings.flow_cm3_s * factor,
        over_fill=np.full(count, settings.over_fill),
        hold_bar=np.full(count, settings.hold_bar),
        draws=draw.standard_normal((DRAWS, count)),
    )
    return state, np.asarray(since < thermal.SETTLED_CYCLES)
