"""What analyses take and give: facts about shots in, findings out. No database, no clock, no words."""

from collections.abc import Mapping
from dataclasses import dataclass, field

CAVITY = "cavity_pressure_maximum_bar"
INTERRUPTED_BAR = 100.0  # below it no melt has packed the cavity; Kassel's own rule for interrupted cycles
FAILED = 3  # OPC 40083 CycleQuality FAILED_CYCLE


@dataclass(frozen=True)
class Gauged:
    """What a virtual gauge says of a shot's part, in the quantity's unit; `measured`: what a real one read."""

    quantity: str
    unit: str
    level: str
    value: float | None
    low: float | None
    high: float | None
    in_experience: bool
    trusted: bool
    measured: float | None = None


@dataclass(frozen=True)
class ShotFacts:
    """One shot as analyses see it; values by quantity, None = not measured."""

    id: str
    measured_us: int
    values: Mapping[str, float | None]
    settings: Mapping[str, float | None] = field(default_factory=dict)
    quality: int = 0
    start_up: bool = False
    seen: tuple[str, ...] = ()
    """Defects that the camera sees on its part, the worst first."""
    steel_seen: tuple[str, ...] = ()
    """What the camera saw last on the cavity's steel."""
    gauged: tuple[Gauged, ...] = ()
    """What the virtual gauges say of its part."""

    @property
    def interrupted(self) -> bool:
        """The cycle was broken off: the machine says so, or a cavity sensor that felt nearly nothing."""
        cavity = self.values.get(CAVITY)
        return self.quality == FAILED or (cavity is not None and cavity < INTERRUPTED_BAR)

    @property
    def good(self) -> bool:
        """Fit to be a yardstick for others."""
        return not (self.interrupted or self.start_up) and self.quality in {0, 2}


@dataclass(frozen=True)
class Finding:
    """An answer with its evidence; `finding.<analysis>.<key>` is its sentence in the language files.

    A number called `quantity` or `cause` holds a name for which the language files have a word.
    """

    key: str
    numbers: Mapping[str, float | str | None] = field(default_factory=dict)
    distance: float = 0.0
