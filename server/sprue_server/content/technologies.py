"""What a moulding shop may be offered: one YAML file each, with how ripe it is and for whom it is."""

import logging
from typing import Annotated

from pydantic import Field, model_validator

from sprue_contract.fields import Slug, Strict
from sprue_contract.words import Words, naming
from sprue_server.content.shelves import ContentError, found, load
from sprue_server.content.stations import Library
from sprue_server.technology_views import SECTORS, FitView, Sector, TechnologiesView, TechnologyView

log = logging.getLogger(__name__)


class Fit(Strict):
    """How well it suits some sectors: 0 not, 1 seldom, 2 often, 3 nearly always; and why."""

    fit: Annotated[int, Field(ge=0, le=3)]
    sectors: Annotated[list[Sector], Field(min_length=1)]
    why: Words


class Technology(Strict):
    """A technology; with `station` it can be seen here. `readiness` is of its use in small moulding firms."""

    order: Annotated[int, Field(ge=0)]
    name: Words
    what: Words
    readiness: Annotated[int, Field(ge=1, le=9, description="Technology readiness level")]
    ready: Words = Field(description="Why this level")
    station: Slug | None = None
    fits: list[Fit]

    @model_validator(mode="after")
    def _every_sector_once(self) -> "Technology":
        said = [sector for one in self.fits for sector in one.sectors]
        if sorted(said) != sorted(SECTORS):
            raise ValueError(f"say it of each sector, once: {', '.join(SECTORS)}")
        return self


def technologies(library: Library) -> TechnologiesView:
    """All of them, in their order; what cannot be read is named and left out."""
    read, problems = {}, []
    for path in found(library.folders, "technologies/*.yaml").values():
        try:
            read[path.stem] = load(path, Technology)
        except ContentError as problem:
            log.warning("%s", problem)
            problems.append(str(problem))
    ordered = sorted(read.items(), key=lambda one: (one[1].order, one[0]))
    told = [_view(name, one, library) for name, one in ordered]
    return TechnologiesView(technologies=told, sectors=list(SECTORS), problems=problems)


def _view(name: str, one: Technology, library: Library) -> TechnologyView:
    fits = {sector: fit for fit in one.fits for sector in fit.sectors}
    sectors = {sector: FitView(fit=fits[sector].fit, **naming(why=fits[sector].why)) for sector in SECTORS}
    words = naming(
        title=one.name, what=one.what, ready=one.ready, station_title=library.titles.get(one.station or "")
    )
    return TechnologyView(
        technology=name, readiness=one.readiness, station=one.station, sectors=sectors, **words
    )
