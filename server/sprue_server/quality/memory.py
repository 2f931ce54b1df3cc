"""Limits once learnt are kept while the hub runs: they do not wander with the shots that a chart shows."""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import NamedTuple

from sprue_server.quality.shots import Made
from sprue_server.spc.learning import Learnt

ROOM = 1000


class Question(NamedTuple):
    """Limits of what: they are the same for every kind of chart of groups of this size."""

    cell: str
    quantity: str
    size: int


@dataclass(frozen=True)
class Taught:
    """Limits, under what they were learnt, and from which moments."""

    learnt: Learnt
    made: Made
    from_us: int
    to_us: int


class Memory:
    """Limits by mould and settings. Safe from any thread."""

    def __init__(self) -> None:
        self._kept, self._lock = OrderedDict[tuple[Question, object], Taught](), Lock()

    def of(self, question: Question, made: Made) -> Taught | None:
        """Limits of the same mould and settings; learnt while the process drifted, of the same job only."""
        with self._lock:
            found = self._kept.get((question, (made.mould, made.settings)))
        return found if found and (found.learnt.steady or found.made == made) else None

    def keep(self, question: Question, taught: Taught) -> None:
        """Those that come first stay, unless they served another job only."""
        key = (question, (taught.made.mould, taught.made.settings))
        with self._lock:
            known = self._kept.get(key)
            if known is None or not known.learnt.steady:
                self._kept[key] = taught
            while len(self._kept) > ROOM:
                self._kept.popitem(last=False)
