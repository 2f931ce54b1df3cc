"""`sprue-sim run PLANT.yaml`: simulates every cell of the plant whose source is `simulated`."""

import argparse
import asyncio
import json
import logging
import os
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from pydantic import BaseModel, Field, ValidationError

from sprue_contract.control import TOKEN_SETTING
from sprue_contract.plant import Cell as PlantCell
from sprue_contract.plant import Plant, PlantFileError, load_plant
from sprue_contract.sandbox import LASTS_MIN, POOL, sandbox_names
from sprue_sim import library
from sprue_sim.clock import MachineClock, wall_us
from sprue_sim.faces.lines import Cell, Face
from sprue_sim.history import Past
from sprue_sim.live import Live
from sprue_sim.machine import Machine
from sprue_sim.options import read_options
from sprue_sim.periods import Period, Periods, PeriodsError
from sprue_sim.process.facts import facts_of
from sprue_sim.schedule import HOUR_US

if TYPE_CHECKING:
    from sprue_sim.cameras.studio import Studio
    from sprue_sim.faces import opcua

LONGEST_MIN = 1440
DAY_US = 24 * HOUR_US
log = logging.getLogger("sprue_sim")


class StartError(Exception):
    """The simulator cannot start; the message says why and what now."""


class Works(Protocol):
    """Something that works beside the machines until it is cancelled."""

    async def work(self) -> None:
        """For ever."""


class Keys(BaseModel):
    """What the simulator reads below `source:`; other keys are the gateway's."""

    machine: str = Field(min_length=1, description="Preset: a file in machines/")
    seed: int | None = Field(default=None, ge=0)
    pace: float | None = Field(default=None, gt=0, le=1000)


class Places(NamedTuple):
    """Where the machines can be reached: by gateways, by anybody over OPC UA, by an instructor."""

    face: str
    opcua: str | None = None
    control: str | None = None
    anywhere: bool = False
    token: str = ""
    truth: Path | None = None
    sandboxes: int = POOL
    sandbox_data: Path | None = None
    sandbox_minutes: float = LASTS_MIN


class Wanted(NamedTuple):
    """Which past is asked for, and what of it was told before."""

    hours: float
    days: float
    newest: dict[str, int]
    periods: Periods


def main(argv: list[str] | None = None) -> int:
    """Run until ended. 2 when the plant, a preset or the port is wrong: trying again is no use."""
    options = read_options(argv, __doc__)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    try:
        plant = load_plant(_plant_file(options.plant))
        periods = Periods(options.history_file)
        wanted = Wanted(options.since, options.history_days, _newest(options.since_file), periods)
        cells = build(plant, wanted)
        periods.keep()
        asyncio.run(serve(cells, _places(options)))
    except (PlantFileError, library.LibraryError, PeriodsError, StartError) as problem:
        sys.stderr.write(f"sprue-sim: {problem}\n")
        return 2
    return 0


def _places(options: argparse.Namespace) -> Places:
    token, truth = os.environ.get(TOKEN_SETTING, ""), options.truth
    try:
        if truth is not None:
            truth.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise StartError(f"--truth {truth}: {problem.strerror}. Nothing was started.") from problem
    if not 0 < options.sandbox_minutes <= LONGEST_MIN:
        words = f"--sandbox-minutes {options.sandbox_minutes:g}: more than 0, at most {LONGEST_MIN}"
        raise StartError(f"{words}. Nothing was started.")
    sandboxes = (options.sandboxes, options.sandbox_data, options.sandbox_minutes)
    return Places(
        options.face, options.opcua, options.control, options.control_anywhere, token, truth, *sandboxes
    )


def _plant_file(named: Path | None) -> Path:
    if named is None:
        raise StartError("which plant? Name its file, or set SPRUE_PLANT. Nothing was started.")
    return Path(named)


def _newest(path: Path | None) -> dict[str, int]:
    if path is None:
        return {}
    try:
        return {str(cell): int(us) for cell, us in json.loads(path.read_text(encoding="utf-8")).items()}
    except (OSError, ValueError, AttributeError) as problem:
        raise StartError(f"{path} is not a file of moments: {problem}. Nothing was started.") from problem


def build(plant: Plant, wanted: Wanted) -> dict[str, Cell]:
    """Every simulated cell of the plant.

    Raises:
        LibraryError: a machine does not exist.
    """
    simulated = [(i, cell) for i, cell in enumerate(plant.cells) if cell.source.type == "simulated"]
    return {cell.name: _cell(plant, index, cell, wanted) for index, cell in simulated}


def _cell(plant: Plant, index: int, cell: PlantCell, wanted: Wanted) -> Cell:
    keys = _keys(cell)
    found = library.preset(keys.machine)
    seed = plant.seed * 1000 + index if keys.seed is None else keys.seed
    pace = plant.pace if keys.pace is None else keys.pace
    newest = wanted.newest.get(cell.name)
    start, launch, first = _moments(plant, wanted.hours, wanted.days, newest)
    live = Live(
        Machine(found, cell.title, seed, start, plant.timezone),
        MachineClock(start, launch, pace, launched_s=time.monotonic(), fixed=plant.epoch is not None),
    )
    whole = Period(
        from_us=first,
        until_us=start,
        machine=keys.machine,
        seed=seed,
        zone=plant.timezone,
        cycle_s=facts_of(found).usual.cycle_s,
    )
    # With an epoch the days before it are the same at every start.
    periods = [whole] if plant.epoch else wanted.periods.of(cell.name, whole, gap_known=newest is not None)
    pasts = [Past(found, cell.title, seed, one.from_us, one.until_us, plant.timezone) for one in periods]
    return Cell(live, pasts)


