"""`sprue backup` while the hub stores under load, and the hub started again on what was restored."""

import shutil
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.breaking.books import receipted
from benchmarks.breaking.ledger import judge, numbers_in
from benchmarks.breaking.result import Result, told
from benchmarks.breaking.stack import Stack, wait_for

COPIES = 5


def run(folder: Path) -> Result:
    """Copy some times; then lose the hub's folder, restore the last copy, and go on with the same gateway."""
    with Stack(folder, cells=6, rate=50) as stack:
        stack.start()
        wait_for(lambda: stack.clock_us("imm-1") > 0, "the first value is shown", 120)
        took, whole = [], True
        for number in range(COPIES):
            time.sleep(2)  # some load between the copies
            before = receipted(stack)
            began = time.monotonic()
            _sprue("backup", "--data", str(folder / "hub"), "--out", str(folder / f"copy-{number}"))
            took.append(time.monotonic() - began)
            _sprue("restore", str(folder / f"copy-{number}"), "--data", str(folder / f"back-{number}"))
            whole = whole and _holds(folder / f"back-{number}", stack, before)
        stack.end_load()
        wait_for(stack.delivered, "everything is delivered", 180, 0.2)
        stack.stop("hub")
        verdict = judge(stack)
        shutil.rmtree(folder / "hub")
        (folder / f"back-{COPIES - 1}").rename(folder / "hub")
        stack.start("hub")
        open_s = wait_for(lambda: _answers(stack), "the hub opens on what was restored")
        stack.stop("gateway")
    rows = [
        ("copies made under 300 records a second; longest", f"{COPIES}; {max(took):.1f} s"),
        ("records receipted before the last one", f"{sum(map(len, before.values())):,}"),
        ("each holds all that was receipted before it began, once", "yes" if whole else "NO"),
        ("a hub opens on the last one after", f"{open_s:.1f} s"),
        *told(verdict),
    ]
    return Result("backup and restore under load", rows, verdict.good and whole)


def _sprue(*words: str) -> None:
    command = [sys.executable, "-m", "benchmarks.breaking.sprue", *words]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _holds(back: Path, stack: Stack, before: dict[str, set[int]]) -> bool:
    found, wrong = numbers_in(back, stack)
    once = all(count == 1 for numbers in found.values() for count in numbers.values())
    there = all(numbers <= found[cell].keys() for cell, numbers in before.items())
    return once and there and wrong == 0


def _answers(stack: Stack) -> bool:
    try:
        return bool(stack.get("/cells"))
    except OSError:
        return False
