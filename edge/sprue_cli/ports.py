"""What two programs cannot have at once: a port, a data folder."""

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


class Lock:
    """One factory per data folder. The lock dies with its holder, so none is ever left behind."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "lock"
        self._file: IO[str] | None = None

    def __enter__(self) -> "Lock":
        try:
            self._file = self.path.open("a+", encoding="utf-8")
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as problem:
            raise FactoryError(self._holder()) from problem
        except OSError as problem:
            words = f"{self.path} cannot be written: {problem.strerror}. Is the disk full?"
            raise FactoryError(f"{words} Nothing was started.") from problem
        self._file.truncate(0)
        self._file.write(str(os.getpid()))
        self._file.flush()
        return self

    def _holder(self) -> str:
        who = self.path.read_text(encoding="utf-8").strip() or "unknown"
        return (
            f"An open factory already runs on {self.path.parent} (process {who}). "
            "Stop it with Ctrl-C, or start with another --data folder. Nothing was started."
        )

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()
