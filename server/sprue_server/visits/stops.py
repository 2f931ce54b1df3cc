"""The stops that visits lead to: the stations whose texts can be read."""

from collections.abc import Sequence

from sprue_server.content.stations import Library
from sprue_server.visits.itinerary import Stop


def stops(library: Library) -> Sequence[Stop]:
    """All of them."""
    return list(library.stations.values())
