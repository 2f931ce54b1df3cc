"""The time of a simulated machine: where it starts, how fast it runs, when it has met the wall clock."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from math import inf


@dataclass
class MachineClock:
    """Machine time is `launch_us` + pace x wall time since launch; the machine itself may start earlier.

    From `start_us` to that moment it catches up: it runs as fast as its reader takes it. A `fixed` clock
    began at an epoch: nothing is caught up, so that what is told never depends on who reads when. A pace
    of infinity waits for nobody but its reader; a frozen clock stands, and keeps its pace for later.
    """

    start_us: int
    launch_us: int
    pace: float = 1.0
    wall_s: Callable[[], float] = time.monotonic
    launched_s: float = field(default=0.0)
    fixed: bool = False
    frozen_us: int | None = None
    """Since when it stands, by the wall's clock; none: it runs."""

    @property
    def frozen(self) -> bool:
        """Whether it stands."""
        return self.frozen_us is not None

    @property
    def unpaced(self) -> bool:
        """Whether it waits for nobody but its reader."""
        return self.pace == inf and not self.frozen

    def now_us(self) -> int:
        """The machine's time; frozen or with infinite pace the moment that it had been given."""
        if self.frozen or self.pace == inf:
            return self.launch_us
        return self.launch_us + int((self.wall_s() - self.launched_s) * self.pace * 1e6)

    def wait_s(self, moment_us: int) -> float:
        """Wall seconds until the machine's clock shows `moment_us`: 0 when past, infinity when frozen."""
        ahead_us = moment_us - self.now_us()
        if ahead_us <= 0 or self.unpaced:
            return 0.0
        return inf if self.frozen else ahead_us / 1e6 / self.pace

    def turn(self, pace: float) -> None:
        """From now on another pace; time does not jump."""
        self.skip_to(self.now_us())
        self.pace = pace

    def freeze(self, at_us: int) -> None:
        """Stand still at this moment, which the wall's clock calls `at_us`; what stands already goes on so."""
        self.skip_to(self.now_us())
        self.frozen_us = at_us if self.frozen_us is None else self.frozen_us

    def go_on(self) -> None:
        """Run again from the moment that it stands at."""
        self.skip_to(self.now_us())
        self.frozen_us = None

    def skip_to(self, moment_us: int) -> None:
        """Show this moment now."""
        self.launch_us, self.launched_s = moment_us, self.wall_s()


def wall_us() -> int:
    """The wall clock in microseconds since 1970."""
    return time.time_ns() // 1000
