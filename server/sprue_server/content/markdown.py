"""A text in sections. `## break` begins the section `break`; its names are the same in every language.

Inside, `{scrap_eur}` is a figure that is reckoned when the text is told; raw HTML is shown as letters, not
obeyed.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from markdown_it import MarkdownIt

HOLE = re.compile(r"\{([a-z][a-z0-9_.]*)\}")
HEAD = re.compile(r"^## +(\S+) *$", re.MULTILINE)
PART = re.compile(r"^### +(\S+) *$", re.MULTILINE)
READER = MarkdownIt("commonmark", {"html": False})


class Text(NamedTuple):
    """A title, a sentence below it, and Markdown by the name of its section; `questions.warranty` is a part."""

    title: str
    lead: str
    sections: dict[str, str]


def parsed(source: str) -> Text:
    """Read a file's text.

    Raises:
        ValueError: it does not begin with `# Title`.
    """
    head, *rest = HEAD.split(source)
    lines = head.strip().split("\n", 1)
    if not lines[0].startswith("# "):
        raise ValueError("a text begins with `# Title`")
    sections: dict[str, str] = {}
    for name, body in zip(rest[::2], rest[1::2], strict=True):
        sections |= _parts(name, body)
    return Text(lines[0][2:].strip(), lines[1].strip() if lines[1:] else "", sections)


def _parts(name: str, body: str) -> dict[str, str]:
    whole, *rest = PART.split(body)
    parts = {f"{name}.{part}": text.strip() for part, text in zip(rest[::2], rest[1::2], strict=True)}
    return ({name: whole.strip()} if whole.strip() else {}) | parts


def holes(source: str) -> set[str]:
    """Names of the figures that a text asks for."""
    return set(HOLE.findall(source))


def filled(source: str, figure: Callable[[str], str]) -> str:
    """The text with its figures."""
    return HOLE.sub(lambda hole: figure(hole[1]), source)


@lru_cache(2048)  # all stations in all languages, many times over
def html(source: str) -> str:
    """CommonMark as HTML."""
    return str(READER.render(source))
