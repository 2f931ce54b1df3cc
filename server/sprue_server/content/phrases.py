"""What the hub itself says, by language: one YAML file of sentences each, and the words of the screens.

Holes of a sentence are filled by what stands in their name: `{net_eur}` is an estimate in euros, `{months}` a
number, `{steps}` a list of names.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import yaml

from sprue_server.content import numbers
from sprue_server.content.markdown import filled
from sprue_server.content.shelves import CHECKOUT, LANGUAGES, PACKED, ContentError, found

OWN = "en"
SCREENS_PACKED, SCREENS = PACKED.parent / "words", CHECKOUT.parent / "src" / "i18n"
Param = float | str | date | list[str]


class Phrases(NamedTuple):
    """Sentences of one language by their keys; a key is `group.name`."""

    language: str
    known: Mapping[str, str]

    def __call__(self, key: str, /, **params: Param) -> str:
        """A sentence with its holes filled.

        Raises:
            KeyError: there is no such sentence, or none fills one of its holes.
        """
        return filled(self.known[key], lambda hole: self.shown(hole, params[hole]))

    def shown(self, name: str, value: Param) -> str:
        """A parameter as this language writes it."""
        match value:
            case str():
                return value
            case list():
                return self.listed(value)
            case date():
                return numbers.day(value, self.language)
        return numbers.shown(name, value, self.language)

    def listed(self, names: Sequence[str]) -> str:
        """`a, b and c`."""
        *most, last = names or ["\N{EN DASH}"]
        return f"{', '.join(most)} {self.known['and']} {last}" if most else last


IN_YEARS = 24  # months; from there on nobody counts them


def time_back(say: Phrases, months: float) -> str:
    """How long until money is back, as the screens do: whole months, from two years on years."""
    whole = max(int(months + 0.5), 1)  # halves up, as a browser rounds
    if whole >= IN_YEARS:
        return say("payback.years", count=numbers.number(months / 12, say.language, 1))
    return say("payback.month") if whole == 1 else say("payback.months", count=float(whole))


def phrases(folders: Sequence[Path], pattern: str, language: str) -> Phrases:
    """The sentences of `pattern` (such as `roadmap/*.yaml`); of English where the language has none.

    Raises:
        ContentError: there are none.
    """
    files = found(folders, pattern)
    for tongue in (language, OWN):
        if path := files.get(f"{tongue}.yaml"):
            return Phrases(tongue, _read(path, path.stat().st_mtime_ns))
    raise ContentError(f"{pattern}: there is no {OWN}.yaml. Nothing can be said.")


@lru_cache(32)
def _read(path: Path, _changed_ns: int) -> dict[str, str]:
    """Read once, and again when the file was changed: YAML takes 10 ms of each plan."""
    return dict(_flat(yaml.safe_load(path.read_text("utf-8"))))


def _flat(told: Mapping[str, object], above: str = "") -> list[tuple[str, str]]:
    flat: list[tuple[str, str]] = []
    for name, value in told.items():
        flat += _flat(value, f"{above}{name}.") if isinstance(value, dict) else [(f"{above}{name}", str(value))]
    return flat


@cache
def _screen(language: str) -> dict[str, str]:
    folder = SCREENS_PACKED if SCREENS_PACKED.exists() else SCREENS
    path = folder / f"{language}.json"
    return json.loads(path.read_text("utf-8")) if path.exists() else {}


def screen_word(language: str) -> Callable[[str, str], str]:
    """A word of the screens by group and name: the language's own, else English, else the name, readable."""

    def word(group: str, name: str) -> str:
        for tongue in (language if language in LANGUAGES else OWN, OWN):
            if said := _screen(tongue).get(f"{group}.{name}"):
                return said
        return name.replace("_", " ").replace("-", " ")

    return word
