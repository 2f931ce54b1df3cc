"""The demo as a visitor starts it, for tests that need a whole factory."""

import atexit
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

from sprue_cli.ports import Ports

ROOT = Path(__file__).resolve().parents[1]


SHORT = ("--hours", "0.6", "--days", "0.3", "--no-eyes")


class Factory:
    """`sprue demo` with a short history, as a visitor would start it."""

    def __init__(self, folder: Path, port: int, *options: str) -> None:
        self.folder, self.url, self.lines = folder, f"http://127.0.0.1:{port}", list[str]()
        command = [sys.executable, "-m", "sprue_cli", "demo", "--data", str(folder), "--port", str(port)]
        self.process = subprocess.Popen(
            [*command, *(options or SHORT)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self._opened = threading.Event()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line.rstrip())
            if "Stop with Ctrl-C" in line:
                self._opened.set()
        self._opened.set()

    def wait_open(self) -> None:
        assert self._opened.wait(180), self.told()
        assert self.process.poll() is None, self.told()

    def told(self) -> str:
        logs = [f"{log.name}:\n{log.read_text(errors='replace')[-1500:]}" for log in self.folder.glob("log/*")]
        return "\n".join([*self.lines, *logs])

    def pids(self) -> dict[int, str]:
        """Its programs: process id and command line."""
        asked = ["ps", "-o", "pid=,args=", "--ppid", str(self.process.pid)]
        found = subprocess.run(asked, capture_output=True, text=True, check=True)
        lines = [line.split(maxsplit=1) for line in found.stdout.splitlines()]
        return {int(pid): args for pid, args in lines if "ps -o" not in args}

    def has(self, part: str) -> bool:
        return any(part in args for args in self.pids().values())

    def pid_of(self, part: str) -> int:
        return next(pid for pid, args in self.pids().items() if part in args)

    def end(self) -> int:
        os.killpg(self.process.pid, signal.SIGINT)
        code = self.process.wait(30)
        self.end_reading()
        return code

    def end_reading(self) -> None:
        self._reader.join(5)
        if self.process.stdout:
            self.process.stdout.close()


PORTS = Ports()
atexit.register(PORTS.close)


def free_port() -> int:
    """A port for a program that is started later; nobody else gets it while these tests run."""
    return PORTS.reserve()
