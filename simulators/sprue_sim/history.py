"""The weeks before: shots without curves and frames, in shifts, made in blocks when somebody asks for them."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from heapq import merge
from typing import NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from sprue_contract.words import Words, words
from sprue_sim import cycle, schedule, told
from sprue_sim.data import Preset
from sprue_sim.limits import is_bad
from sprue_sim.live import line, run_id
from sprue_sim.machine import GAUGED, SETTLED_CYCLES, job_name
from sprue_sim.process import curves, noise, press, quality
from sprue_sim.process.conditions import Conditions
from sprue_sim.process.facts import facts_of
from sprue_sim.process.load import load_of
from sprue_sim.process.press import Shot
from sprue_sim.process.surroundings import hall_c, lot_viscosity, surroundings_of
from sprue_sim.schedule import HOUR_US, Activity

SHIFT_H = (6, 22)
SATURDAY_H = (6, 14)
FRIDAY, SATURDAY = 4, 5
COLD_SHARE = 0.4  # of its rise the wall has lost when production begins again
WALL_T = np.linspace(0.0, 12.0, 121)  # enough to find the wall's peak


class Past(NamedTuple):
    """Which time is told, for which machine."""

    preset: Preset
    title: str | Words
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
    span = told.Span(past.from_us, past.until_us)
    born = told.birth(past.preset, words(past.title), span, facts_of(past.preset).usual.cycle_s)
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
    """When each cycle of a shift begins: one usual cycle after the other, none while it stands."""
    step = int(facts_of(past.preset).usual.cycle_s * 1e6 * 1.002)
    starts = np.arange(start, end - step, step, dtype=np.int64)
    for one in _standing(past, start - HOUR_US, end + HOUR_US):
        starts = starts[(starts + step <= one.start_us) | (starts >= one.end_us)]
    return starts


def _standing(past: Past, start: int, end: int) -> list[Activity]:
    """Everything that keeps the machine from producing: stops and changeovers."""
    jobs = range(schedule.job_at(start), schedule.job_at(end) + 1)
    changes = [schedule.changeover(past.seed, job * schedule.JOB_H * HOUR_US) for job in jobs]
    return [*_stops(past, start, end), *changes]


def _stops(past: Past, start: int, end: int) -> list[Activity]:
    """Stops that begin and end between two moments."""
    hours = range(start // HOUR_US, end // HOUR_US + 1)
    found = [one for index in hours if (one := schedule.stop(past.seed, index * HOUR_US))]
    return [one for one in found if start <= one.start_us and one.end_us < end]


def _block(past: Past, starts: NDArray[np.int64], stops: Sequence[Activity]) -> Iterator[told.Told]:
    """A shift in order of time."""
    alarms = [
        told.alarm(one.stop, at, comes=comes)
        for one in stops
        if one.stop
        for at, comes in ((one.start_us, True), (one.end_us, False))
    ]
    return merge(_made(past, starts), alarms, key=lambda record: record.measured_us)


def _made(past: Past, starts: NDArray[np.int64]) -> Iterator[told.Told]:
    preset, count = past.preset, len(starts)
    if not count:
        return
    since = _since_stop(past, starts)
    draws = noise.Draws(*_generator(past, starts).standard_normal((len(noise.Draws._fields), count)))
    now = noise.disturbed(preset, _conditions(past, starts, since), draws)
    shots = noise.scattered(preset, press.shot(preset, preset.settings, now), draws)
    for index in range(count):
        shot = press.single(shots, index)
        end = int(starts[index] + shot.cycle_s * 1e6)
        named = told.Named(
            int(starts[index]),
            end,
            index + 1,
            job_name(int(starts[index])),
            bool(since[index] < SETTLED_CYCLES),
        )
        yield told.shot(_finished(preset, shot, press.single(now, index), named))
        if (index + 1) % GAUGED == 0:
            one = press.single(draws, index)
            part = quality.parts(preset, preset.settings, press.single(now, index), shot, one)[0]
            yield told.measurement(cycle.gauged(preset, part), end, index + 1)


def _finished(preset: Preset, shot: Shot, now: Conditions, named: told.Named) -> told.Finished:
    settings, times = preset.settings, curves.times_of(preset, preset.settings, shot)
    peak = curves.wall_c(preset, shot, now, times, WALL_T).max()
    seen = cycle.Seen(times, load_of(preset, settings, now, shot, times).kwh, now.wall_c, float(peak))
    values = cycle.numbers(settings, shot, seen)
    return told.Finished(named, is_bad(preset, values), values, told.settings_told(settings))


def _generator(past: Past, starts: NDArray[np.int64]) -> np.random.Generator:
    return np.random.default_rng([past.seed, 5, int(starts[0] // 1_000_000)])


def _since_stop(past: Past, starts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Cycles since the machine last stood."""
    cycle_s = facts_of(past.preset).usual.cycle_s
    gaps = np.diff(starts, prepend=starts[0] - HOUR_US) > 1.5e6 * cycle_s
    index = np.arange(len(starts))
    return np.asarray(index - np.maximum.accumulate(np.where(gaps, index, 0)))


def _conditions(past: Past, starts: NDArray[np.int64], since: NDArray[np.int64]) -> Conditions:
    """How things were, in closed form: the wall warms over four cycles, a lot blends in, the hall swings."""
    preset, facts = past.preset, facts_of(past.preset)
    around = surroundings_of(preset)
    moments = starts.tolist()
    hall = np.array([hall_c(around, us, 0.0) for us in moments])
    wall = facts.usual.wall_c + facts.droop * (hall - around.mean_c)
    cold = -COLD_SHARE * facts.rise_c * np.exp(-since / 4)
    return Conditions(
        melt_c=np.full(len(starts), float(preset.settings.nozzle_c)),
        wall_c=wall + cold,
        unsettled_c=cold,
        viscosity=np.array([_blended(past, us) for us in moments]),
        moisture_pct=facts.usual.moisture_pct,
        degraded=facts.usual.degraded,
        hall_c=hall,
    )


def _blended(past: Past, us: int) -> float:
    """Viscosity of what is in the barrel: a new lot takes its place over a quarter of an hour."""
    around, lot = surroundings_of(past.preset), schedule.lot_at(us)
    share = min((us % (schedule.LOT_H * HOUR_US)) / (0.25 * HOUR_US), 1.0)
    before, after = (lot_viscosity(around, past.seed, one) for one in (lot - 1, lot))
    return before * (1 - share) + after * share
