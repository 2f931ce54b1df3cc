"""Stations of the tour: a YAML file with what is computed, one Markdown file per language with what is told."""

import logging
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from sprue_contract.fields import Slug, Strict
from sprue_contract.words import Words
from sprue_server.content.markdown import Text, parsed
from sprue_server.content.ranges import Ends, Range
from sprue_server.content.shelves import LANGUAGES, ContentError, found, load

Role = Literal["owner", "production", "maintenance", "quality", "it"]
ROLES: tuple[Role, ...] = ("owner", "production", "maintenance", "quality", "it")
STEPS = ("problem", "see", "break", "caught", "mine")
SECTIONS = (*STEPS, "takes", "not-for-you", "people", "guide")
QUESTIONS = ("old-press", "sensor-level", "suppliers", "warranty", "data", "who-did-it")
OWN = "en"
Level = Annotated[int, Field(ge=0, le=3)]
Minutes = Annotated[int, Field(ge=0, le=20)]
log = logging.getLogger(__name__)


Evidence = Literal["stands_out", "rejected", "mould_rejected", "called", "waiting", "refused", "moved"]


class Place(Strict):
    """A page, and what to look at there.

    `{cell}` is the station's cell; in `caught` it is the visitor's own press while it is that machine.
    """

    page: Annotated[str, Field(pattern=r"^/[a-z0-9/{}?=&_-]*$", max_length=120)]
    point_at: Annotated[str, Field(max_length=40)] = Field(default="", description="`data-tour` of an element")


class Deed(Strict):
    """What the visitor does to a borrowed press, and what undoes it. Exactly one of them."""

    fault: Annotated[str, Field(max_length=40)] = ""
    level: Annotated[float, Field(gt=0, le=1)] = 1.0
    unplug: Annotated[bool, Field(description="Its network cable comes out")] = False
    trespass: Annotated[bool, Field(description="A press of the plant is to be turned, which is refused")] = (
        False
    )
    setting: Annotated[str, Field(max_length=40)] = ""
    share: Annotated[float, Field(gt=0, le=4, description="of the present value")] = 1.0


class Break(Strict):
    """The one big, safe, reversible switch. Evidence is there within `within_s` of it."""

    machine: Slug
    deed: Deed
    pace: Annotated[float, Field(ge=1, le=20, description="Above 1 it is a time lapse, and says so")] = 1.0
    within_s: Annotated[float, Field(gt=0, le=60)] = 60.0
    evidence: Evidence
    quantity: Annotated[str, Field(max_length=40, description="Of shots; for `moved`")] = ""


NO_HOURS = Ends(low=0, likely=0, high=0)


class Assume(Strict):
    """What a reckoning supposes; `source` says where its ends come from, `estimate` if they are our own."""

    range: Range
    unit: Annotated[str, Field(max_length=12)]
    source: Annotated[str, Field(min_length=3, max_length=200)]


class Takes(Strict):
    """What it takes: euros once, of the firm and of each press; euros a year; weeks; who can, who sells.

    `own_yearly_h`: hours of the firm's own people that nobody else pays for and that must be found every year.
    """

    once_eur: Range
    once_per_press_eur: Range
    yearly_eur: Range
    yearly_per_press_eur: Range
    own_yearly_h: Range = NO_HOURS
    weeks: Range
    source: Annotated[str, Field(min_length=3, max_length=200)]
    skills: Annotated[list[Slug], Field(min_length=1)]
    suppliers: Annotated[list[Slug], Field(min_length=1)]


class Needs(Strict):
    """The least that a firm must have: 0 nothing, 3 everything."""

    sensor_level: Level = 0
    it_level: Level = 0


class Station(Strict):
    """A stop of the tour."""

    slug: Slug
    order: Annotated[int, Field(ge=0)]
    icon: Slug
    effect: Annotated[str, Field(pattern=r"^[a-z_]+$", description="A file of firm/effects")]
    cell: Slug = Field(description="Which cell of the open factory shows it")
    see: Place
    breaks: Break
    caught: Place
    minutes: dict[Role, Minutes]
    essential_for: list[Role] = []
    needs: Needs = Needs()
    takes: Takes
    assumes: dict[str, Assume]
    learns: list[Slug] = Field(default=[], description="Trainings for the people concerned")


class Library:
    """All stations that can be read; what cannot is named and left out."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = folders
        self.problems: list[str] = []

    @cached_property
    def stations(self) -> Mapping[str, Station]:
        """By slug, in the order of the tour."""
        files = found(self.folders, "stations/*.yaml")
        read = [self._station(path) for path in files.values()]
        there = sorted((one for one in read if one), key=lambda one: (one.order, one.slug))
        return {one.slug: one for one in there}

    def _station(self, path: Path) -> Station | None:
        beside: dict[str, Any] = {"slug": path.stem}
        try:
            return load(path, Station, **beside)
        except ContentError as problem:
            log.warning("%s", problem)
            self.problems.append(str(problem))
            return None

    def text(self, slug: str, language: str) -> tuple[str, Text]:
        """The station's text, and the language in which it is there: the wished one, else English.

        Raises:
            ContentError: there is none, not even in English.
        """
        for tongue in (language, OWN):
            path = found(self.folders, f"stations/{slug}.{tongue}.md").get(f"{slug}.{tongue}.md")
            if path is not None:
                return tongue, parsed(path.read_text("utf-8"))
        raise ContentError(f"stations/{slug}.{OWN}.md: there is no such text. The station is not shown.")

    @cached_property
    def titles(self) -> Mapping[str, Words]:
        """What each station is called, by language; one without a text has no name, as it is not shown."""
        return {slug: told for slug in self.stations if (told := self._title(slug))}

    def _title(self, slug: str) -> Words | None:
        try:
            told = dict(self.text(slug, language) for language in LANGUAGES)
        except ContentError as problem:
            log.warning("%s", problem)
            return None
        return Words({tongue: text.title for tongue, text in told.items()})
