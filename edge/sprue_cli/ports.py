"""What two programs cannot have at once: a port, a data folder."""

import asyncio
import fcntl
import os
import socket
import sys
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


class Ports:
    """Ports on loopback that are ours from the moment they are chosen, though nobody listens there yet.

    A socket that is bound and never listens keeps each of them: Linux gives it to nobody else, but a program
    that we start there may bind it, and bind it again after it has died.
    """

    def __init__(self) -> None:
        self._held: list[socket.socket] = []

    def __enter__(self) -> "Ports":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def reserve(self, first: int = 0) -> int:
        """The first free port from `first` on, or any that the system has."""
        near = range(first, first + 50) if first else ()
        return next((port for port in near if self._hold(port)), None) or self._hold(0)

    def _hold(self, port: int) -> int:
        """The port, or 0 when it is not free."""
        holder = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            holder.bind(("127.0.0.1", port))  # fails where anybody listens or holds; it is not shared yet
        except OSError:
            holder.close()
            return 0
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # shared now with who names this port
        got = int(holder.getsockname()[1])
        if sys.platform == "linux":
            self._held.append(holder)
        else:  # only Linux shares it with our own programs; elsewhere it is chosen and hoped for
            holder.close()
        return got

    def close(self) -> None:
        """Give them all back."""
        while self._held:
            self._held.pop().close()


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
