"""May a figure be told? Classes of firms go through `voices/disclosure.py`; nothing below 3 is told alone.

Classes of which each firm is in one (its sector) are split: told and rest make up the whole. Classes that
overlap (roles in a group) have no rest; one is told when both it and all that are not in it are enough.
"""

from collections.abc import Mapping
from typing import NamedTuple

from sprue_server.report_views import ReportCell
from sprue_server.voices import disclosure
from sprue_server.voices.disclosure import LEAST, split

OTHERS, NONE, FEW = (ReportCell(value=None, state=state) for state in ("others", "none", "few"))
REST = "rest"


class Classes(NamedTuple):
    """What is told of each class; `other`: of one that is not named."""

    told: dict[str, ReportCell]
    other: ReportCell


def plain(value: float) -> ReportCell:
    """A figure that is told as it is."""
    return ReportCell(value=value, state="told")


def enough(count: int) -> ReportCell:
    """A number of firms: none at all, or 3 and more."""
    return plain(count) if disclosure.enough(count) else FEW


def apart(counts: Mapping[str, int]) -> Classes:
    """Classes that do not overlap, with all others together at the end."""
    found = split(counts)
    told = {name: plain(count) for name, count in found.told.items()}
    if found.rest == 0:
        return Classes(told, plain(0))
    return Classes({**told, REST: FEW if found.rest is None else plain(found.rest)}, OTHERS)


def overlapping(counts: Mapping[str, int], of: int) -> Classes:
    """Classes that overlap, of so many."""
    told = {name: plain(count) for name, count in counts.items() if enough_of(count, of)}
    return Classes(told, plain(0) if len(told) == sum(map(bool, counts.values())) else OTHERS)


def enough_of(count: int, of: int) -> bool:
    """Both who is in it and who is not are none or enough."""
    return count >= LEAST and (of - count == 0 or of - count >= LEAST)


def reached(counts: Mapping[str, int]) -> Classes:
    """Of visits, not of firms: each by itself, unless it is of very few."""
    return Classes({name: enough(count) for name, count in counts.items()}, plain(0))
