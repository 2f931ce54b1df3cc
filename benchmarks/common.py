"""What every benchmark needs: the machine by cores and memory, a running demo, the hub's answers."""

import json
import os
import re
import signal
import statistics
import subprocess
import threading
import time
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).resolve().parents[1]
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


def machine() -> str:
    """This machine as README names it: cores and memory."""
    memory = psutil.virtual_memory().total / 2**30
    return f"{os.cpu_count()} cores, {memory:.0f} GB"


def spread(name: str, values: Sequence[float], unit: str) -> None:
    """Print median and range of a figure."""
    middle, low, high = statistics.median(values), min(values), max(values)
    print(f"{name}: median {middle:.1f} {unit} ({low:.1f} to {high:.1f}, {len(values)} runs; {machine()})")


class Demo:
    """`./sprue demo` as a visitor starts it; ended like one ends it, by Ctrl-C."""

    def __init__(
        self, root: Path, data: Path, port: int, *options: str, environment: dict[str, str] | None = None
    ) -> None:
        self.command = [str(root / "sprue"), "demo", "--data", str(data), "--port", str(port), *options]
        self.url, self.lines = f"http://127.0.0.1:{port}", list[str]()
        self.root, self.environment = root, {**os.environ, **(environment or {})}
        self._open = threading.Event()

    def __enter__(self) -> "Demo":
        self.began = time.monotonic()
        self.process = subprocess.Popen(
            self.command,
            cwd=self.root,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        return self

    def _read(self) -> None:
        for line in self.process.stdout or ():
            self.lines.append(line.rstrip())
            if re.search(r"is open \(", line):
                self._open.set()
        self._open.set()

    def wait_open(self, timeout_s: float = 600) -> float:
        """Seconds from the command to the invitation."""
        if not self._open.wait(timeout_s) or self.process.poll() is not None:
            raise RuntimeError("the demo did not open:\n" + "\n".join(self.lines[-30:]))
        return time.monotonic() - self.began

    def get(self, path: str) -> Any:
        """An answer of the hub."""
        with urllib.request.urlopen(f"{self.url}/api/v1{path}", timeout=30) as answer:  # noqa: S310
            return json.load(answer)

    def family(self) -> dict[str, psutil.Process]:
        """The demo's programs by name."""
        names = {
            "sprue_server.inspecting": "eyes",
            "sprue_server.planning": "planner",
            "sprue_server.gauging": "gauging",
            "sprue_cli": "learning",
            "sprue_sim.cameras": "learning",
            "sprue_server": "hub",
            "sprue_edge": "gateway",
            "sprue_sim": "simulator",
        }
        found = {"supervisor": psutil.Process(self.process.pid)}
        for child in found["supervisor"].children(recursive=True):
            line = " ".join(child.cmdline())
            name = next((short for long, short in names.items() if long in line), "broker")
            found[name] = child
        return found

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGINT)
        self.process.wait(30)
        self._reader.join(5)
