"""A PostgreSQL server of our own for the hub, with an empty database, that can be killed in every way."""

import os
import random
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psutil
import psycopg

from benchmarks.breaking.stack import wait_for
from benchmarks.common import ROOT

NAME = "sprue"


@contextmanager
def database() -> Iterator["Victim"]:
    """From PyPI or SPRUE_TEST_POSTGRES, on loopback, every commit for good; as `nobody` when we are root."""
    sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "integration")]
    from postgres_server import server  # noqa: PLC0415  # the tests' own

    with server() as made:
        made.ask(f"CREATE DATABASE {NAME}")
        yield Victim(made)


class Victim:
    """The database process: killed somehow, and there again on the same data."""

    def __init__(self, server: Any) -> None:
        self.server, self.url = server, str(server.url(NAME))

    def kill(self, generator: random.Random) -> str:
        """Kill -9 in one of three ways: how."""
        how = generator.choice((self.all_at_once, self.postmaster, self.child))
        return how(generator)

    def all_at_once(self, _generator: random.Random) -> str:
        """Every process, as when the power fails; the new one recovers from its log."""
        self.server.kill()
        self.server.start()
        return "all"

    def postmaster(self, _generator: random.Random) -> str:
        """The first process alone; the others notice, and only when all have gone a new one may start."""
        orphans = psutil.Process(self.server.process.pid).children(recursive=True)
        self.server.process.send_signal(signal.SIGKILL)
        self.server.process.wait()
        _, left = psutil.wait_procs(orphans, 30)
        assert not left, f"still there without their postmaster: {left}"
        self.server.start()
        return "postmaster"

    def child(self, generator: random.Random) -> str:
        """One that serves a session or writes; the postmaster throws all out and recovers by itself."""
        child = generator.choice(psutil.Process(self.server.process.pid).children())
        os.kill(child.pid, signal.SIGKILL)
        child.wait(30)
        wait_for(self._answers, "PostgreSQL answers after one of its processes was killed")
        return "child"

    def _answers(self) -> bool:
        try:
            return bool(self.server.ask("SELECT 1", NAME))
        except psycopg.OperationalError:
            return False
