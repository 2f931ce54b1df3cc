"""What the API says of stations."""

from pydantic import BaseModel, Field

from sprue_server.content.ranges import Ends
from sprue_server.content.stations import Break, Evidence, Needs, Place, Role, Takes


class StationCard(BaseModel):
    """A station in a list."""

    station: str
    order: int
    icon: str
    title: str
    lead: str
    language: str = Field(description="In which its text is told; English where the wished one is missing")
    minutes: dict[Role, int]
    essential_for: list[Role]
    needs: Needs
    evidence: Evidence = Field(description="What shows at its break; for `rejected` the eyes must have learnt")


class AnswerView(BaseModel):
    """A visitor's question and its answer; the question's words are `station.ask.<name>`."""

    name: str
    html: str


class StationView(StationCard):
    """A station with its text: sections of HTML by name, figures of the example firm filled in."""

    cell: str
    see: Place
    breaks: Break
    caught: Place
    takes: Takes
    presses: int = Field(description="Of the example firm, to begin with: what `once_eur` is for")
    once_eur: Ends = Field(description="For the example firm's first presses; 8 of 10 draws")
    sections: dict[str, str]
    answers: list[AnswerView]
    learns: list[str]


class StationsView(BaseModel):
    """All stations in the order of the tour; `problems`: files that cannot be read."""

    stations: list[StationCard]
    problems: list[str]
