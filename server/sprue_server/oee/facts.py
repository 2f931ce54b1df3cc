"""What is known of a cell: states, stops, counter, jobs, scrap, plan. Times are UTC microseconds, [start, end).

Facts may come in any order and more than once. What contradicts itself is used all the same, by rules that the
flags name, and never silently.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

from sprue_contract.fields import MachineMode, ProductionStatus

State = Literal["production", "start_up", "set_up", "stop", "idle"]
STATES: tuple[State, ...] = get_args(State)
By = Literal["operator", "machine"]
RUNNING: tuple[State, ...] = ("production", "start_up")
NO_REASON = "no_reason"
OPEN_US = 2**53  # the end of what has not ended yet


class Interval(NamedTuple):
    """What the machine did from one moment to another."""

    start_us: int
    end_us: int
    state: State


class Stop(NamedTuple):
    """A standstill with its reason; what an operator says outranks what the machine says."""

    start_us: int
    end_us: int
    reason: str
    by: By = "machine"


class Reading(NamedTuple):
    """The machine's own count of shots; it restarts with an order, which `job` names as `Scrap` does."""

    at_us: int
    shots: int
    job: str | None = None


class Scrap(NamedTuple):
    """Bad parts; `job` names the one that they are of, where that is not the one of this moment."""

    at_us: int
    parts: int
    reason: str = NO_REASON
    job: str | None = None


class Span(NamedTuple):
    """Time, such as that in which work is planned."""

    start_us: int
    end_us: int


class Downtime(NamedTuple):
    """Standstill that is planned: maintenance, a break, a public holiday."""

    start_us: int
    end_us: int
    reason: str = NO_REASON


@dataclass(frozen=True)
class Job:
    """An order on a machine. `active_cavities`: those that are not blocked; None is all of them.

    Raises:
        ValueError: what it says cannot be.
    """

    name: str
    start_us: int
    end_us: int = OPEN_US
    mould: str | None = None
    standard_cycle_s: float | None = None
    cavities: int = 1
    active_cavities: int | None = None
    part_weight_g: float | None = None
    planned_quantity: int | None = None

    def __post_init__(self) -> None:
        if self.end_us <= self.start_us:
            raise ValueError(f"job {self.name!r} ends before it begins")
        if self.standard_cycle_s is not None and not self.standard_cycle_s > 0:
            raise ValueError(
                f"job {self.name!r} has a standard cycle of {self.standard_cycle_s} s; it is above 0"
            )
        if not (self.cavities >= 1 and 0 <= self.active <= self.cavities):
            raise ValueError(f"job {self.name!r} has {self.active} active cavities of {self.cavities}")

    @property
    def active(self) -> int:
        """Cavities that make parts."""
        return self.cavities if self.active_cavities is None else self.active_cavities

    @property
    def cycle_us(self) -> float | None:
        """Standard cycle."""
        return None if self.standard_cycle_s is None else self.standard_cycle_s * 1e6

    @property
    def pri_us(self) -> float | None:
        """ISO 22400 PRI, planned run time per item: with all cavities, so that a blocked one is a loss."""
        return None if self.cycle_us is None else self.cycle_us / self.cavities


@dataclass(frozen=True)
class Facts:
    """All that is known of one cell; more than the period that is asked for does no harm.

    `planned`: when work is planned; None: always. `goods_us`: when a good part fell; without it the state
    `production` tells until when and from when on parts are good.
    """

    states: tuple[Interval, ...] = ()
    stops: tuple[Stop, ...] = ()
    readings: tuple[Reading, ...] = ()
    jobs: tuple[Job, ...] = ()
    scraps: tuple[Scrap, ...] = ()
    planned: tuple[Span, ...] | None = None
    downtimes: tuple[Downtime, ...] = ()
    goods_us: tuple[int, ...] = ()


def state_of(mode: int | None, status: int | None) -> State | None:
    """State of OPC 40083 machine mode and production status; None where they do not tell.

    Ready or asleep is idle: it could produce. A dry run and hands on the machine are stops. After OPC 40001-1,
    annex C.2.
    """
    if status == ProductionStatus.PRODUCTION and mode in {
        None,
        MachineMode.AUTOMATIC,
        MachineMode.SEMI_AUTOMATIC,
    }:
        return "production"
    if status == ProductionStatus.START_UP and mode in {
        None,
        MachineMode.AUTOMATIC,
        MachineMode.SEMI_AUTOMATIC,
    }:
        return "start_up"
    if mode == MachineMode.SETUP:
        return "set_up"
    if mode == MachineMode.SLEEP or status == ProductionStatus.READY_FOR_PRODUCTION:
        return "idle"
    standing = {ProductionStatus.NO_PRODUCTION, ProductionStatus.DRY_RUN}
    return "stop" if mode == MachineMode.MANUAL or status in standing else None
