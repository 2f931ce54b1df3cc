"""The continuous channels of a recorded machine: what would have been seen at its panel once per second."""

from collections.abc import Iterator
from itertools import count

from sprue_contract.layout import channel
from sprue_contract.payloads import Channel
from sprue_contract.quantities import QUANTITIES, plausible
from sprue_edge.reading import Frame
from sprue_edge.recording.cycles import DIGITS, Cycle, Recording
from sprue_edge.recording.shot import GAUGED, SHOT_VALUES, marks

SECOND_US = 1_000_000
DERIVED = ("phase", "machine_cycle_counter", "cycle_elapsed_s")


def channels(recording: Recording) -> list[Channel]:
    """The layout: derived first, then the curves, then the barrel."""
    zones = [name for name in recording.columns if name.startswith("barrel_zone_")]
    return [channel(name, "recorded") for name in (*DERIVED, *recording.signals, *zones)]


def shot_fields(recording: Recording) -> list[Channel]:
    """What a shot of this recording and its gauge can say."""
    settings = [name for name in recording.columns if name.startswith(("set_", "recyclate"))]
    gauged = [name for name in GAUGED if name in recording.columns]
    return [channel(name, "recorded") for name in (*SHOT_VALUES, *settings, *gauged) if name in QUANTITIES]


def frames(recording: Recording, cycle: Cycle, begins_us: int, run_us: int) -> Iterator[Frame]:
    """One frame per whole second since the run began at `run_us`, as far as it lies in this cycle."""
    found = marks(cycle)
    zones = [value for name, value in cycle.columns.items() if name.startswith("barrel_zone_")]
    first = -((run_us - begins_us) // SECOND_US)
    for second in count(first):
        elapsed_s = (run_us + second * SECOND_US - begins_us) / 1e6
        at = int(elapsed_s / recording.period_s)
        if at >= cycle.samples:
            return
        read = [plausible(name, _at(cycle.curves[name], at)) for name in recording.signals]
        derived = (int(found.phase(at)), cycle.number, round(elapsed_s, 2))
        yield [run_us + second * SECOND_US, *derived, *(_short(value) for value in read), *zones]


def _at(values: list[float], at: int) -> float | None:
    return values[at] if at < len(values) else None


def _short(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)
