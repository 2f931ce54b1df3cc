"""The live stream: one snapshot, then changes, encoded once for all; who is too slow is let go."""

import asyncio
import sys
import time
from collections import deque
from collections.abc import Callable
from typing import Final

from sprue_server.live.pace import Pace
from sprue_server.live.wire import Wire, framed, goodbye
from sprue_server.views import LiveDelta, LiveSnapshot

BEHIND_S = 4.0  # so old may be what waits for a viewer
SLICE = 50  # viewers that are told in one go, about a millisecond; in between the hub does other things
TOO_SLOW: Final = 1013  # "try again later": the page connects again


class Viewer:
    """One open screen."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire
        self.waiting = deque[tuple[float, bytes]]()  # the same bytes wait for all: a slow viewer costs little

    def offer(self, frame: bytes, now_s: float) -> bool:
        """Hand over a message; False when the viewer cannot keep up."""
        if not self.waiting and not self.wire.full:
            self.wire.write(frame)
            return True
        self.waiting.append((now_s, frame))
        return now_s - self.waiting[0][0] <= BEHIND_S

    def goes_on(self) -> None:
        """The wire has room again."""
        while self.waiting and not self.wire.full:
            self.wire.write(self.waiting.popleft()[1])


class Viewers:
    """Everybody who watches."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        effort: Callable[[], float] = time.thread_time,  # what others do meanwhile is not the screens' doing
        most: int = sys.maxsize,
    ) -> None:
        self.all: set[Viewer] = set()
        self.clock, self.effort, self.pace = clock, effort, Pace()
        self.dropped, self.seq = 0, 0
        self.most = most

    @property
    def full(self) -> bool:
        """Whether one more would take what the hub needs itself."""
        return len(self.all) >= self.most

    def join(self, wire: Wire, snapshot: Callable[[int], LiveSnapshot]) -> Viewer:
        """A new viewer begins with everything."""
        viewer = Viewer(wire)
        viewer.offer(framed(snapshot(self.seq).model_dump_json()), self.clock())
        self.all.add(viewer)
        return viewer

    def leave(self, viewer: Viewer) -> None:
        """A viewer has gone."""
        self.all.discard(viewer)

    async def send(self, delta: Callable[[int], LiveDelta]) -> None:
        """Encode once, hand to all, let go of the slow; after each slice of viewers others have their turn."""
        self.seq += 1
        if not self.all:
            self.pace.took(0)
            return
        began_s = self.effort()
        frame, told = framed(delta(self.seq).model_dump_json()), tuple(self.all)
        busy_s = self.effort() - began_s
        for begin in range(0, len(told), SLICE):  # who joins meanwhile begins with a snapshot of this number
            busy_s += self._tell(told[begin : begin + SLICE], frame)
            await asyncio.sleep(0)
        self.pace.took(busy_s)

    def _tell(self, some: tuple[Viewer, ...], frame: bytes) -> float:
        """How much work it was."""
        began_s, now_s = self.effort(), self.clock()
        for viewer in some:
            if viewer in self.all and not viewer.offer(frame, now_s):
                self._let_go(viewer)
        return self.effort() - began_s

    def _let_go(self, viewer: Viewer) -> None:
        self.dropped += 1
        self.all.discard(viewer)
        viewer.waiting.clear()
        viewer.wire.hang_up(goodbye(TOO_SLOW, "too slow; connect again"))
