"""The hub's disk is full, its database locked, read-only, away: it says so, receipts nothing, goes on."""

import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

import psycopg

from benchmarks.breaking.ledger import judge
from benchmarks.breaking.postgres import NAME, Victim, database
from benchmarks.breaking.result import Result, told
from benchmarks.breaking.stack import Stack, wait_for

ROOM_MB = 64
ON_ITS_WAY_S = 1.5  # a receipt for what was stored just before, until it is in the gateway's file
LOOK_S = 6.0  # as long as nothing may be receipted

Trouble = Callable[[], AbstractContextManager[None]]


def run(folder: Path) -> Result:
    """The hub keeps files."""
    hub = folder / "hub"
    with small_disk(hub) as is_small, Stack(folder, cells=6, rate=20) as stack:
        trials: dict[str, Trouble | str] = {
            "disk full": (lambda: full(hub)) if is_small else "no right to mount a small disk",
            "database locked by another program": lambda: locked(hub),
            "database read-only": (lambda: read_only(hub))
            if _may_forbid(folder)
            else "no right to forbid root",
        }
        return _all_tried(stack, trials)


def run_on_postgres(folder: Path) -> Result:
    """The hub keeps all in PostgreSQL."""
    with database() as victim, Stack(folder, cells=6, rate=20) as stack:
        stack.database = victim.url
        trials: dict[str, Trouble | str] = {
            "database read-only, all sessions ended": lambda: server_read_only(victim),
            "tables locked by another program": lambda: tables_locked(victim),
            "server away": lambda: away(victim),
        }
        return _all_tried(stack, trials)


def _all_tried(stack: Stack, trials: dict[str, Trouble | str]) -> Result:
    """One after the other, under load."""
    stack.start()
    wait_for(lambda: stack.clock_us("imm-1") > 0, "the first value is shown", 120)
    rows, good = [], True
    for what, trouble in trials.items():
        words, right = (f"not tried: {trouble}", True) if isinstance(trouble, str) else _tried(stack, trouble)
        rows.append((what, words))
        good = good and right
    stack.end_load()
    wait_for(stack.delivered, "everything is delivered", 180, 0.2)
    stack.stop("gateway")
    stack.stop("hub")
    verdict = judge(stack)
    store = "PostgreSQL" if stack.database else "files"
    return Result(f"store blocked, {store}", [*rows, *told(verdict)], verdict.good and good)


@contextmanager
def small_disk(folder: Path) -> Iterator[bool]:
    """A disk of its own for a folder; False where we may not mount one.

    Ext4 in a file: there a file can be forbidden to be written also to those who have it open.
    """
    folder.mkdir(parents=True)
    image = folder.with_suffix(".disk")
    with image.open("wb") as out:
        out.truncate(ROOM_MB * 1_000_000)
    mounted = _done("mkfs.ext4", "-q", "-F", "-m", "0", image) and _done("mount", "-o", "loop", image, folder)
    try:
        yield mounted
    finally:
        if mounted:
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


@contextmanager
def read_only(hub: Path) -> Iterator[None]:
    """As on a disk that has gone read-only: the kernel refuses each write, also into a file that is open.

    A file system with open files is not remounted read-only, and rights do not keep root from writing; that a
    file is immutable does. But not the index of the log: it is memory, and a write into it would end the hub.
    """
    files = [path for path in hub.rglob("*") if path.is_file() and not path.name.endswith("-shm")]
    folders = [hub, *(path for path in hub.rglob("*") if path.is_dir())]
    subprocess.run(["chattr", "+i", *map(str, files), *map(str, folders)], check=True)
    try:
        yield
    finally:
        subprocess.run(["chattr", "-i", *map(str, folders), *map(str, files)], check=True)


def _may_forbid(folder: Path) -> bool:
    trial = folder / "trial"
    trial.touch()
    return _done("chattr", "+i", trial) and _done("chattr", "-i", trial)


def _done(*command: str | Path) -> bool:
    try:
        return subprocess.run([str(part) for part in command], check=False, capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


@contextmanager
def server_read_only(victim: Victim) -> Iterator[None]:
    """New sessions may only read, and all are new; afterwards nobody ends those that were made meanwhile."""
    with psycopg.connect(victim.url, autocommit=True) as db:
        db.execute(f"ALTER DATABASE {NAME} SET default_transaction_read_only = on")
        db.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    try:
        yield
    finally:
        victim.server.ask(f"ALTER DATABASE {NAME} RESET default_transaction_read_only")


@contextmanager
def tables_locked(victim: Victim) -> Iterator[None]:
    """Another program changes what every record needs and does not come to an end."""
    with psycopg.connect(victim.url) as db:
        db.execute("LOCK TABLE stream, shot, tally IN EXCLUSIVE MODE")
        yield


@contextmanager
def away(victim: Victim) -> Iterator[None]:
    """The power fails there."""
    victim.server.kill()
    try:
        yield
    finally:
        victim.server.start()


def _tried(stack: Stack, trouble: Trouble) -> tuple[str, bool]:
    with trouble():
        said_s = wait_for(lambda: _health(stack) == "blocked", "health says blocked")
        time.sleep(ON_ITS_WAY_S)
        before = _receipted(stack)
        time.sleep(LOOK_S)  # in this time nothing may be receipted
        silent = _receipted(stack) == before
        problem = str(stack.get("/health")["store_problem"])
    ended_us = time.time_ns() // 1000
    back_s = wait_for(
        lambda: _health(stack) != "blocked" and stack.clock_us("imm-1") > ended_us, "it goes on", 60
    )
    said = f"said after {said_s:.1f} s: {problem.partition(': ')[2].partition('. ')[0]}"
    silence = f"nothing receipted: {'yes' if silent else 'NO'}"
    return f"{said}; {silence}; on by itself after {back_s:.1f} s", silent


def _health(stack: Stack) -> str:
    return str(stack.get("/health")["store"])


def _receipted(stack: Stack) -> int:
    """What the gateway has heard, from its own file."""
    outbox = stack.folder / "edge" / "outbox.db"
    with closing(sqlite3.connect(f"file:{outbox}?mode=ro", uri=True)) as db:
        return int(db.execute("SELECT total(receipted) FROM count").fetchone()[0])
