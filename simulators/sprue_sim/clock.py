"""The time of a simulated machine: where it starts, how fast it runs, when it has met the wall clock."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class MachineClock:
    """Machine time is `launch_us` + pace x wall time since launch; the machine itself may start earlier.

    From `start_us` to that moment it catches up: it runs as fast as its reader takes it. A `fixed` clock
    began at an epoch: nothing is caught up, so that what is told never depends on who reads when.
    """

    start_us: int
    launch_us: int
    pace: float = 1.0
    wall_s: Callable[[], float] = time.monotonic
    launched_s: float = field(default=0.0)
    fixed: bool = False

    def now_us(self) -> int:
        """The machine's time."""
        return self.launch_us + int((self.wall_s() - self.launched_s) * self.pace * 1e6)

    def wait_s(self, moment_us: int) -> float:
        """Wall seconds until the machine's clock shows `moment_us`; 0 when that is past."""
        return max(0.0, (moment_us - self.now_us()) / 1e6 / self.pace)


def wall_us() -> int:
    """The wall clock in microseconds since 1970."""
    return time.time_ns() // 1000
