"""What is counted of visits, for a report: sums without anybody in them."""

from collections import Counter
from collections.abc import Iterable, Sequence

from sprue_server.store.visit_tables import GroupRow, RatingRow, WalkRow
from sprue_server.visit_views import CountsView


def counts(
    groups: Sequence[GroupRow],
    walks: Sequence[WalkRow],
    ratings: Sequence[RatingRow],
    *,
    from_us: int,
    to_us: int,
) -> CountsView:
    """Guided groups and walks without a guide together; ratings of both."""
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
        stops=_how_often(one.stops for one in both),
        ratings=dict(sorted(Counter(given).items())),
    )


def _how_often(lists: Iterable[Sequence[str]]) -> dict[str, int]:
    return dict(Counter(name for names in lists for name in names).most_common())
