"""What a machine is doing when: jobs, changeovers, stops, breaks and hands on knobs, drawn from (seed, time).

Nothing here depends on what was told before: live, catching up and thirty days of history tell one story, and a
restart does not change it.
"""

from datetime import date, datetime
from functools import lru_cache
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

import numpy as np

HOUR_US = 3_600_000_000
MINUTE_US = 60_000_000
JOB_H = 12
LOT_H = 6
BREAKS_H = (10, 18, 2)
BREAK_MIN = 15
MOULD_MIN = (18, 35)  # a set-up with another mould
SHIFTS_H = (6, 14, 22)
Shift = Literal["early", "late", "night"]
Doing = Literal["production", "stop", "set-up", "break"]


class Stop(NamedTuple):
    """Why a machine stands: its alarm's name, OPC 40083 alarm group and severity."""

    name: str
    classification: int
    severity: int
    share: float


STOPS = (
    Stop("part_not_ejected", 106, 500, 0.3),
    Stop("robot_not_in_position", 116, 400, 0.22),
    Stop("protective_door_open", 104, 300, 0.18),
    Stop("barrel_temperature_out_of_band", 111, 600, 0.12),
    Stop("material_missing", 209, 400, 0.1),
    Stop("coolant_flow_low", 201, 350, 0.08),
)
KNOBS = (  # setting, what an operator makes of it
    ("flow_cm3_s", (0.92, 0.95, 1.05)),
    ("hold_bar", (0.95, 1.04)),
    ("cooling_s", (0.96, 1.03)),
)


class Activity(NamedTuple):
    """What a machine does from one moment to another."""

    doing: Doing
    start_us: int
    end_us: int
    stop: Stop | None = None

    @property
    def changes_mould(self) -> bool:
        """A set-up in which the mould comes off the press; a shorter one only changes the lot."""
        return self.doing == "set-up" and self.end_us - self.start_us >= MOULD_MIN[0] * MINUTE_US


class Hand(NamedTuple):
    """An operator's change, in force to the end of its hour."""

    at_us: int
    setting: str
    factor: float


def activity_at(seed: int, us: int, manned_in: ZoneInfo | None = None, *, stops: bool = True) -> Activity:
    """What is going on. A machine that is manned stands while its operator has a break by the local clock.

    `stops`: whether it also stands by chance, as machines do.
    """
    found = [
        changeover(seed, us),
        pause(us, manned_in) if manned_in else None,
        stop(seed, us) if stops else None,
    ]
    running = [one for one in found if one and one.start_us <= us < one.end_us]
    return running[0] if running else Activity("production", us, us + 1)


def job_at(us: int) -> int:
    """Number of the job, counted from 1970."""
    return us // (JOB_H * HOUR_US)


def lot_at(us: int) -> int:
    """Number of the material lot."""
    return us // (LOT_H * HOUR_US)


@lru_cache(maxsize=1024)
def _changeover(seed: int, job: int) -> Activity:
    draw = np.random.default_rng([seed, 21, job])
    start = job * JOB_H * HOUR_US
    minutes = draw.uniform(*MOULD_MIN) if draw.random() < 0.5 else draw.uniform(4, 8)  # noqa: PLR2004
    return Activity("set-up", start, start + int(minutes * MINUTE_US))


def changeover(seed: int, us: int) -> Activity:
    """The change to the job of this moment: every second one changes the mould, the others only the lot."""
    return _changeover(seed, job_at(us))


def local_h(us: int, zone: ZoneInfo) -> float:
    """Hour of the local day, 0 to 24."""
    moment = datetime.fromtimestamp(us / 1e6, zone)
    return moment.hour + moment.minute / 60 + (moment.second + moment.microsecond / 1e6) / 3600


def shift_at(us: int, zone: ZoneInfo) -> Shift:
    """Which crew is there by the local clock."""
    hour = local_h(us, zone)
    return (
        "early"
        if SHIFTS_H[0] <= hour < SHIFTS_H[1]
        else "late"
        if SHIFTS_H[1] <= hour < SHIFTS_H[2]
        else "night"
    )


def pause(us: int, zone: ZoneInfo) -> Activity | None:
    """The break that is going on."""
    for start in _breaks(datetime.fromtimestamp(us / 1e6, zone).date(), zone):
        if start <= us < start + BREAK_MIN * MINUTE_US:
            return Activity("break", start, start + BREAK_MIN * MINUTE_US)
    return None


@lru_cache(maxsize=64)
def _breaks(day: date, zone: ZoneInfo) -> list[int]:
    """When the breaks of a local day begin: each once.

    Of an hour that comes twice the first one counts; a break in the hour that is left out begins when the clock
    has been put forward.
    """
    moments = (datetime(day.year, day.month, day.day, hour, tzinfo=zone) for hour in BREAKS_H)
    return [int(moment.timestamp()) * 1_000_000 for moment in moments]


@lru_cache(maxsize=4096)
def _hour(seed: int, index: int) -> tuple[Activity | None, Hand | None]:
    draw = np.random.default_rng([seed, index])
    start = index * HOUR_US
    stopped = _drawn_stop(draw, start) if draw.random() < 0.5 else None  # noqa: PLR2004  # one in two hours
    touched = draw.random() < 0.1  # noqa: PLR2004
    setting, factors = KNOBS[int(draw.integers(len(KNOBS)))]
    at = start + int(draw.integers(5, 50)) * MINUTE_US
    return stopped, Hand(at, setting, float(draw.choice(factors))) if touched else None


def _drawn_stop(draw: np.random.Generator, start: int) -> Activity:
    shares = np.array([one.share for one in STOPS])
    chosen = STOPS[int(draw.choice(len(STOPS), p=shares / shares.sum()))]
    begins = start + int(draw.uniform(2, 50) * MINUTE_US)
    return Activity("stop", begins, begins + int(draw.uniform(1.0, 6.0) * MINUTE_US), chosen)


def stop(seed: int, us: int) -> Activity | None:
    """The stop of this hour, whether or not it is going on."""
    return _hour(seed, us // HOUR_US)[0]


def hand_at(seed: int, us: int) -> Hand | None:
    """What the operator has changed in this hour, once the change is made."""
    hand = _hour(seed, us // HOUR_US)[1]
    return hand if hand and us >= hand.at_us else None


def lot_viscosity(seed: int, lot: int, sigma: float = 0.04) -> float:
    """A lot's viscosity against the nominal one."""
    return float(np.exp(sigma * np.random.default_rng([seed, 77, lot]).standard_normal()))


def wander(seed: int, channel: int, us: int) -> float:
    """How a controlled temperature or flow wanders from minute to minute: smooth, spread about 1."""
    minute, inside = divmod(us, MINUTE_US)
    share = inside / MINUTE_US
    return _knot(seed, channel, minute) * (1 - share) + _knot(seed, channel, minute + 1) * share


@lru_cache(maxsize=8192)
def _knot(seed: int, channel: int, minute: int) -> float:
    return float(np.random.default_rng([seed, 9, channel, minute]).standard_normal())
