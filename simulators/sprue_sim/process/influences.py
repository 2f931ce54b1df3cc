"""Everything that a fault or an operator can disturb in a cell; as it is made, nothing is disturbed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sprue_sim.data import Settings

ZONES = 5
LIMITS: dict[str, tuple[float, float]] = {"regrind_pct": (0, 100)}


def _whole() -> list[float]:
    return [1.0] * ZONES


def _nothing() -> list[float]:
    return [0.0] * ZONES


@dataclass(slots=True)
class Change:
    """One setting as an operator leaves it: `to` when given, else times `factor`."""

    factor: float = 1.0
    to: float | None = None

    def of(self, value: float) -> float:
        """What becomes of a value."""
        return self.to if self.to is not None else value * self.factor


@dataclass(slots=True)
class Influences:
    """One field per thing to disturb. A share is of what there should be; a factor multiplies."""

    # pellets
    drying: float = 1.0
    """Share of the dryer's heat and of its desiccant's work."""
    moisture_pct: float = 0.0
    """Water added at the throat, % of mass."""
    viscosity: float = 1.0
    """Factor on the viscosity of what is fed: a lot."""
    viscosity_scatter: float = 0.0
    """Relative, 1 sigma, from shot to shot."""
    regrind_pct: float = 0.0
    """Added to what is set."""
    colour: float = 1.0
    """Share of the masterbatch's dose."""
    # barrel and screw
    heater: list[float] = field(default_factory=_whole)
    """Power that a zone's band still has."""
    thermocouple_k: list[float] = field(default_factory=_nothing)
    """What a zone's thermocouple shows too much."""
    ring_mm: float = 0.0
    """Gap added to the check ring's."""
    screw_mm: float = 0.0
    """Gap added between flights and barrel."""
    screw_scatter: float = 0.0
    """Share by which a worn screw's recovery scatters, 1 sigma."""
    # drive
    drive: float = 1.0
    """Share of pressure that the drive still makes."""
    flow: float = 1.0
    """Share of the set flow that arrives at the screw."""
    flow_scatter: float = 0.0
    """Relative, 1 sigma."""
    oil_k: float = 0.0
    """Added to the oil's temperature."""
    # mould
    coolant: list[float] = field(default_factory=lambda: [1.0, 1.0])
    """Share of the water that each half gets: fixed, moving."""
    tcu_k: float = 0.0
    """What the unit supplies too warm."""
    tcu_swing_k: float = 0.0
    """Amplitude of its hunting."""
    vents: float = 1.0
    """Share of the vents that is open, of what fouling has left."""
    gap_um: float = 0.0
    """Damage of the parting line."""
    tips: dict[int, float] = field(default_factory=dict)
    """Factor on the flow into a cavity, by its number from 0."""
    runner_k: float = 0.0
    """How much colder the melt comes out of the hot runner."""
    # around
    grip_failure: float = 0.0
    """Probability that the robot does not get the parts of a shot."""
    hall_k: float = 0.0
    """Added to the hall's temperature."""
    settings: dict[str, Change] = field(default_factory=dict)
    """By the name of the setting."""
    haste: float = 1.0
    """Wear, fouling and scale go so many times faster: a labelled time lapse."""


def ordered(settings: Settings, changes: Mapping[str, Change]) -> Settings:
    """The settings as an operator has left them; those are what the control shows and obeys.

    Raises:
        ValueError: the change makes no possible setting (pydantic's ValidationError names the field).
    """
    if not changes:
        return settings
    known = settings.model_dump()
    return Settings.model_validate(known | {name: _limited(name, one, known) for name, one in changes.items()})


def _limited(name: str, change: Change, known: dict[str, float]) -> float:
    low, high = LIMITS.get(name, (float("-inf"), float("inf")))
    return min(max(change.of(known[name]), low), high)


def grips(influences: Influences, uniform: float) -> bool:
    """Whether the robot gets the parts of this shot; `uniform` is a draw between 0 and 1."""
    return uniform >= influences.grip_failure
