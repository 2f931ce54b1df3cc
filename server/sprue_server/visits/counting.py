"""What is counted of visits, for a report: sums without anybody in them."""

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from typing import NamedTuple

from sprue_server.refused import Refused
from sprue_server.store.visit_tables import GroupRow, RatingRow, WalkRow
from sprue_server.visit_views import CountsView, WalkIn

LONGER = 2  # a walk takes at most this many times what its way was planned for


class Visits(NamedTuple):
    """Of a period: groups that began, walks that ended, ratings that were given."""

    groups: Sequence[GroupRow]
    walks: Sequence[WalkRow]
    ratings: Sequence[RatingRow]


def walk_row(wish: WalkIn, reachable: Set[str], now_us: int) -> WalkRow:
    """A walk as it is counted. Anybody may send one, and its stops stand in a report that nobody moderates.

    Raises:
        Refused: it names a stop that there is not, or one twice, or took too long.
    """
    if len({*wish.stops} & reachable) < len(wish.stops):
        raise Refused(422, "visit_stops")
    if wish.minutes_walked > LONGER * wish.minutes:
        raise Refused(422, "input_most", field="minutes_walked", limit=float(LONGER * wish.minutes))
    return WalkRow(**wish.model_dump(), at_us=now_us)


def counts(visits: Visits, reachable: Set[str], *, from_us: int, to_us: int) -> CountsView:
    """Guided groups and walks without a guide together; ratings of both."""
    groups, walks, ratings = visits
    both: list[GroupRow | WalkRow] = [*groups, *walks]
    given = [one.rating for one in ratings] + [one.rating for one in walks if one.rating is not None]
    return CountsView(
        from_us=from_us,
        to_us=to_us,
        groups=len(groups),
        firms=sum(one.firms for one in groups),
        people=sum(one.people for one in groups),
        walks=len(walks),
        walks_finished=sum(one.finished for one in walks),
        minutes_walked=round(sum(one.minutes_walked for one in both), 1),
        roles=_how_often([*(one.roles for one in groups), *([one.role] for one in walks)]),
        sectors=_how_often(one.sectors for one in groups),
        languages=dict(Counter(one.language for one in both).most_common()),
        stops=_how_often([*(one.stops for one in groups), *(_reached(one, reachable) for one in walks)]),
        ratings=dict(sorted(Counter(given).items())),
    )


def _reached(walk: WalkRow, reachable: Set[str]) -> list[str]:
    """Of a walk that was kept before these were looked at: stops that there are, each once."""
    return [slug for slug in dict.fromkeys(walk.stops) if slug in reachable]


def _how_often(lists: Iterable[Sequence[str]]) -> dict[str, int]:
    return dict(Counter(name for names in lists for name in names).most_common())
