"""Good parts and good moulds as they really are: what the cell that makes them makes when nothing is wrong.

Learning from parts that are better or worse than a day's usual would promise what no day keeps.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from sprue_sim import library
from sprue_sim.cameras.age import Shots, aged
from sprue_sim.control_time import SEEDED_US
from sprue_sim.cycle import Made
from sprue_sim.data import Preset
from sprue_sim.machine import Machine, begin
from sprue_sim.process.mould import LINE_UM_SHOT, SERVICE_SHOTS
from sprue_sim.process.quality import Part
from sprue_sim.told import Named

CLEAN = 0.96  # share of the vents that is open, at least, when they are cleaned as planned


class Usual(NamedTuple):
    """Severities of a good part or cavity; its size over the drawing's, None for a cavity."""

    severities: dict[str, float]
    scale: float | None = None


def maker(mould: str) -> Preset:
    """The first cell that pictures a mould's parts.

    Raises:
        LibraryError: none does.
    """
    for name in library.names("cells"):
        preset = library.preset(name)
        if preset.camera and preset.camera.product == mould:
            return preset
    raise library.LibraryError(f"no cell pictures {mould!r}. Nothing was written.")


def parts(mould: str, seed: int) -> Iterator[Usual]:
    """One part after the other of settled production, for ever; each shot gives one, cavities take turns."""
    preset = maker(mould)
    nominal_mm = preset.mould.dimensions[0].nominal_mm
    for number, part in enumerate(_made(preset, seed)):
        one = part[number % len(part)]
        severities = {name: float(value) for name, value in one.severities._asdict().items()}
        yield Usual(severities, float(one.dimensions_mm[0]) / nominal_mm)


def _made(preset: Preset, seed: int) -> Iterator[tuple[Part, ...]]:
    machine, made = Machine(preset, preset.title, seed, SEEDED_US), list[tuple[Named, Made]]()
    machine.resume(begin(preset, seed, SEEDED_US), SEEDED_US)
    machine.hear_truth.append(lambda named, one: made.append((named, one)))
    while True:
        machine.advance()
        for named, one in made:
            if one.parts and not named.start_up:
                yield tuple(one.parts)
        made.clear()


def moulds(seed: int) -> Iterator[Usual]:
    """One look after the other at a mould in good care: cleaned as planned, not yet due for polishing."""
    chance = np.random.default_rng([seed, 64])
    while True:
        shots, vent_open = float(chance.uniform(0, SERVICE_SHOTS)), float(chance.uniform(CLEAN, 1))
        yield Usual(aged(Shots(shots, shots), vent_open=vent_open, gap_um=LINE_UM_SHOT * shots, seed=seed))
