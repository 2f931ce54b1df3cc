"""The stops that visits lead to: the stations whose texts can be read."""

from collections.abc import Sequence, Set

from sprue_server.content.stations import Library
from sprue_server.refused import Refused
from sprue_server.visits.itinerary import MY_FIRM, Stop


def stops(library: Library) -> Sequence[Stop]:
    """All of them."""
    return list(library.stations.values())


def reachable(library: Library) -> Set[str]:
    """By what a visit names its stops: the stations, and the visitor's own firm."""
    return {*library.stations, MY_FIRM}


def of_this_hall(library: Library, station: str | None) -> None:
    """What visitors leave is about a station of this hall, or about none: counts tell its name to everybody.

    Raises:
        Refused: there is no such station.
    """
    if station is not None and station not in library.stations:
        raise Refused(422, "station_unknown")
