"""Which rows go next: live before backlog, births before what needs them, every cell in its turn."""

from collections.abc import Collection, Iterable

from sprue_edge.outbox import Change
from sprue_edge.outbox_file import Group

ORDER = {"live": 0, "backlog": 1, "pictures": 2}


class Shelf:
    """For each group of rows in these lanes, up to which number it has been picked."""

    def __init__(self, lanes: Collection[str], groups: Iterable[Group]) -> None:
        self._lanes = lanes
        self._picked: dict[Group, int] = {}
        self._empty: set[Group] = set()
        self._turn = 0
        self._turns: dict[Group, int] = {}
        self._grow(groups)

    def change(self, change: Change) -> None:
        """Rows have come."""
        self._grow(change.grown)
        if change.aged:
            self._rewind(("backlog",))

    def waiting(self) -> list[Group]:
        """Groups that may have rows, the one to serve first first."""
        return sorted(self._picked.keys() - self._empty, key=self._rank)

    def look(self, group: Group) -> int:
        """The last number picked from a group, about to be asked for more.

        From now on it counts as empty unless `put_back`, `took` or `change` says otherwise: rows that are
        committed while the question is on its way must not be forgotten when its answer is "none".
        """
        self._empty.add(group)
        return self._picked[group]

    def put_back(self, group: Group) -> None:
        """There are rows, but they do not leave yet."""
        self._empty.discard(group)

    def took(self, group: Group, last: int) -> None:
        """Rows up to `last` were picked; there may be more."""
        self._empty.discard(group)
        self._picked[group] = last
        self._turn += 1
        self._turns[group] = self._turn

    def _grow(self, groups: Iterable[Group]) -> None:
        for group in groups:
            if group.lane in self._lanes:
                self._picked.setdefault(group, 0)
                self._empty.discard(group)

    def begin_anew(self) -> None:
        """Nothing counts as picked any more."""
        self._rewind(ORDER)

    def _rewind(self, lanes: Collection[str]) -> None:
        """Numbers that came to the backlog late may lie below what was picked there."""
        for group in self._picked:
            if group.lane in lanes:
                self._picked[group] = 0
                self._empty.discard(group)

    def _rank(self, group: Group) -> tuple[int, bool, int]:
        return ORDER[group.lane], group.kind != "birth", self._turns.get(group, 0)
