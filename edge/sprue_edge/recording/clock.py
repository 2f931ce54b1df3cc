"""The clock of a replayed machine: it may lie behind ours until it has caught up, then it keeps its pace."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ReplayClock:
    """Shows `machine_us` when our clock shows `wall_us`, and runs `pace` times as fast."""

    wall_us: int
    machine_us: int
    pace: float

    def wait_s(self, moment_us: int, now_us: int) -> float:
        """Seconds of our time until the machine's clock shows `moment_us`; 0 when it has."""
        shows = self.machine_us + (now_us - self.wall_us) * self.pace
        return max(0.0, (moment_us - shows) / self.pace / 1e6)


def replay_clock(next_us: int, now_us: int, pace: float, epoch_us: int | None) -> ReplayClock:
    """What lies in our past is told at once; what lies ahead (a faster machine) waits for its turn.

    With an epoch the machine's time has nothing to do with ours: it goes on where it was.
    """
    machine_us = next_us if epoch_us is not None else max(next_us, now_us)
    return ReplayClock(now_us, machine_us, pace)
