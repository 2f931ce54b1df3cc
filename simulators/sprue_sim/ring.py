"""The newest lines of one machine over all its runs, for who reads slowly or was away."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from typing import NamedTuple


class Kept(NamedTuple):
    """A line: its place among all that was told, its run and its position there."""

    serial: int
    run: str
    position: int
    line: bytes


class Ring:
    """Holds `size` lines. `news` is set by what comes, `room` by what is read."""

    def __init__(self, run: str, size: int) -> None:
        self.run, self.position = run, 0
        self.news, self.room = asyncio.Event(), asyncio.Event()
        self._kept: deque[Kept] = deque(maxlen=size)
        self._birth: bytes | None = None
        self._serial = self._read = 0

    @property
    def unread(self) -> int:
        """How many lines its fastest reader has before him."""
        return self._serial - self._read

    def begin(self, run: str) -> None:
        """What comes now is of another run."""
        self.run, self.position = run, 0

    def keep(self, line: bytes, *, birth: bytes | None = None) -> None:
        """Take a line; `wake` says so. `birth`: what one who has missed the run's first lines gets for them."""
        self.position += 1
        self._serial += 1
        self._birth = birth or self._birth
        self._kept.append(Kept(self._serial, self.run, self.position, line))

    def wake(self) -> None:
        """Whoever waits for news looks again."""
        self.news.set()
        self.news = asyncio.Event()

    async def tell(self, run: str | None, after: int) -> AsyncIterator[bytes]:
        """Lines after a position of a run; from the present run's start when that run is not kept any more."""
        known, serial = self._place(run, after)
        while True:
            news = self.news
            for one in list(self._kept):
                if one.serial <= serial:
                    continue
                if one.run != known and one.position > 1 and one.run == self.run and self._birth:
                    yield self._birth  # the ring has moved on, but no one can read frames without it
                yield one.line
                known, serial = one.run, one.serial
                self._seen(serial)
            await news.wait()

    def _place(self, run: str | None, after: int) -> tuple[str | None, int]:
        """Which run's birth the reader has, and the serial number of the last line that it has."""
        present = self._serial - self.position
        begun = present if run == self.run else self._begun(run)
        return (None, present) if begun is None or not after else (run, begun + after)

    def _begun(self, run: str | None) -> int | None:
        return next((one.serial - one.position for one in self._kept if one.run == run), None)

    def _seen(self, serial: int) -> None:
        self._read = max(self._read, serial)
        self.room.set()
