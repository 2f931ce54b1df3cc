"""The process that learns, on a pipe: a job in, an answer out."""

import sys

from sprue_server.gauging.jobs import Answer
from sprue_server.inspecting.process import Piped

COMMAND = (sys.executable, "-m", "sprue_server.gauging.worker")


class Learner(Piped[Answer]):
    """Learns gauges."""

    def __init__(self) -> None:
        super().__init__(COMMAND, Answer)
