"""The hub's one tour in memory, as the screens are told it; `kept` writes it down first."""

from collections.abc import Callable

from sqlmodel import Session

from sprue_server.refused import Refused
from sprue_server.store.visit_tables import TourRow
from sprue_server.visit_views import GroupView, TourView

NOTHING = TourView(revision=0, reset=0, group=None)


class TourDesk:
    """Where the tour stands. `news` wakes whoever tells the screens."""

    def __init__(self) -> None:
        self.view = NOTHING
        self.passes: dict[str, int] = {}  # codes for guides' tablets, and until when each holds
        self.news: Callable[[], None] = lambda: None
        self._told = -1

    def take(self, view: TourView) -> None:
        """This is how it stands now; an older word changes nothing."""
        if view.revision > self.view.revision:
            self.view = view
            self.news()

    def untold(self) -> TourView | None:
        """The tour, if the screens have not been told of it."""
        if self.view.revision == self._told:
            return None
        self._told = self.view.revision
        return self.view

    def group(self) -> GroupView:
        """The group that walks.

        Raises:
            Refused: none does.
        """
        return walking(self.view)


def walking(view: TourView) -> GroupView:
    """The group that walks.

    Raises:
        Refused: none does, or it has ended.
    """
    if view.group is None or view.group.ended_us is not None:
        raise Refused(409, "tour_none")
    return view.group


def view_of(row: TourRow | None) -> TourView:
    """The tour as it was written down; before the first one there is none."""
    if row is None:
        return NOTHING
    group = GroupView.model_validate(row.body) if row.body else None
    return TourView(revision=row.revision, reset=row.reset, group=group)


def kept(
    change: Callable[[Session, TourView], tuple[GroupView | None, int]], seen: int | None = None
) -> Callable[[Session], TourView]:
    """Change the tour as it stands in the database: another hub or another tablet may have been faster.

    `change` says which group walks and by how much `reset` goes up. `seen`: the revision that it was asked of.
    """

    def write(db: Session) -> TourView:
        row = db.get(TourRow, 1, with_for_update=True)
        before = view_of(row)
        if seen is not None and seen != before.revision:
            raise Refused(409, "tour_moved")
        group, more = change(db, before)
        after = TourView(revision=before.revision + 1, reset=before.reset + more, group=group)
        body = group.model_dump(mode="json") if group else None
        db.merge(TourRow(id=1, revision=after.revision, reset=after.reset, body=body))
        return after

    return write
