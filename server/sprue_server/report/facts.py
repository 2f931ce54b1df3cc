"""What a report is made of: all that was kept of one period, read in a few short questions."""

from collections import Counter
from collections.abc import Sequence, Set
from typing import NamedTuple, Protocol

from sprue_server.store.reader import Reader
from sprue_server.store.visit_tables import BookingRow, GroupRow, RatingRow, SlotRow, WalkRow
from sprue_server.store.voice_tables import InterestRow, MeetingRow, VoiceRow


class Left(Protocol):
    """Something that has a moment at which it was left."""

    left_us: int


class Facts(NamedTuple):
    """Of [from_us, to_us). `interests`: all there were at its end. `reachable`: all stops of a visit."""

    from_us: int
    to_us: int
    slots: Sequence[SlotRow] = ()
    bookings: Sequence[BookingRow] = ()
    groups: Sequence[GroupRow] = ()
    walks: Sequence[WalkRow] = ()
    ratings: Sequence[RatingRow] = ()
    voices: Sequence[VoiceRow] = ()
    votes: Counter[int] = Counter()
    meetings: Sequence[MeetingRow] = ()
    taken: Counter[int] = Counter()
    interests: Sequence[InterestRow] = ()
    done: Sequence[VoiceRow] = ()
    reachable: Set[str] = frozenset()

    def new(self, one: Left) -> bool:
        """Whether it was left in this period."""
        return self.from_us <= one.left_us < self.to_us


def facts_of(reader: Reader, from_us: int, to_us: int, reachable: Set[str]) -> Facts:
    """Bookings are those of slots that take place and begin then; meetings those that begin then."""
    slots = [one for one in reader.slots(from_us) if one.starts_us < to_us]
    groups, walks, ratings = reader.visits(from_us, to_us)
    voices = reader.voices()
    return Facts(
        from_us,
        to_us,
        slots,
        reader.bookings(one.id for one in slots if one.id is not None and one.closed_us is None),
        groups,
        walks,
        ratings,
        [one for one in voices if from_us <= one.left_us < to_us],
        reader.votes(),
        [one for one in reader.meetings() if from_us <= one.starts_us < to_us],
        Counter(reader.taken()),
        [one for one in reader.interests() if one.left_us < to_us],
        [one for one in voices if one.done_us is not None and from_us <= one.done_us < to_us],
        reachable,
    )
