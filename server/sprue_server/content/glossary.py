"""The shop's own words: one YAML file per language, to which its texts keep."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import Field, TypeAdapter, ValidationError

from sprue_contract.fields import Strict
from sprue_server.content.shelves import LANGUAGES, ContentError, found
from sprue_server.glossary_views import GlossaryView, TermView, WordView

Told = Annotated[str, Field(min_length=1, max_length=300)]


class Word(Strict):
    """What we say, what it means, and what texts of the language never say for it."""

    word: Annotated[str, Field(min_length=1, max_length=60)]
    means: Told
    never: list[Annotated[str, Field(min_length=1, max_length=60)]] = []


WORDS = TypeAdapter(dict[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")], Word])


def words(path: Path) -> dict[str, Word]:
    """A language's words by term.

    Raises:
        ContentError: it is no such file.
    """
    try:
        told: Any = yaml.safe_load(path.read_text("utf-8"))
        return WORDS.validate_python(told)
    except (yaml.YAMLError, ValidationError) as problem:
        raise ContentError(f"{path}: {problem}. The language is not in the glossary.") from problem


def glossary(folders: Sequence[Path]) -> GlossaryView:
    """Every term in every language that has it; terms in the order of the first file."""
    files = found(folders, "glossary/*.yaml")
    known, problems = _read({Path(name).stem: path for name, path in files.items()})
    terms = list(dict.fromkeys(term for said in known.values() for term in said))
    return GlossaryView(languages=list(known), terms=[_term(term, known) for term in terms], problems=problems)


def _read(files: Mapping[str, Path]) -> tuple[dict[str, dict[str, Word]], list[str]]:
    known, problems = {}, []
    for language in sorted(files, key=_place):
        try:
            known[language] = words(files[language])
        except ContentError as problem:
            problems.append(str(problem))
    return known, problems


def _place(language: str) -> tuple[int, str]:
    return (LANGUAGES.index(language) if language in LANGUAGES else len(LANGUAGES), language)


def _term(term: str, known: Mapping[str, Mapping[str, Word]]) -> TermView:
    said = {language: all_[term] for language, all_ in known.items() if term in all_}
    return TermView(
        term=term,
        words={language: WordView(word=one.word, means=one.means) for language, one in said.items()},
    )