def _keys(cell: PlantCell) -> Keys:
    try:
        return Keys.model_validate(cell.source.keys())
    except ValidationError as problem:
        item = problem.errors(include_url=False)[0]
        where = ".".join(map(str, ("source", *item["loc"])))
        raise StartError(f"cell {cell.name!r}: {where}: {item['msg']}. Nothing was started.") from problem


def _moments(plant: Plant, hours: float, days: float, newest: int | None) -> tuple[int, int, int]:
    """Where live begins, what the clock shows at launch, where history begins."""
    if plant.epoch is not None:
        epoch = int(plant.epoch.timestamp() * 1e6)
        return epoch, epoch, epoch - int(days * DAY_US)
    launch = max(wall_us(), newest or 0)
    start = launch - int(hours * HOUR_US)
    if newest is not None and newest > start:
        return newest + 1, launch, newest + 1  # goes on where it ended; nothing of the past is missing
    return start, launch, max((newest or 0) + 1, start - int(days * DAY_US))


async def serve(cells: dict[str, Cell], places: Places) -> None:
    """Let the machines work and answer gateways until the process is told to end.

    Raises:
        StartError: a port cannot be opened.
    """
    faces: list[Works] = [await _opcua(cells, places.opcua)] if places.opcua else []
    lines = Face(cells)
    studio = _studio(cells, places)
    faces += [*_control(lines, places, studio), *([studio] if studio else [])]
    host, _, port = places.face.rpartition(":")
    try:
        server = await asyncio.start_server(lines.answer, host or "127.0.0.1", int(port))
    except (OSError, ValueError, OverflowError) as problem:
        raise StartError(
            f"cannot listen on {places.face}: {problem}. Choose another --face; nothing was started."
        ) from problem
    ended = asyncio.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(sign, ended.set)
    log.info("%d simulated machines answer on %s", len(cells), places.face)
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(cell.live.work(), name=name) for name, cell in cells.items()]
        tasks += [group.create_task(more.work(), name=type(more).__module__) for more in faces]
        await ended.wait()
        for task in tasks:
            task.cancel()
    server.close()


def _control(lines: Face, places: Places, studio: "Studio | None") -> list[Works]:
    """Who has neither asked for control nor for the truth pays for neither."""
    if not (places.control or places.truth):
        return []
    from sprue_sim.control import Control  # noqa: PLC0415
    from sprue_sim.faces import control, control_sandboxes, control_studies  # noqa: PLC0415
    from sprue_sim.sandbox import Pool  # noqa: PLC0415
    from sprue_sim.sandbox_gateway import Gateways  # noqa: PLC0415
    from sprue_sim.truth import Truth  # noqa: PLC0415

    cells = lines.cells.items()
    hands = {name: Control(cell.live, Truth(name, cell.live, places.truth)) for name, cell in cells}
    if not places.control:
        return []
    try:
        gateways = Gateways(places.face, places.sandbox_data)
        names = sandbox_names(places.sandboxes)
        pool = Pool(names, lines, hands, gateways, places.sandbox_minutes)
        pool.studio = studio
        more = [*control_sandboxes.routes(pool), *control_studies.routes(hands)]
        face = control.Face(hands, places.token, more)
        return [face.open(places.control, anywhere=places.anywhere), pool]
    except (OSError, ValueError, OverflowError) as problem:
        raise StartError(f"--control {places.control}: {problem}. Nothing was started.") from problem


def _studio(cells: dict[str, Cell], places: Places) -> "Studio | None":
    """Cameras, where there are any; without OpenCV there are no pictures, and everything else works."""
    presets = [one.live.machine.preset for one in cells.values()]
    lent = [library.preset(name) for name in library.names("cells")] if places.control else []
    if not any(preset.camera for preset in [*presets, *lent]):
        return None
    try:
        from sprue_sim.cameras.studio import Studio  # noqa: PLC0415  # OpenCV is optional
    except ModuleNotFoundError as problem:
        log.warning("no pictures: the package %r is missing; everything else works", problem.name)
        return None
    studio = Studio(places.truth)
    for name, cell in cells.items():
        studio.set_up(name, cell.live)
    return studio


async def _opcua(cells: dict[str, Cell], where: str) -> "opcua.Face":
    try:
        from sprue_sim.faces import opcua  # noqa: PLC0415  # its library is optional
    except ModuleNotFoundError as problem:
        raise StartError(
            f"--opcua needs the package {problem.name!r}. Install it with `pip install --require-hashes "
            "-r requirements/opcua.txt`; nothing was started."
        ) from problem
    try:
        return await opcua.Face({name: cell.live for name, cell in cells.items()}).open(where)
    except (OSError, ValueError, OverflowError) as problem:
        raise StartError(
            f"cannot listen on {where}: {problem}. Choose another --opcua; nothing was started."
        ) from problem


if __name__ == "__main__":
    sys.exit(main())
