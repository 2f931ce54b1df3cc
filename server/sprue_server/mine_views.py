"""What a browser has left and what was agreed to, as types."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from sprue_server.voices.consent import KEPT_DAYS, Purpose

MineKind = Literal["voice", "vote", "seat", "interest"]


class ConsentText(BaseModel):
    """What is agreed to, word by word."""

    purpose: Purpose
    version: int
    language: str
    text: str


class ConsentView(ConsentText):
    """What was agreed to, and when."""

    given_us: int


class MineEntry(BaseModel):
    """One thing that was left. `said`: its fields by name, as they are kept."""

    kind: MineKind
    id: int
    left_us: int
    said: dict[str, str | int | bool | None]
    consent: ConsentView | None


class MineView(BaseModel):
    """Everything that this browser left; `code`: deletes it from elsewhere, null while nothing was left."""

    code: str | None
    contacts_kept_days: int = KEPT_DAYS
    entries: list[MineEntry]


class CodeIn(BaseModel):
    """A code that was written down."""

    model_config = ConfigDict(extra="forbid")
    code: str = Field(min_length=1, max_length=60)


class GoneView(BaseModel):
    """How many things were deleted."""

    deleted: int
