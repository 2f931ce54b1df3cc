"""`python -m sprue_server.gauging.worker`: learns gauges for the hub, one job at a time.

A line of JSON comes on standard input, a line goes out. It is nice to everybody else, uses one thread, may take
so much memory, and ends at once when its input closes: also when the hub was killed.
"""

import os
import resource
import sys
import threading
from queue import SimpleQueue

from threadpoolctl import threadpool_limits

from sprue_contract.aside import step_aside
from sprue_server.gauging.jobs import LearnJob
from sprue_server.gauging.teaching import teach

NICE = 15
MOST_BYTES = 1_500_000_000


def _lines(came: SimpleQueue[bytes]) -> None:
    """Jobs as they come; a closed input ends everything, whatever is being learnt."""
    for line in sys.stdin.buffer:
        came.put(line)
    os._exit(0)


def main() -> None:
    """For ever."""
    step_aside(NICE)
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_BYTES, MOST_BYTES))
    came: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_lines, args=(came,), daemon=True).start()
    out = sys.stdout.buffer
    with threadpool_limits(1):
        while True:
            done = teach(LearnJob.model_validate_json(came.get()))
            out.write(done.model_dump_json().encode() + b"\n")
            out.flush()


if __name__ == "__main__":
    main()
