"""What hub and planner say to each other: a line of JSON each. `done` does a job, wherever it is called."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel

from sprue_contract.fields import Strict
from sprue_server.content.stations import Library
from sprue_server.firm.telling import effects
from sprue_server.firm_views import FirmIn
from sprue_server.roadmap.assessment import answered, overruled
from sprue_server.roadmap.desk import road_of
from sprue_server.roadmap.telling import told
from sprue_server.roadmap_views import RoadMapIn


class Job(Strict):
    """A firm's wish; `folders` hold the house's stations and steps, `day` is the plant's."""

    kind: Literal["plan", "effects"]
    folders: tuple[Path, ...]
    day: date
    asked: RoadMapIn
    number: int = 0

    @property
    def long(self) -> bool:
        """What takes ten times as long, and is asked for by who has time."""
        return self.kind == "plan" and self.asked.conditions is None


class Told(BaseModel):
    """The view that a job asked for, as JSON; `number` is the job's, so that nobody gets another's."""

    text: str
    number: int


def done(job: Job) -> Told:
    """Reckon, and tell."""
    library = library_of(job.folders)
    return Told(text=KINDS[job.kind](library, job).model_dump_json(), number=job.number)


def _plan(library: Library, job: Job) -> BaseModel:
    return told(road_of(library), job.asked, job.day)


def _effects(library: Library, job: Job) -> BaseModel:
    """Of the same firm as its plan: with what its answers set."""
    firm = answered(road_of(library).asked, job.asked.answers, job.asked.firm)
    asked = FirmIn(firm=firm, own=job.asked.own)
    return effects(library.stations.values(), asked, overruled(job.asked.firm, firm))


KINDS: Mapping[str, Callable[[Library, Job], BaseModel]] = {"plan": _plan, "effects": _effects}


@lru_cache(4)
def library_of(folders: tuple[Path, ...]) -> Library:
    """A house's files, read once."""
    return Library(folders)
