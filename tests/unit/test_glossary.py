"""The shop's own words: each language has the same terms, and its texts keep to them."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from said import CONTENT, LANGUAGES, said

GLOSSARIES = sorted((CONTENT / "glossary").glob("*.yaml"))
TOLD = 30  # of a glossary's words that its texts really say
PARTS = {"word", "means", "never"}

Glossary = dict[str, dict[str, Any]]


@cache
def glossary(language: str) -> Glossary:
    text = (CONTENT / "glossary" / f"{language}.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)


def whole(word: str) -> re.Pattern[str]:
    """The word as such, not within another one; its parts may stand on two lines."""
    spaced = r"\s+".join(re.escape(part) for part in word.split())
    return re.compile(rf"(?<![\w-]){spaced}(?![\w-])", re.IGNORECASE)


def test_every_language_has_a_glossary_and_every_glossary_a_language():
    assert [path.stem for path in GLOSSARIES] == LANGUAGES


@pytest.mark.parametrize("path", GLOSSARIES, ids=lambda path: path.stem)
def test_every_glossary_has_the_same_terms_in_the_same_order(path: Path):
    assert list(glossary(path.stem)) == list(glossary("en"))


@pytest.mark.parametrize("path", GLOSSARIES, ids=lambda path: path.stem)
def test_every_term_has_a_word_and_one_sentence_without_a_number(path: Path):
    for term, told in glossary(path.stem).items():
        assert told.keys() == PARTS, term
        assert told["word"].strip(), term
        assert re.fullmatch(r"[^\d.]+\.", told["means"]), f"{term}: {told['means']}"
        assert all(isinstance(word, str) and word.strip() for word in told["never"]), term


@pytest.mark.parametrize("path", GLOSSARIES, ids=lambda path: path.stem)
def test_what_one_term_says_no_other_term_forbids(path: Path):
    told = glossary(path.stem)
    said = " · ".join(one["word"] for one in told.values())
    assert [word for one in told.values() for word in one["never"] if whole(word).search(said)] == []


@pytest.mark.parametrize("path", GLOSSARIES, ids=lambda path: path.stem)
def test_no_text_says_a_word_that_the_glossary_rules_out(path: Path):
    never = {word: one["word"] for one in glossary(path.stem).values() for word in one["never"]}
    wrong = [
        f"{where}: “{word}”, the glossary says “{instead}”"
        for word, instead in never.items()
        for where, text in said(path.stem).items()
        if whole(word).search(text)
    ]
    assert wrong == []


@pytest.mark.parametrize("path", GLOSSARIES, ids=lambda path: path.stem)
def test_the_texts_really_say_the_glossarys_words(path: Path):
    everything = "\n".join(said(path.stem).values())
    words = {one["word"] for one in glossary(path.stem).values()}
    assert len([word for word in words if whole(word).search(everything)]) >= TOLD


def test_a_word_is_found_as_a_whole_in_whatever_letters_and_across_lines():
    assert whole("burr").search("A Burr.")
    assert whole("knit line").search("a knit\n  line")
    assert not whole("mold").search("molding")
    assert not whole("set").search("set-up")
