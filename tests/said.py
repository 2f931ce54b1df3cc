"""All that people read in a language, by where it stands: for tests of words."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DASHBOARDS = Path(__file__).resolve().parents[1] / "dashboards"
CONTENT = DASHBOARDS / "content"
LANGUAGES = sorted(path.stem for path in (DASHBOARDS / "src" / "i18n").glob("*.json"))

HOLE = re.compile(r"\{[\w.]+\}")  # names of what is filled in are no words


@cache
def said(language: str) -> dict[str, str]:
    """Words of the screens, texts of stations, sentences of the content's YAML files, not the glossary."""
    text = (DASHBOARDS / "src" / "i18n" / f"{language}.json").read_text(encoding="utf-8")
    told: dict[str, str] = json.loads(text)
    for page in CONTENT.glob(f"**/*.{language}.md"):
        told[str(page.relative_to(DASHBOARDS))] = page.read_text(encoding="utf-8")
    for file in CONTENT.glob("**/*.yaml"):
        if file.parent.name != "glossary":
            told |= _of_file(file, language)
    return {where: HOLE.sub("{}", text) for where, text in told.items()}


def _of_file(file: Path, language: str) -> dict[str, str]:
    """A file is of one language by its name, else each of its texts stands beside those of the others."""
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    where = str(file.relative_to(DASHBOARDS))
    if file.stem in LANGUAGES:
        return dict(_leaves(content, where)) if file.stem == language else {}
    ending = f".{language}"
    return {at.removesuffix(ending): text for at, text in _leaves(content, where) if at.endswith(ending)}


def _leaves(content: Any, where: str) -> Iterator[tuple[str, str]]:
    if isinstance(content, str):
        yield where, content
    elif isinstance(content, dict | list):
        for name, part in content.items() if isinstance(content, dict) else enumerate(content):
            yield from _leaves(part, f"{where}.{name}")
