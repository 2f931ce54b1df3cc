"""Source `simulated`: reads a simulated machine as if it were a real one, over its face (a line of TCP)."""

import logging
from collections.abc import AsyncIterator
from typing import Annotated, Any, ClassVar, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from sprue_contract.face import Ask
from sprue_contract.payloads import Event
from sprue_edge.face_reader import lines, read_record
from sprue_edge.reading import Position, Reading, SourceError, Surroundings, record

log = logging.getLogger(__name__)

Address = Annotated[str, Field(pattern=r"^[^:\s]+:\d{1,5}$", description="host:port")]


class _Kept(NamedTuple):
    """Where a stream goes on: the last position of a run that the gateway has kept."""

    run: str
    position: int


class Source:
    """Reads one machine of the simulator: live, and its history when it has one."""

    EXAMPLE: ClassVar[dict[str, Any]] = {"machine": "press-80t", "address": "127.0.0.1:7410"}

    class Config(BaseModel):
        """Keys under `source:` in the plant file."""

        model_config = ConfigDict(extra="forbid")
        machine: str = Field(
            min_length=1, max_length=80, description="Preset; the simulator reads it, we do not"
        )
        seed: int | None = Field(default=None, ge=0, description="Read by the simulator")
        pace: float | None = Field(default=None, gt=0, description="Read by the simulator")
        history: bool = Field(default=True, description="Also fetch the shots of the time before")
        address: Address | None = Field(default=None, description="Of the simulator; default: option --face")

    def __init__(self, cell: str, config: Config, around: Surroundings) -> None:
        self.cell, self.config = cell, config
        self._address = config.address or around.face

    async def probe(self) -> str:
        """Ask for the live stream and look at its first record."""
        async for reading in self._read("live", None):
            return f"{self._address} answers for {self.cell!r} with a {reading.kind} of run {reading.run}"
        raise self._silent()

    async def readings(self, after: Position | None) -> AsyncIterator[Reading]:
        """The live stream; it ends only by breaking."""
        async for reading in self._read("live", after):
            yield reading
        raise self._silent()

    def history(self, after: Position | None) -> AsyncIterator[Reading] | None:
        """The time before; it ends when all of it has been told."""
        return self._read("history", after) if self.config.history else None

    async def _read(self, stream: Literal["live", "history"], after: Position | None) -> AsyncIterator[Reading]:
        kept = _kept(after)
        ask = Ask(machine=self.cell, stream=stream, run=kept and kept.run, after=kept.position if kept else 0)
        try:
            async for line in lines(*self._place(), ask):
                position, reading = self._record(line)
                if reading is None:
                    continue  # its place stays empty and is told as a gap
                missed = _missed(kept, position, reading.run)
                if missed < 0:
                    continue  # told twice, kept once
                if missed:
                    yield _gap(missed, reading)._replace(
                        position={"run": reading.run, "position": position - 1}
                    )
                kept = _Kept(reading.run, position)
                yield reading._replace(position=kept._asdict())
        except OSError as problem:
            raise self._away(problem) from problem
        except ValueError as problem:
            raise SourceError(
                f"the simulator at {self._address} sent {problem}. It is called again."
            ) from problem

    def _record(self, line: bytes) -> tuple[int, Reading | None]:
        try:
            return read_record(line)
        except ValueError as problem:
            log.warning("%s: the simulator sent something that is no record: %s", self.cell, problem)
            return 0, None

    def _place(self) -> tuple[str, int]:
        host, _, port = self._address.rpartition(":")
        return host, int(port)

    def _away(self, problem: OSError) -> SourceError:
        return SourceError(
            f"no simulator answers at {self._address} ({problem.strerror or problem}). Start sprue-sim or "
            f"correct `address`. Nothing is read from {self.cell!r} until then; the other cells run."
        )

    def _silent(self) -> SourceError:
        return SourceError(
            f"the simulator at {self._address} closed the line of {self.cell!r}. It is called again at once; "
            "nothing that it keeps is missed."
        )


def _kept(after: Position | None) -> _Kept | None:
    try:
        return None if after is None else _Kept(str(after["run"]), int(after["position"]))
    except (KeyError, ValueError, TypeError) as problem:
        raise SourceError(
            f"the kept position {after} is not one of this source. Empty the data folder."
        ) from problem


def _missed(kept: _Kept | None, position: int, run: str) -> int:
    """Records between the last that was kept and this one; negative when this one was kept before."""
    return position - kept.position - 1 if kept is not None and kept.run == run else 0


def _gap(missed: int, reading: Reading) -> Reading:
    text = f"{missed} records were not read: the gateway was not there, or they could not be read."
    event = Event(what="gap", name="records_missed", text=text, after=missed, originator="other")
    return record(event, reading.run, reading.measured_us)
