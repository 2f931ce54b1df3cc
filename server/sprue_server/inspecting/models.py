"""The folder of what was learnt: one file per mould and kind. A new file is taken without a restart."""

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, Field

from sprue_contract.eyes import ENDING, PROGRESS, State
from sprue_server.inspecting.jobs import Facts

FOLDER = "eyes"


class Step(BaseModel):
    """How far the learning of one model has come."""

    name: str
    state: State
    share: float = Field(default=0.0, ge=0, le=1)
    why: str | None = None
    since_us: int | None = None
    took_s: float | None = None


class _Progress(BaseModel):
    steps: list[Step]


class Stamp(NamedTuple):
    """What changes when a file is replaced."""

    changed_ns: int
    size: int


@dataclass
class Known:
    """A model's file, and what the worker said of it; `problem`: why it cannot be used."""

    path: Path
    stamp: Stamp
    facts: Facts | None = None
    problem: str | None = None
    tries: int = 0

    @property
    def is_described(self) -> bool:
        """Whether the worker has said what it is, or why it is nothing."""
        return self.facts is not None or self.problem is not None


class Models:
    """What lies in the folder, by name. `look` reads the disk; the rest does not."""

    def __init__(self, data: Path) -> None:
        self.folder = data / FOLDER
        self.known: dict[str, Known] = {}
        self.steps: list[Step] = []

    def look(self) -> list[str]:
        """Take note of files that are new, changed or gone; names that are to be described."""
        found = {path.stem: Known(path, stamp) for path in self._files() if (stamp := _stamp(path))}
        new = [name for name, one in found.items() if self._before(name) != one.stamp]
        kept = {name: one for name, one in self.known.items() if name in found and name not in new}
        self.known = kept | {name: found[name] for name in new}
        self.steps = self._progress()
        return [name for name, one in self.known.items() if not one.is_described]

    def usable(self, name: str) -> Known | None:
        """A model that can be looked with."""
        known = self.known.get(name)
        return known if known and known.problem is None else None

    def _before(self, name: str) -> Stamp | None:
        return self.known[name].stamp if name in self.known else None

    def _files(self) -> list[Path]:
        return sorted(self.folder.glob(f"*{ENDING}")) if self.folder.is_dir() else []

    def _progress(self) -> list[Step]:
        """What who learns says of itself."""
        path = self.folder / PROGRESS
        try:
            return _Progress.model_validate_json(path.read_text(encoding="utf-8")).steps
        except FileNotFoundError:
            return []  # nobody learns
        except (OSError, ValueError) as problem:
            return [Step(name=path.stem, state="failed", why=f"{path} cannot be read: {problem}")]


def _stamp(path: Path) -> Stamp | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None  # replaced at this moment
    return Stamp(found.st_mtime_ns, found.st_size)
