"""Machines reached over TCP, one JSON object per line (see `sprue_contract.face`)."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from pydantic import ValidationError

from sprue_contract.face import Ask, Refusal
from sprue_sim.history import Past, all_lines
from sprue_sim.live import Live

log = logging.getLogger(__name__)
PATIENCE_S = 10.0
BLOCK, REST_S = 64, 0.5  # lines of history, and the rest after them: weeks must not slow the present


class Cell(NamedTuple):
    """What one machine can tell."""

    live: Live
    pasts: Sequence[Past]


class Face:
    """Answers gateways. A reader that is slow slows only itself, except while a machine catches up for it."""

    def __init__(self, cells: dict[str, Cell], rest_s: float = REST_S) -> None:
        self.cells, self.rest_s = cells, rest_s
        self._readers: dict[str, set[asyncio.Task[None]]] = defaultdict(set)

    def admit(self, name: str, cell: Cell) -> None:
        """From now on one more machine answers."""
        self.cells[name] = cell

    def dismiss(self, name: str) -> None:
        """A machine is no more; who reads it is hung up on."""
        self.cells.pop(name, None)
        for reader in self._readers.pop(name, set()):
            reader.cancel()

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection: a question, then lines until somebody hangs up."""
        try:
            async with asyncio.timeout(PATIENCE_S):
                line = await reader.readline()
            ask = Ask.model_validate_json(line)
            await self._tell(ask, writer)
        except (ValidationError, ValueError) as problem:
            await _refuse(writer, f"this is not a question a machine understands: {problem}")
        except (ConnectionError, TimeoutError):
            log.info("a reader has gone")
        except asyncio.CancelledError:
            log.info(
                "the simulator, or this machine, ends"
            )  # not raised again: asyncio's streams would log it as an error
        finally:
            writer.close()

    async def _tell(self, ask: Ask, writer: asyncio.StreamWriter) -> None:
        cell = self.cells.get(ask.machine)
        if cell is None:
            there = ", ".join(sorted(self.cells))
            await _refuse(writer, f"there is no machine {ask.machine!r} here; there are: {there}")
        else:
            with self._reading(ask.machine):
                await self._read(cell, ask, writer)

    async def _read(self, cell: Cell, ask: Ask, writer: asyncio.StreamWriter) -> None:
        if ask.stream == "history":
            await cell.live.caught_up.wait()  # the last hours come first
            await self._history(cell.pasts, ask, writer)
        else:
            async for told in cell.live.tell(ask.run, ask.after):
                writer.write(told)
                await writer.drain()

    @contextmanager
    def _reading(self, name: str) -> Iterator[None]:
        reader = asyncio.current_task()
        assert reader is not None  # noqa: S101  # a connection is answered in a task of its own
        self._readers[name].add(reader)
        try:
            yield
        finally:
            self._readers[name].discard(reader)

    async def _history(self, pasts: Sequence[Past], ask: Ask, writer: asyncio.StreamWriter) -> None:
        for count, told in enumerate(all_lines(pasts, ask.run, ask.after)):
            writer.write(told)
            await writer.drain()  # after each line, or a reader that has gone is noticed a block too late
            if count % BLOCK == 0:
                await asyncio.sleep(self.rest_s)


async def _refuse(writer: asyncio.StreamWriter, words: str) -> None:
    writer.write(Refusal(refused=words).model_dump_json().encode() + b"\n")
    await writer.drain()
