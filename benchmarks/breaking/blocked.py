"""The hub's disk is full, its database is locked: it must say so, receipt nothing, and go on by itself."""

import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.breaking.ledger import judge
from benchmarks.breaking.result import Result, told
from benchmarks.breaking.stack import Stack, wait_for

ROOM_MB = 48
LOOK_S = 6.0  # as long as nothing may be receipted


def run(folder: Path) -> Result:
    """Both, one after the other, under load."""
    with small_disk(folder / "hub") as is_small, Stack(folder, cells=6, rate=20) as stack:
        stack.start()
        wait_for(lambda: stack.clock_us("imm-1") > 0, "the first value is shown")
        rows, good = [], True
        trials = {"disk full": full, "database locked by another program": locked}
        for what, trouble in trials.items():
            if trouble is full and not is_small:
                rows.append((what, "not tried: no right to mount a small disk"))
                continue
            words, right = _tried(stack, lambda trouble=trouble: trouble(folder / "hub"))  # type: ignore[misc]
            rows.append((what, words))
            good = good and right
        stack.end_load()
        wait_for(stack.delivered, "everything is delivered", 180, 0.2)
        stack.stop("gateway")
        stack.stop("hub")
        verdict = judge(stack)
    return Result("store blocked", [*rows, *told(verdict)], verdict.good and good)


@contextmanager
def small_disk(folder: Path) -> Iterator[bool]:
    """A disk of its own for a folder; False where we may not mount one."""
    folder.mkdir(parents=True)
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={ROOM_MB}m", "tmpfs", str(folder)],
        check=False,
        capture_output=True,
    )
    try:
        yield mounted.returncode == 0
    finally:
        if mounted.returncode == 0:
            subprocess.run(["umount", str(folder)], check=True)


@contextmanager
def full(hub: Path) -> Iterator[None]:
    """Fill the disk."""
    filler = hub / "filler"
    with filler.open("wb", buffering=0) as out:
        try:
            while True:
                out.write(b"\0" * 65_536)
        except OSError:
            pass  # full: that was the point
    try:
        yield
    finally:
        filler.unlink()


@contextmanager
def locked(hub: Path) -> Iterator[None]:
    """Hold the database's lock."""
    db = sqlite3.connect(hub / "hub.db", isolation_level=None, timeout=30)
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        db.execute("ROLLBACK")
        db.close()


def _tried(stack: Stack, trouble: Callable[[], object]) -> tuple[str, bool]:
    with trouble():  # type: ignore[attr-defined]
        said_s = wait_for(lambda: _health(stack) == "blocked", "health says blocked")
        before = _receipted(stack)
        time.sleep(LOOK_S)  # in this time nothing may be receipted
        silent = _receipted(stack) == before
        states = {one["state"] for one in stack.get("/cells")}
    ended_us = time.time_ns() // 1000
    back_s = wait_for(
        lambda: _health(stack) != "blocked" and stack.clock_us("imm-1") > ended_us, "it goes on", 60
    )
    said = f"said after {said_s:.1f} s; nothing receipted: {'yes' if silent else 'NO'}"
    words = f"{said}; on by itself after {back_s:.1f} s"
    return words + f"; cells read {', '.join(sorted(states))}", silent


def _health(stack: Stack) -> str:
    return str(stack.get("/health")["store"])


def _receipted(stack: Stack) -> int:
    return sum(one["receipted"] for one in stack.counts().values())
