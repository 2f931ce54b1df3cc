"""What the report for the regional office tells, as types: figures and classes beside those before."""

from typing import Literal

from pydantic import BaseModel, Field

PeriodUnit = Literal["quarter", "year", "days"]
State = Literal["told", "few", "others", "none"]
Counted = Literal["slots", "places", "firms", "people", "groups", "visits", "marks", "voices", "votes"]
Unit = Counted | Literal["meetings", "seats", "pairs", "interests", "min", "of5"]
Section = Literal[
    "doors", "guided", "alone", "stations", "marks", "plans", "adopted", "questions", "follow-ups"
]
WordGroup = Literal["sector", "size", "visit.role", "visit.language", "station", "report.plan", "report.mark"]
Reason = Literal[
    "few", "names", "unseen", "hidden", "twice", "asked", "alone", "deleted", "more", "open", "overlap"
]


class ReportCell(BaseModel):
    """A figure, or why there is none: `few`: below 3, `others`: told with others, `none`: nothing there."""

    value: float | None
    state: State


class ReportFigure(BaseModel):
    """One figure, now and in the period before. Its words are `report.figure.<name>`."""

    name: str
    unit: Unit
    now: ReportCell
    before: ReportCell


class ReportRow(BaseModel):
    """One class; its word is in the table's group. `rest`: all that are not told by themselves."""

    name: str
    now: ReportCell
    before: ReportCell


class ReportTable(BaseModel):
    """Classes and how many are in each. `about`: the station, where there is one table for each."""

    name: str
    words: WordGroup
    unit: Unit
    about: str | None = None
    rows: list[ReportRow]
    held: bool = Field(description="Some classes are not told by themselves, now or before")


class ReportSection(BaseModel):
    """A part of the report; its title is `report.section.<name>`."""

    name: Section
    figures: list[ReportFigure]
    tables: list[ReportTable]


class ReportSaid(BaseModel):
    """What a visitor wrote and an instructor has shown to everybody, with what came of it."""

    kind: str
    text: str
    language: str
    votes: int
    answer: str
    done: str
    done_us: int | None


class ReportPeriod(BaseModel):
    """Whole days by the plant's calendar, the last included; `before`: those it is compared with."""

    unit: PeriodUnit
    first: str
    last: str
    from_us: int
    to_us: int
    before_first: str
    before_last: str
    earlier: str = Field(description="A day of the period before this one")
    later: str = Field(description="A day of the period after this one")
    open: bool = Field(description="Its last day is not over yet")


class ReportLeftOut(BaseModel):
    """Something that is not told, or to be known of what is; the sentence is `report.left.<reason>`."""

    reason: Reason
    count: int = 0


class ReportView(BaseModel):
    """Visits and what came of them, without anybody in it: no class of fewer than 3 firms is told alone."""

    plant: str
    made: str = Field(description="The plant's day on which it was counted")
    period: ReportPeriod
    sections: list[ReportSection]
    proposals: list[ReportSaid]
    done: list[ReportSaid]
    left_out: list[ReportLeftOut]
