"""Things in order, each with the one that follows it."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

Thing = TypeVar("Thing")


def followed(things: Sequence[Thing]) -> Iterator[tuple[Thing, Thing | None]]:
    """Each with the next one; the last with None."""
    for place, one in enumerate(things, 1):
        yield one, things[place] if place < len(things) else None
