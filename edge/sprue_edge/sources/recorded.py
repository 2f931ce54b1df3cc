"""Source `recorded`: replays real cycles from cycles.csv and curves.npz, once or in a loop, at true pace."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from pydantic import Field

from sprue_contract.layout import layout_id
from sprue_contract.payloads import Birth
from sprue_contract.words import Words
from sprue_edge.naming import Naming
from sprue_edge.reading import Position, Reading, SourceError, Surroundings, record, sample
from sprue_edge.recording.clock import ReplayClock, replay_clock
from sprue_edge.recording.cycles import Cycle, Recording, RecordingError, open_recording
from sprue_edge.recording.frames import channels, frames, shot_fields
from sprue_edge.recording.shot import gauge_of, shot_of

HOUR_US = 3_600_000_000


class _Place(NamedTuple):
    """Where the replay is: the run, the row whose cycle begins at `next_us`, and what of it has been told."""

    run_us: int
    row: int
    next_us: int
    frame_us: int
    born: bool = False
    shot_told: bool = False

    @property
    def run(self) -> str:
        return f"recorded-{self.run_us}"


class _Told(NamedTuple):
    """A reading, and where the replay is after it."""

    reading: Reading
    place: _Place


class Source:
    """Replays a recording as if the press stood here: frames once per second, shots with curves, the gauge."""

    EXAMPLE: ClassVar[dict[str, Any]] = {
        "cycles": "doe_cycles.csv",
        "curves": "doe_curves.npz",
        "loop": True,
        "machine": "Arburg, recorded",
    }

    class Config(Naming):
        """Keys under `source:` in the plant file."""

        cycles: Path = Field(description="One row per cycle; relative to the plant file")
        curves: Path = Field(description="The curves of these cycles; relative to the plant file")
        pace: float = Field(default=1, gt=0, le=1000, description="Recorded seconds per second")
        loop: bool = Field(default=True, description="Begin again at the end, as a new run")
        from_cycle: int = Field(default=0, ge=0, description="Begin with this row, counted from 0")
        catch_up_h: float = Field(default=8, ge=0, le=24 * 31, description="Begin this long in the past")
        title: Words = Words("Recorded press")
        machine: Words = Words("recorded")

    def __init__(self, cell: str, config: Config, around: Surroundings) -> None:
        self.cell, self.config, self._around = cell, config, around
        self._pace = config.pace * around.pace

    async def probe(self) -> str:
        """Open both files and read one cycle."""
        recording = await self._open()
        first = await asyncio.to_thread(self._next, recording.read(self.config.from_cycle))
        if first is None:
            raise SourceError(
                f"{recording.cycles}: no cycle from row {self.config.from_cycle} on. Nothing to replay."
            )
        seconds = first.samples * recording.period_s
        return f"{len(recording.numbers)} cycles of {len(recording.signals)} curves, the first {seconds:.1f} s"

    async def readings(self, after: Position | None) -> AsyncIterator[Reading]:
        """Everything after `after`; ends only when `loop` is off."""
        recording = await self._open()
        place = self._resume(after)
        clock = self._clock(place.next_us)
        while True:
            if place.row >= len(recording.numbers):
                if not self.config.loop:
                    return
                place = self._begin(place.next_us)
            if not place.born:
                place = place._replace(born=True)
                yield record(self._birth(recording, place), place.run, place.run_us, place._asdict())
            async for told in self._run(recording, place, clock):
                place = told.place
                yield told.reading

    async def _run(self, recording: Recording, place: _Place, clock: ReplayClock) -> AsyncIterator[_Told]:
        """The rest of the file, from `place` on."""
        layout = layout_id(channels(recording))
        cycles = await asyncio.to_thread(recording.read, place.row)
        while (cycle := await asyncio.to_thread(self._next, cycles)) is not None:
            for told in _tell(recording, layout, cycle, place):
                if wait_s := clock.wait_s(told.place.frame_us, self._around.now_us()):
                    await asyncio.sleep(wait_s)
                yield told
                place = told.place

    def _next(self, cycles: Iterator[Cycle]) -> Cycle | None:
        try:
            return next(cycles, None)
        except RecordingError as problem:
            raise self._error(problem) from problem

    async def _open(self) -> Recording:
        folder = self._around.folder
        try:
            return await asyncio.to_thread(
                open_recording, folder / self.config.cycles, folder / self.config.curves
            )
        except RecordingError as problem:
            raise self._error(problem) from problem

    def _error(self, problem: RecordingError) -> SourceError:
        return SourceError(
            f"{problem} Correct `cycles` and `curves`, or leave this cell out. "
            f"Nothing was started for {self.cell!r}; the other cells run."
        )

    def _resume(self, after: Position | None) -> _Place:
        """Where it was kept, unless that lies further back than `catch_up_h`: then a new run, not a flood."""
        back_us = round(self.config.catch_up_h * HOUR_US)
        now_us, epoch_us = self._around.now_us(), self._around.epoch_us
        if after is None:
            return self._begin(now_us - back_us if epoch_us is None else epoch_us)
        try:
            place = _Place(**after)
        except TypeError as problem:
            raise SourceError(
                f"the kept position {after} is not of this source. Empty the data folder."
            ) from problem
        if epoch_us is None and place.next_us < now_us - back_us - HOUR_US // 60:
            return self._begin(now_us - back_us)._replace(row=place.row)
        return place

    def _begin(self, at_us: int) -> _Place:
        return _Place(at_us, self.config.from_cycle, at_us, at_us - 1)

    def _clock(self, next_us: int) -> ReplayClock:
        return replay_clock(next_us, self._around.now_us(), self._pace, self._around.epoch_us)

    def _birth(self, recording: Recording, place: _Place) -> Birth:
        layout, config = channels(recording), self.config
        return Birth(
            **config.told(),
            origin="recorded",
            pace=self._pace,
            started_us=place.run_us,
            layout=layout_id(layout),
            channels=layout,
            shot_fields=shot_fields(recording),
        )


def _tell(recording: Recording, layout: str, cycle: Cycle, place: _Place) -> Iterator[_Told]:
    """A cycle's frames, its shot, its part: each as far as it has not been told, each with what follows."""
    begins_us = place.next_us
    for frame in frames(recording, cycle, begins_us, place.run_us):
        if (frame_us := int(frame[0] or 0)) > place.frame_us:
            after = place._replace(frame_us=frame_us)
            yield _Told(sample(layout, place.run, [frame], after._asdict()), after)
    ends_us = begins_us + round(cycle.samples * recording.period_s * 1e6)
    gauged = place._replace(row=place.row + 1, next_us=ends_us, frame_us=ends_us - 1, shot_told=False)
    made = place._replace(frame_us=ends_us - 1, shot_told=True)
    gauge = gauge_of(cycle, ends_us)
    if not place.shot_told:
        after = gauged if gauge is None else made
        shot = shot_of(cycle, recording.period_s, begins_us)
        yield _Told(record(shot, place.run, ends_us, after._asdict()), after)
    if gauge is not None:
        yield _Told(record(gauge, place.run, ends_us, gauged._asdict()), gauged)
