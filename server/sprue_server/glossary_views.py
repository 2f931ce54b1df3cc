"""What the API says of the shop's own words."""

from pydantic import BaseModel, Field


class WordView(BaseModel):
    """A term in a language."""

    word: str
    means: str


class TermView(BaseModel):
    """A term; `words`: by language."""

    term: str
    words: dict[str, WordView]


class GlossaryView(BaseModel):
    """All terms; `problems`: files that cannot be read."""

    languages: list[str] = Field(description="That have a glossary")
    terms: list[TermView]
    problems: list[str]
