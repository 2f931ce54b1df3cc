"""Packs what is over: half hours of frames and stretches of roll-ups become compressed columns.

It follows the roll-ups and never hurries: what was touched lately may be touched again, as a back-fill does,
and waits. Reading and compressing happen beside the writer, which only exchanges what nobody changed.
"""

import time
from collections.abc import Callable, Hashable, Iterable
from typing import NamedTuple, Protocol

from sprue_server.store.blocks import pack_frames
from sprue_server.store.frames import Frames, Half

QUIET_S = 60.0


class Packed(NamedTuple):
    """A half hour ready to be exchanged: its block, and of how many loose bundles it was made."""

    half: Half
    bundles: int
    body: bytes


class ReadsHalves(Protocol):
    """Who knows the frames of a half hour."""

    def half_frames(self, half: Half) -> tuple[Frames, int]:
        """All frames of a half hour, and how many loose bundles they came in."""
        ...


def packed_half(frames: ReadsHalves, half: Half) -> Packed:
    """Read and compress a half hour."""
    found, bundles = frames.half_frames(half)
    return Packed(half, bundles, pack_frames(found))


class Quiet:
    """Which stretches have been left alone for a while; thread-safe as dictionaries are."""

    def __init__(self, clock_s: Callable[[], float] = time.monotonic, quiet_s: float = QUIET_S) -> None:
        self._clock_s, self._quiet_s = clock_s, quiet_s
        self._touched: dict[Hashable, float] = {}

    def touch(self, stretches: Iterable[Hashable]) -> None:
        """These have just changed."""
        now = self._clock_s()
        self._touched.update(dict.fromkeys(stretches, now))

    def __call__(self, stretch: Hashable) -> bool:
        """Whether nothing has changed it lately."""
        touched = self._touched.get(stretch)
        if touched is None or self._clock_s() - touched < self._quiet_s:
            return touched is None
        del self._touched[stretch]
        return True
