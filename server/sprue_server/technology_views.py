"""What the API says of technologies and for whom they are."""

from typing import Annotated, Literal, get_args

from pydantic import BaseModel, Field

from sprue_contract.words import Translations

Sector = Literal["toys", "packaging", "automotive", "household", "cosmetics", "medical", "construction"]
SECTORS: tuple[Sector, ...] = get_args(Sector)


class FitView(BaseModel):
    """How well a technology suits a sector."""

    fit: Annotated[int, Field(ge=0, le=3, description="0 not, 1 seldom, 2 often, 3 nearly always")]
    why: str
    translations: Translations


class TechnologyView(BaseModel):
    """A technology; `station` is where it can be seen here, by the name that the visit gives it."""

    technology: str
    title: str
    what: str
    readiness: Annotated[int, Field(ge=1, le=9)]
    ready: str
    translations: Translations
    station: str | None
    station_title: str | None
    sectors: dict[Sector, FitView]


class TechnologiesView(BaseModel):
    """All technologies; `problems`: files that cannot be read."""

    technologies: list[TechnologyView]
    sectors: list[Sector]
    problems: list[str]
