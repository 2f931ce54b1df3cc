"""What two programs cannot have at once: a port, a data folder."""

import asyncio
import fcntl
import os
import socket
from pathlib import Path
from types import TracebackType
from typing import IO

from sprue_cli.processes import FactoryError


def taken(bind: str, port: int) -> bool:
    """Whether somebody else listens there already, or we may not."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((bind, port))
        except OSError:
            return True
    return False


def free_port(first: int) -> int:
    """The first free port on loopback from `first` on, or any that the system has."""
    for port in range(first, first + 50):
        if not taken("127.0.0.1", port):
            return port
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def accepts(port: int, host: str = "127.0.0.1") -> bool:
    """Whether somebody takes connections on this port."""
    try:
        _, writer = await asyncio.open_connection(host, port)
    except OSError:
        return False
    writer.close()
    return True


class Lock:
    """One factory per data folder. The lock dies with its holder, so none is ever left behind."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "lock"
        self._file: IO[str] | None = None

    def __enter__(self) -> "Lock":
        try:
            self._file = self.path.open("a+", encoding="utf-8")
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._file.truncate(0)
            self._file.write(str(os.getpid()))
            self._file.flush()
        except OSError as problem:
            self._close()
            raise FactoryError(self._refusal(problem)) from problem
        return self

    def _refusal(self, problem: OSError) -> str:
        if isinstance(problem, BlockingIOError):
            return self._holder()
        return f"{self.path} cannot be written: {problem.strerror}. Is the disk full? Nothing was started."

    def _holder(self) -> str:
        who = self.path.read_text(encoding="utf-8").strip() or "unknown"
        return (
            f"An open factory already runs on {self.path.parent} (process {who}). "
            "Stop it with Ctrl-C, or start with another --data folder. Nothing was started."
        )

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def _close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
