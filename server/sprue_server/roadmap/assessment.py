"""Where a firm stands: a dozen questions, and the level of each area with the answer that decided it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Literal, NamedTuple, get_args

from pydantic import Field, model_validator

from sprue_contract.fields import Name, Strict
from sprue_contract.words import Words
from sprue_server.content.shelves import found, load
from sprue_server.content.stations import Level
from sprue_server.firm.firm import Firm

Figure = Literal["sensor_level", "it_level"]


class Area(Strict):
    """A part of the firm."""

    name: Name
    title: Words


class Answer(Strict):
    """What can be chosen; 0 nothing, 3 everything."""

    name: Name
    level: Level
    words: Words


class Question(Strict):
    """Asked of an area; `sets`: the figure of the firm that its answer is."""

    name: Name
    area: Name
    sets: Figure | None = None
    ask: Words
    answers: Annotated[list[Answer], Field(min_length=2)]

    def chosen(self, answers: Mapping[str, str]) -> Answer | None:
        """The answer given; none where it was passed over."""
        return next((one for one in self.answers if one.name == answers.get(self.name)), None)


class Assessment(Strict):
    """All questions, in the order in which they are asked."""

    areas: list[Area]
    questions: list[Question]

    @model_validator(mode="after")
    def _fits(self) -> "Assessment":
        areas = {one.name for one in self.areas}
        if strange := [one.name for one in self.questions if one.area not in areas]:
            raise ValueError(f"these questions belong to no area: {', '.join(strange)}")
        return self


class Standing(NamedTuple):
    """An area's level, and the question and answer that decided it; without an answer nobody knows."""

    area: Area
    level: int | None
    question: Question | None
    answer: Answer | None


def assessment(folders: Sequence[Path]) -> Assessment:
    """The questions.

    Raises:
        ContentError: their file cannot be read.
    """
    return load(found(folders, "assessment.yaml")["assessment.yaml"], Assessment)


def standings(asked: Assessment, answers: Mapping[str, str]) -> list[Standing]:
    """Each area is as far as its weakest answer."""
    return [_standing(area, asked, answers) for area in asked.areas]


def _standing(area: Area, asked: Assessment, answers: Mapping[str, str]) -> Standing:
    given = [(one, one.chosen(answers)) for one in asked.questions if one.area == area.name]
    told = [(question, answer) for question, answer in given if answer]
    if not told:
        return Standing(area, None, None, None)
    question, answer = min(told, key=lambda pair: pair[1].level)
    return Standing(area, answer.level, question, answer)


def answered(asked: Assessment, answers: Mapping[str, str], firm: Firm) -> Firm:
    """The firm with the figures that its answers are."""
    given = {one.sets: one.chosen(answers) for one in asked.questions if one.sets}
    return firm.model_copy(update={name: answer.level for name, answer in given.items() if name and answer})


def overruled(before: Firm, after: Firm) -> list[str]:
    """Figures for which an answer counts instead of what the firm said itself."""
    return [name for name in get_args(Figure) if getattr(before, name) != getattr(after, name)]


def levels(asked: Assessment, answers: Mapping[str, str], firm: Firm) -> dict[str, int]:
    """Level by area and by question, as far as they are known; what the firm's own figures say counts too."""
    figures = {one.name: int(getattr(firm, one.sets)) for one in asked.questions if one.sets}
    chosen = {one.name: one.chosen(answers) for one in asked.questions}
    areas = {one.area.name: one.level for one in standings(asked, answers) if one.level is not None}
    return {**areas, **figures, **{name: answer.level for name, answer in chosen.items() if answer}}
