"""Programs that learn and look while others need the machine: every one of them steps aside in the same way."""

import os
from pathlib import Path

AUTOGROUP = Path("/proc/self/autogroup")


def step_aside(nice: int) -> None:
    """Let everybody else go first; also those of other sessions, for good.

    Linux shares its cores among sessions first (sched(7), "The autogroup feature"), and a nice value counts
    within one only: beside three busy programs of other sessions, one of nice 15 took as much as they did. So
    this program gets a session of its own, which is nice too. A terminal's own job leaves its session as it is.

    Raises:
        OSError: more priority was asked for than there was.
    """
    os.nice(nice)
    try:
        os.setsid()
    except PermissionError:  # a leader already: of its own session, or of a terminal's job among others
        if os.getsid(0) != os.getpid():
            return
    try:
        AUTOGROUP.write_text(f"{nice}")
    except OSError:  # another system, or one that does not group: nice is all there is
        return
