"""The camera of a simulated cell: pictures a part every so many shots, and the cavity between runs.

It hears what the machine tells and works beside it: the queue is short, what does not fit is skipped and
counted, and a machine that catches up is not pictured. What is really on a picture goes to the ground truth.
"""

import asyncio
import logging
from collections import deque
from concurrent.futures import Executor
from pathlib import Path
from typing import Any, NamedTuple

from sprue_sim.cameras.age import Shots, aged, drift_at
from sprue_sim.cameras.product import product
from sprue_sim.cameras.settings import CameraKeys
from sprue_sim.cameras.shooting import Series, Wish, body, jpeg, shoot, truth
from sprue_sim.cycle import Made
from sprue_sim.ledger import Ledger
from sprue_sim.live import Live
from sprue_sim.process.mould import LINE_UM_SHOT, shots_before
from sprue_sim.process.quality import Part
from sprue_sim.told import Named, Told

ROOM = 3  # series that wait
LIGHT_US = 40_000  # from one switched light to the next
FASTEST = 20.0  # a series takes 0.08 s, at this pace 1.6 s of the machine's time
TELLS_EVERY = 100  # skipped series
log = logging.getLogger(__name__)


class Due(NamedTuple):
    """A series to be taken, and where it belongs."""

    wish: Wish
    run: str
    at_us: int
    counter: int


class CellCamera:
    """Attaches itself to a machine; `work` takes the pictures."""

    def __init__(self, cell: str, live: Live, keys: CameraKeys, folder: Path | None = None) -> None:
        product(keys.product)  # or it says at once that there is no picture of it
        self.cell, self.live, self.keys = cell, live, keys
        self.ledger = Ledger(folder / f"{cell}-pictures.jsonl" if folder else None)
        self.taken = self.skipped = 0
        self._made: tuple[Named, Made] | None = None
        self._due: deque[Due] = deque()
        self._news = asyncio.Event()
        self._run_pictured = ""
        live.machine.hear_truth.append(self._hear_made)
        live.listen(self._hear_told)

    async def work(self, darkroom: Executor) -> None:
        """For ever."""
        while True:
            await self._news.wait()
            due = self._due.popleft()
            if not self._due:
                self._news.clear()
            series, files = await asyncio.get_running_loop().run_in_executor(darkroom, _develop, due.wish)
            self._tell(due, series, files)

    def _hear_made(self, named: Named, made: Made) -> None:
        self._made = named, made

    def _hear_told(self, told: Told) -> None:
        if told.kind == "shot" and self._made is not None:
            self._shot(*self._made)
        elif told.kind == "event" and _is_between_runs(told.body):
            self._cavity()
        elif told.kind == "event" and told.body["what"] == "mode_change" and told.body.get("before") == "SETUP":
            self._run_pictured = ""  # and so the first shot of the new job shows it as it came back

    def _shot(self, named: Named, made: Made) -> None:
        if self.keys.mould and self._run_pictured != self.live.run and not self.live.catching_up:
            self._run_pictured = self.live.run
            self._cavity()
        if named.counter % self.keys.every_shots == 0 and made.parts:
            turn = named.counter // self.keys.every_shots
            self._want(self._part(named, made.parts[turn % len(made.parts)]), named)
        if named.counter % self.keys.mould_every_shots == 0:
            self._cavity()

    def _cavity(self) -> None:
        """The cavity whose turn it is, as it is after the newest shot."""
        if self.keys.mould and self._made is not None and self._made[1].parts:
            named, made = self._made
            cavity = made.parts[named.counter // self.keys.mould_every_shots % len(made.parts)].cavity
            self._want(self._steel(named, made, cavity), named)

    def _part(self, named: Named, part: Part) -> Wish:
        nominal = self.live.machine.preset.mould.dimensions[0].nominal_mm
        seed = (self.live.machine.state.seed, named.counter, named.end_us % 2**32)
        return Wish(
            of="part",
            cavity=part.cavity,
            severities={name: float(value) for name, value in part.severities._asdict().items()},
            seed=(*seed, 51),
            marks_seed=(*seed, 52),
            scale=float(part.dimensions_mm[0]) / nominal,
            **self._around(named),
        )

    def _steel(self, named: Named, made: Made, cavity: int) -> Wish:
        state = self.live.machine.state
        mould = state.world.mould
        before = shots_before(self.live.machine.preset, state.seed)
        shots = Shots(before + mould.line_um / LINE_UM_SHOT, mould.unpolished)
        gap_um, vent_open = float(made.now.gap_um), float(made.now.vent_open)
        return Wish(
            of="mould",
            cavity=cavity,
            severities=aged(shots, vent_open=vent_open, gap_um=gap_um, seed=state.seed),
            seed=(state.seed, named.counter, named.end_us % 2**32, 53),
            marks_seed=(state.seed, cavity, 54),
            **self._around(named),
        )

    def _around(self, named: Named) -> dict[str, Any]:
        state = self.live.machine.state
        return {
            "mould": self.keys.product,
            "drift": drift_at(named.end_us - state.shift_us, state.seed),
            "lights": self.keys.lights,
            "width_px": self.keys.width_px,
        }

    def _want(self, wish: Wish, named: Named) -> None:
        due = Due(wish, self.live.run, named.end_us, named.counter)
        if self.live.clock.fixed:  # such a run tells the same at every start, record by record
            self._at_once(due)
        elif self.live.catching_up or len(self._due) >= ROOM:
            self._skip()
        else:
            self._due.append(due)
            self._news.set()

    def _at_once(self, due: Due) -> None:
        """The machine waits meanwhile: at a high pace it would be late by several shots."""
        if self.live.clock.pace > FASTEST:
            self._skip()
        else:
            self._tell(due, *_develop(due.wish))

    def _skip(self) -> None:
        self.skipped += 1
        if self.skipped % TELLS_EVERY == 1:
            log.info("%s: %d series of pictures taken, %d skipped", self.cell, self.taken, self.skipped)

    def _tell(self, due: Due, series: Series, files: dict[str, bytes]) -> None:
        """Into the stream, unless the machine lives another run by now."""
        bodies = [body(due.wish, light, file, due.counter) for light, file in files.items()]
        records = [Told("image", due.at_us + LIGHT_US * (at + 1), one) for at, one in enumerate(bodies)]
        if not self.live.tell_aside(due.run, records):
            self._skip()
            return
        self.taken += 1
        files_told = {one["light"]: one["sha256"] for one in bodies}
        entry = {"what": "picture", "run": due.run, "at_us": due.at_us, "counter": due.counter}
        self.ledger.add({**entry, "sha256": files_told, **truth(due.wish, series)})


def _is_between_runs(event: dict[str, Any]) -> bool:
    """Somebody stands at the open mould: for a changeover, or has just put right what had stopped the press."""
    changeover = event["what"] == "mode_change" and event.get("after") == "SETUP"
    return changeover or (event["what"] == "alarm" and not event.get("active"))


def _develop(wish: Wish) -> tuple[Series, dict[str, bytes]]:
    """In the darkroom's thread."""
    series = shoot(wish)
    return series, {light: jpeg(picture) for light, picture in series.pictures.items()}
