"""What sources have read and the outbox has not yet written: bounded, so that memory is.

Frames of one source that wait here together become one row. So a source that catches up makes few large rows,
and a source at its own pace makes one row per frame, at once.
"""

import asyncio
from dataclasses import dataclass
from typing import Literal

from sprue_contract.fields import Kind
from sprue_edge.reading import Position, Reading

Lane = Literal["live", "backlog", "pictures"]
ROOM_ROWS = 2000
ROOM_BYTES = 1_000_000
MERGE_FRAMES = 60


@dataclass(slots=True)
class Draft:
    """A row before it has a number."""

    lane: Lane
    cell: str
    source: str
    kind: Kind
    run: str
    measured_us: int
    layout: str | None
    parts: list[str]
    weight: int
    position: Position | None

    def body(self) -> str:
        """The row's body as JSON."""
        if self.layout is None:
            return self.parts[0]
        return f'{{"layout":"{self.layout}","frames":[{",".join(self.parts)}]}}'

    def takes(self, lane: Lane, reading: Reading) -> bool:
        """Whether `reading` may join this row."""
        return (
            self.layout is not None
            and self.weight + reading.frames <= MERGE_FRAMES
            and (self.lane, self.run, self.layout) == (lane, reading.run, reading.layout)
        )


class Intake:
    """Drafts on their way to the outbox; a source waits here while it is full."""

    def __init__(self) -> None:
        self.filled, self._emptied = asyncio.Event(), asyncio.Event()
        self._drafts: list[Draft] = []
        self._last: dict[str, Draft] = {}
        self._bytes = 0

    async def add(self, source: str, cell: str, lane: Lane, reading: Reading) -> None:
        """Accept a reading, waiting until there is room."""
        while len(self._drafts) >= ROOM_ROWS or self._bytes >= ROOM_BYTES:
            self._emptied.clear()
            await self._emptied.wait()
        self._bytes += len(reading.body)
        last = self._last.get(source)
        if last is not None and last.takes(lane, reading):
            _join(last, reading)
        else:
            self._start(source, cell, lane, reading)
        self.filled.set()

    def take(self) -> list[Draft]:
        """Everything that waits; there is room again."""
        taken, self._drafts, self._bytes = self._drafts, [], 0
        self._last.clear()
        self._emptied.set()
        return taken

    def __len__(self) -> int:
        return len(self._drafts)

    def _start(self, source: str, cell: str, lane: Lane, reading: Reading) -> None:
        kind, run, measured_us, body, position, frames, layout = reading
        draft = Draft(lane, cell, source, kind, run, measured_us, layout, [body], frames, position)
        self._drafts.append(draft)
        self._last[source] = draft


def _join(draft: Draft, reading: Reading) -> None:
    draft.parts.append(reading.body)
    draft.weight += reading.frames
    draft.position = reading.position or draft.position
