"""Source `csv_file`: follows the shot log that many older machines write to a share."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from pydantic import Field

from sprue_contract.fields import Origin
from sprue_contract.layout import layout_id
from sprue_contract.payloads import Birth, Event
from sprue_contract.words import Words
from sprue_edge.naming import Naming
from sprue_edge.reading import Position, Reading, SourceError, Surroundings, record
from sprue_edge.shot_log import Columns, read_header, read_shot

log = logging.getLogger(__name__)

BITE = 262_144


class _Place(NamedTuple):
    """How far the log has been read: the next byte and its line; `header` tells whether it is the same log."""

    run_us: int
    header: str
    offset: int
    line: int

    @property
    def run(self) -> str:
        return f"log-{self.run_us}"


class Source:
    """Follows a growing file whose columns are named like our quantities, with `ended_at` and `counter`."""

    EXAMPLE: ClassVar[dict[str, Any]] = {"path": "press-3.csv", "machine": "Press of 1998", "origin": "real"}

    class Config(Naming):
        """Keys under `source:` in the plant file."""

        path: Path = Field(description="The log; relative to the plant file")
        poll_s: float = Field(default=1.0, gt=0, le=3600, description="How often to look for new lines")
        origin: Origin = Field(default="real", description="Say `recorded` when the log is an old one")
        title: Words = Words("Press with a shot log")
        machine: Words = Words("unknown")

    def __init__(self, cell: str, config: Config, around: Surroundings) -> None:
        self.cell, self.config, self._around = cell, config, around
        self._path = around.folder / config.path
        self.remark: str | None = None

    async def probe(self) -> str:
        """Read the header."""
        columns = self._columns(await self._header())
        ignored = f"; not understood: {', '.join(columns.ignored)}" if columns.ignored else ""
        return f"{self._path}: {len(columns.known)} quantities per shot{ignored}"

    async def readings(self, after: Position | None) -> AsyncIterator[Reading]:
        """Every line once, for ever; a log that was rewritten or has shrunk begins a new run."""
        place = self._resume(after)
        while True:
            header = await self._header()
            if place is None or header != place.header or await self._size() < place.offset:
                place = _Place(self._around.now_us(), header, len(header.encode()), 2)
                yield record(
                    self._birth(self._columns(header), place), place.run, place.run_us, place._asdict()
                )
            whole = await self._whole_lines(place.offset)
            for reading in self._read(self._columns(header), place, whole):
                yield reading
            place = place._replace(offset=place.offset + len(whole), line=place.line + whole.count(b"\n"))
            if not whole:
                await asyncio.sleep(self.config.poll_s)

    def _read(self, columns: Columns, place: _Place, whole: bytes) -> Iterator[Reading]:
        for raw in whole.split(b"\n")[:-1]:
            after = place._replace(offset=place.offset + len(raw) + 1, line=place.line + 1)
            if raw.strip():
                yield self._reading(columns, place, raw)._replace(position=after._asdict())
            place = after

    def _reading(self, columns: Columns, place: _Place, raw: bytes) -> Reading:
        try:
            ended_us, shot = read_shot(columns, raw.decode())
            return record(shot, place.run, ended_us)
        except ValueError as problem:
            self.remark = f"{self._path}:{place.line}: {problem}. This line was skipped, the others are kept."
            log.warning("%s: %s", self.cell, self.remark)
            event = Event(what="note", name="line_skipped", text=self.remark[:400], originator="other")
            return record(event, place.run, self._around.now_us())

    async def _header(self) -> str:
        """The first line, once it is whole."""
        first = await self._bytes(0)
        if b"\n" not in first:
            raise SourceError(f"{self._path} has no header yet. It is looked at again; the other cells run.")
        try:
            return first[: first.index(b"\n") + 1].decode()
        except UnicodeDecodeError as problem:
            raise self._error(f"is not UTF-8 text: {problem}") from problem

    def _columns(self, header: str) -> Columns:
        try:
            return read_header(header)
        except ValueError as problem:
            raise self._error(str(problem)) from problem

    async def _whole_lines(self, offset: int) -> bytes:
        """What has come since, without a last line that is still being written."""
        bite = await self._bytes(offset)
        end = bite.rfind(b"\n") + 1
        if not end and len(bite) == BITE:
            raise self._error(f"a line of more than {BITE} bytes at byte {offset}")
        return bite[:end]

    async def _bytes(self, offset: int) -> bytes:
        try:
            return await asyncio.to_thread(_bite, self._path, offset)
        except OSError as problem:
            raise self._error(f"cannot be read: {problem.strerror}") from problem

    async def _size(self) -> int:
        try:
            return (await asyncio.to_thread(self._path.stat)).st_size
        except OSError as problem:
            raise self._error(f"cannot be read: {problem.strerror}") from problem

    def _error(self, what: str) -> SourceError:
        return SourceError(
            f"{self._path}: {what}. Correct `path` or the file. "
            f"Nothing is read for {self.cell!r} until then; the other cells run."
        )

    def _resume(self, after: Position | None) -> _Place | None:
        try:
            return None if after is None else _Place(**after)
        except TypeError as problem:
            raise self._error(f"the kept position {after} is not of this source") from problem

    def _birth(self, columns: Columns, place: _Place) -> Birth:
        config = self.config
        return Birth(
            **config.told(),
            origin=config.origin,
            pace=1,
            started_us=place.run_us,
            layout=layout_id([]),
            channels=[],
            shot_fields=columns.fields(config.origin),
        )


def _bite(path: Path, offset: int) -> bytes:
    with path.open("rb") as file:
        file.seek(offset)
        return file.read(BITE)
