"""`python -m sprue_server.quality_class`: a CSV file comes in, what a model would tell of its parts goes out.

A program of its own, so that learning takes no time from the hub, at low priority.
"""

import json
import sys

from threadpoolctl import threadpool_limits

from sprue_contract.aside import step_aside
from sprue_server.imports.classes import read_classes
from sprue_server.quality_class.trial import tried

NICE = 10


def answer(data: bytes) -> str:
    """What is told of a file that can be tried."""
    found = read_classes(data)
    with threadpool_limits(1):
        return json.dumps(tried(found.table, found.classes, found.names)._asdict())


if __name__ == "__main__":
    step_aside(NICE)
    sys.stdout.write(answer(sys.stdin.buffer.read()))
