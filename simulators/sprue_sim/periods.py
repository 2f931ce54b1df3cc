"""Which weeks each cell tells of as history: fixed at its first start and kept in a file.

A later start offers the same periods under the same runs, so that a gateway goes on where it stopped and
nothing is told twice. A time in which nobody simulated becomes a period of its own.
"""

import json
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter


class PeriodsError(Exception):
    """The kept periods cannot be read or written; the message says where, what now and what did not happen."""


class Period(BaseModel):
    """A time to tell of, and all that the positions of its records depend on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    from_us: int
    until_us: int
    machine: str
    seed: int
    zone: str
    cycle_s: float

    def like(self, other: "Period") -> bool:
        """Whether both tell of the same machine in the same way."""
        return self.model_copy(update={"from_us": other.from_us, "until_us": other.until_us}) == other


_FILE = TypeAdapter(dict[str, list[Period]])


class Periods:
    """What has been promised so far, by cell; without a file it is forgotten at the end."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._kept = {} if path is None or not path.exists() else _read(path)

    def of(self, cell: str, wanted: Period, *, gap_known: bool) -> list[Period]:
        """What `cell` tells of: what it was to tell before, then `wanted` as far as it lies after that.

        `gap_known`: that nothing is stored of `wanted`; else an earlier start may have told some of it.
        """
        kept = [period for period in self._kept.get(cell, []) if period.like(wanted)]
        if kept:
            wanted = wanted.model_copy(update={"from_us": max(wanted.from_us, kept[-1].until_us)})
        if wanted.from_us < wanted.until_us and (gap_known or not kept):
            kept.append(wanted)
        self._kept[cell] = kept
        return kept

    def keep(self) -> None:
        """Write the file: whole, or not at all.

        Raises:
            PeriodsError: it cannot be written.
        """
        if self._path is None:
            return
        text = json.dumps(_FILE.dump_python(self._kept), indent=1)
        fresh = self._path.with_suffix(".new")
        try:
            fresh.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_text(text, encoding="utf-8")
            fresh.replace(self._path)
        except OSError as problem:
            words = f"{self._path} cannot be written: {problem.strerror}. Is the disk full?"
            raise PeriodsError(f"{words} Nothing was started.") from problem


def _read(path: Path) -> dict[str, list[Period]]:
    try:
        return _FILE.validate_json(path.read_bytes())
    except (OSError, ValueError) as problem:
        what = str(problem).splitlines()[0]
        raise PeriodsError(
            f"{path} is not a file of periods: {what}. Restore it; or delete it, and weeks that are not yet "
            "delivered stay empty. Nothing was started."
        ) from problem
