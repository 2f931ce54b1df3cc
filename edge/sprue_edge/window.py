"""What is on its way to the hub: sent, not yet receipted. Receipts open it, time makes it due again.

The window is the flow control: while it is full nothing more is sent, however long the hub is away. The
backlog may fill three quarters of it, so that what happens now always finds room.
"""

from collections.abc import Iterable, Sequence

from sprue_edge.outbox import Range
from sprue_edge.outbox_file import Group, Kept

MESSAGES = 256
BYTES = 1_000_000
BACKLOG_SHARE = 0.75
RESEND_S = 5.0
RESEND_AT_MOST_S = 20.0  # a hub that comes back is not kept waiting for longer


class Parcel:
    """Rows that left in one message."""

    def __init__(self, group: Group, rows: Sequence[Kept]) -> None:
        self.group = group
        self.rows = {row.seq: row.text for row in rows}
        self.size = sum(len(row.text) for row in rows)
        self.tries, self.due_at = 0, 0.0

    def sent(self, now: float) -> None:
        """Wait for a receipt, each time for longer."""
        self.due_at = now + min(RESEND_S * 2**self.tries, RESEND_AT_MOST_S)
        self.tries += 1


class Window:
    """Parcels without a receipt, in the order in which they first left."""

    def __init__(self, messages: int = MESSAGES, size: int = BYTES) -> None:
        self._messages, self._size, self._used = messages, size, 0
        self._parcels: dict[int, Parcel] = {}
        self._by_seq: dict[int, Parcel] = {}

    def __len__(self) -> int:
        return len(self._parcels)

    def holds(self, seq: int) -> bool:
        """Whether a row is on its way."""
        return seq in self._by_seq

    def room(self, lane: str) -> int:
        """Bytes that may still leave in this lane; 0 or less when none."""
        share = BACKLOG_SHARE if lane == "backlog" else 1
        if len(self._parcels) >= self._messages * share:
            return 0
        return int(self._size * share) - self._used

    def add(self, parcel: Parcel) -> None:
        """A parcel leaves."""
        self._parcels[id(parcel)] = parcel
        self._by_seq.update(dict.fromkeys(parcel.rows, parcel))
        self._used += parcel.size

    def release(self, ranges: Iterable[Range]) -> None:
        """The hub has these rows. Part of a parcel may stay; its room is free when the last row is."""
        for first, last in ranges:
            if last - first < len(self._by_seq):
                named = [seq for seq in range(first, last + 1) if seq in self._by_seq]
            else:  # a wide range costs no more than what is on its way
                named = [seq for seq in self._by_seq if first <= seq <= last]
            for seq in named:
                self._drop(seq)

    def empty(self) -> None:
        """Nothing is on its way any more."""
        self._parcels, self._by_seq, self._used = {}, {}, 0

    def due(self, now: float) -> list[Parcel]:
        """Parcels whose receipt is late."""
        return [parcel for parcel in self._parcels.values() if parcel.due_at <= now]

    def next_due(self) -> float | None:
        """When the next receipt will be late."""
        return min((parcel.due_at for parcel in self._parcels.values()), default=None)

    def all_due(self) -> None:
        """The connection is new or the hub has started anew: everything is to be sent again, at once."""
        for parcel in self._parcels.values():
            parcel.due_at, parcel.tries = 0.0, 0

    def _drop(self, seq: int) -> None:
        parcel = self._by_seq.pop(seq)
        del parcel.rows[seq]
        if not parcel.rows:
            del self._parcels[id(parcel)]
            self._used -= parcel.size
