"""Entries of one cell's ground truth: the newest in memory, and in a file that outlives the simulator."""

import json
import logging
import os
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ENTRIES = 20_000
FULL_BYTES = 50_000_000  # then the file is put aside and the one put aside before is forgotten
log = logging.getLogger(__name__)


class Ledger:
    """Numbers what is added. A file that cannot be written is told once; memory goes on."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self._entries: deque[bytes] = deque(maxlen=ENTRIES)
        self._number = 0
        self._whole = True  # whether the file's last line has its end
        if path is not None and path.exists():
            self._remember(path)

    def add(self, entry: dict[str, Any]) -> None:
        """One more."""
        self._number += 1
        line = json.dumps({"number": self._number, **entry}, separators=(",", ":")).encode()
        self._entries.append(line)
        if self.path:
            self._write(self.path, line + b"\n")

    def newest(self) -> Iterator[dict[str, Any]]:
        """The newest first."""
        for line in reversed(self._entries):
            yield json.loads(line)

    def _remember(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                last = b"\n"
                for last in file:
                    if number := _number(last):
                        self._entries.append(last.rstrip(b"\n"))
                        self._number = number
            self._whole = last.endswith(b"\n")
        except OSError as problem:
            self._lost(path, "read", problem)

    def _write(self, path: Path, line: bytes) -> None:
        try:
            if path.exists() and path.stat().st_size >= FULL_BYTES:
                path.replace(path.with_suffix(f".1{path.suffix}"))
            with open(path, "ab", buffering=0, opener=_private) as file:  # Path.open has no opener
                file.write(line if self._whole else b"\n" + line)
            self._whole = True
        except OSError as problem:
            self._lost(path, "written", problem)

    def _lost(self, path: Path, done: str, problem: OSError) -> None:
        log.warning("%s cannot be %s: %s. What comes is kept in memory only.", path, done, problem)
        self.path = None


def _private(path: str, flags: int) -> int:
    """Who may not read the truth shall not read its file."""
    return os.open(path, flags, 0o600)


def _number(line: bytes) -> int | None:
    """An entry's number; a line that was cut off by a crash is none."""
    try:
        entry = json.loads(line)
    except ValueError:
        return None
    return entry.get("number") if isinstance(entry, dict) and "what" in entry else None
