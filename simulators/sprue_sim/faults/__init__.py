"""One file per fault. Drop a file here; it is found by its name.

A fault is a module as `Fault` describes it: the first line of its docstring says what happens in a moulder's
words; `TELLS` which signals move and where to; `DEFECTS` what follows on the parts; `possible` why it cannot
exist in a cell, if so; `apply` what it disturbs at a strength from 0 to 1.
"""

import importlib
import pkgutil
from collections.abc import Iterable
from functools import cache
from typing import Literal, Protocol, cast

from sprue_sim.data import Preset
from sprue_sim.process.facts import facts_of
from sprue_sim.process.influences import Influences
from sprue_sim.process.injected import SHAPES, FaultError, Injected

__all__ = [
    "Fault",
    "FaultError",
    "Injected",
    "fault",
    "influences_at",
    "names",
    "parse_fault",
    "shot_us",
    "why_not",
]

Direction = Literal["up", "down", "scatters", "steady"]
Tells = tuple[tuple[str, Direction], ...]
FORM = "write name:severity:onset, for example worn_check_ring:0.6:80 (from shot 80) or wet_material:0.5:600s"
UNITS_S = {"s": 1, "m": 60, "h": 3600}


class Fault(Protocol):
    """What a module in this folder must have."""

    TELLS: Tells
    DEFECTS: tuple[str, ...]

    def possible(self, preset: Preset) -> str | None:
        """Why it cannot exist in this cell; None when it can."""

    def apply(self, influences: Influences, strength: float, preset: Preset) -> None:
        """Disturb a cell; strength 0 does nothing."""


def names() -> list[str]:
    """Every fault there is."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__))


@cache
def fault(name: str) -> Fault:
    """The fault of this name.

    Raises:
        FaultError: there is none; the message says which there are.
    """
    if name not in names():
        raise FaultError("unknown_fault", fault=name, faults=names())
    return cast("Fault", importlib.import_module(f"{__name__}.{name}"))


def why_not(name: str, preset: Preset) -> str | None:
    """Why this fault cannot exist in this cell; None when it can."""
    return fault(name).possible(preset)


def checked(injected: Injected, preset: Preset) -> Injected:
    """The fault itself, if it can exist in this cell.

    Raises:
        FaultError: it does not exist at all, or cannot here.
    """
    reason = why_not(injected.name, preset)
    if reason:
        raise FaultError("fault_impossible", fault=injected.name, title=preset.title.texts, why=reason)
    return injected


def influences_at(faults: Iterable[Injected], us: int, preset: Preset) -> Influences:
    """What all faults together disturb at a moment; on the same axis as their onsets."""
    influences = undisturbed(preset)
    for one in faults:
        strength = one.strength(us)
        if strength > 0:
            fault(one.name).apply(influences, strength, preset)
    return influences


def undisturbed(preset: Preset) -> Influences:
    """A cell in order: its robot still misses a part now and then."""
    robot = preset.auxiliary("robot")
    return Influences(grip_failure=robot.numbers.get("grip_failure_share", 0.0) if robot else 0.0)


def shot_us(preset: Preset, shot: int) -> int:
    """A run's time axis in shots: when shot number `shot` (from 1) begins if every cycle is a usual one."""
    return round(max(shot - 1, 0) * facts_of(preset).usual.cycle_s * 1e6)


def parse_fault(text: str, preset: Preset) -> Injected:
    """Read `name:severity:onset[:shape[:time]]`, times counted from the start of a run.

    The onset is the number of the first shot that has it, or a time with its unit (90s, 15m, 2h). Shape is
    step, ramp or intermittent; its time is given in shots or with a unit, too.

    Raises:
        FaultError: it cannot be read, does not exist, or cannot exist in this cell.
    """
    name, *rest = (word.strip() for word in text.split(":"))
    fault(name)
    if len(rest) not in {1, 2, 3, 4}:
        raise FaultError(f"fault {text!r}: {FORM}")
    severity, onset, shape, time = [*rest, *("1", "step", "0s")[len(rest) - 1 :]]
    if shape not in SHAPES:
        raise FaultError(f"fault {text!r}: no shape {shape!r}; there are {', '.join(SHAPES)}")
    injected = Injected(
        name=name,
        severity=_number(severity, text),
        onset_us=_moment_us(onset, text, preset),
        shape=shape,
        time_constant_s=_moment_us(time, text, preset, first=0) / 1e6,
    )
    return checked(injected, preset)


def _moment_us(word: str, text: str, preset: Preset, first: int = 1) -> int:
    """A shot's number (or a count of shots, `first` 0) or a time with its unit, in us."""
    unit = UNITS_S.get(word[-1:])
    value = _number(word[:-1] if unit else word, text)
    if value < 0:
        raise FaultError(f"fault {text!r}: {word} is negative")
    return round(value * unit * 1e6) if unit else shot_us(preset, int(value) + 1 - first)


def _number(word: str, text: str) -> float:
    try:
        value = float(word)
    except ValueError as problem:
        raise FaultError(f"fault {text!r}: {word!r} is not a number; {FORM}") from problem
    if value - value != 0:
        raise FaultError(f"fault {text!r}: {word!r} is not a finite number; {FORM}")
    return value
