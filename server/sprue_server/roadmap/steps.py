"""Steps of a road map: a station's technology, or groundwork without a gain of its own. One YAML file each."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import Field, model_validator

from sprue_contract.fields import Name, Slug, Strict
from sprue_contract.words import Words
from sprue_server.content.ranges import Range
from sprue_server.content.shelves import ContentError, found, load
from sprue_server.content.stations import NO_HOURS, Level
from sprue_server.roadmap.assessment import Figure

log = logging.getLogger(__name__)


class Effort(Strict):
    """What groundwork takes; a station says it itself. Weeks are those of one day a week."""

    once_eur: Range
    yearly_eur: Range
    own_yearly_h: Range = NO_HOURS
    weeks: Range
    skills: list[Slug]
    source: Annotated[str, Field(min_length=3, max_length=200)]


class There(Strict):
    """From this level of an area or a question on, a step is there already."""

    of: Name
    level: Level


class Step(Strict):
    """A step. `gives`: what the firm has from it on, and what others may need."""

    slug: Slug
    order: Annotated[int, Field(ge=0)]
    station: Slug | None = None
    takes: Effort | None = None
    after: list[Slug] = Field(default=[], description="Steps that must be there first")
    gives: dict[Figure, Level] = {}
    not_needed_when: There | None = None
    title: Words
    why: Words
    monday: Words = Field(description="A first small thing that costs nothing")
    risks: Annotated[list[Words], Field(min_length=1)]

    @model_validator(mode="after")
    def _one_of_both(self) -> "Step":
        if (self.station is None) == (self.takes is None):
            raise ValueError("a step names a station, or says what it takes; one of both")
        return self


class Steps(NamedTuple):
    """All that can be read, by slug and in their order; what cannot is named."""

    known: dict[str, Step]
    problems: list[str]


def steps(folders: Sequence[Path]) -> Steps:
    """Steps of all folders.

    Raises:
        ContentError: some wait for each other, so none of them could ever be first.
    """
    read, problems = [], []
    for path in found(folders, "steps/*.yaml").values():
        try:
            read.append(load(path, Step, slug=path.stem))
        except ContentError as problem:
            log.warning("%s", problem)
            problems.append(str(problem))
    known = {one.slug: one for one in sorted(read, key=lambda one: (one.order, one.slug))}
    if circle := in_circles(known):
        raise ContentError(f"steps {', '.join(circle)}: each waits for another of them. There is no road map.")
    return Steps(known, problems)


def in_circles(known: Mapping[str, Step]) -> list[str]:
    """Steps that can never begin, because what they wait for waits for them."""
    waiting = dict(known)
    while ready := [slug for slug, one in waiting.items() if not {*one.after} & {*waiting}]:
        for slug in ready:
            del waiting[slug]
    return sorted(waiting)


def before(slug: str, known: Mapping[str, Step]) -> set[str]:
    """Whatever must be there first, all the way down; what no file describes is not asked for."""
    needed: set[str] = set()
    asked = [slug]
    while asked:
        fresh = {one for one in known[asked.pop()].after if one in known} - needed
        needed |= fresh
        asked += fresh
    return needed


def given(slugs: Iterable[str], known: Mapping[str, Step]) -> dict[Figure, int]:
    """The levels that these steps bring a firm to."""
    found_levels: dict[Figure, int] = {}
    for slug in slugs:
        for figure, level in known[slug].gives.items():
            found_levels[figure] = max(level, found_levels.get(figure, 0))
    return found_levels
