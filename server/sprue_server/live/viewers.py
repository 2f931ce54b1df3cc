"""The live stream: one snapshot, then changes, encoded once for all; who is too slow is let go."""

import asyncio
from collections.abc import Callable

from sprue_server.views import LiveDelta, LiveSnapshot

ROOM = 16  # messages a viewer may be behind: four seconds


class Viewer:
    """One open screen."""

    def __init__(self) -> None:
        self.queue: asyncio.Queue[str] = asyncio.Queue(maxsize=ROOM)
        self.slow = asyncio.Event()

    def offer(self, text: str) -> bool:
        """Hand over a message; False when the viewer cannot keep up."""
        try:
            self.queue.put_nowait(text)
        except asyncio.QueueFull:
            self.slow.set()
            return False
        return True


class Viewers:
    """Everybody who watches."""

    def __init__(self) -> None:
        self.all: set[Viewer] = set()
        self.dropped, self.seq = 0, 0

    def join(self, snapshot: Callable[[int], LiveSnapshot]) -> Viewer:
        """A new viewer begins with everything."""
        viewer = Viewer()
        viewer.offer(snapshot(self.seq).model_dump_json())
        self.all.add(viewer)
        return viewer

    def leave(self, viewer: Viewer) -> None:
        """A viewer has gone."""
        self.all.discard(viewer)

    def send(self, delta: Callable[[int], LiveDelta]) -> None:
        """Encode once, hand to all, let go of the slow."""
        self.seq += 1
        if not self.all:
            return
        text = delta(self.seq).model_dump_json()
        slow = [viewer for viewer in self.all if not viewer.offer(text)]
        self.dropped += len(slow)
        self.all.difference_update(slow)
