"""A name in the languages of those who read it: plain text, or one text per language."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, ConfigDict, Discriminator, Field, RootModel, Tag

from sprue_contract.fields import Name

OWN = "en"  # what is shown where a language is missing
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[a-z0-9]+)*$", max_length=20)]
Text = Annotated[str, Field(min_length=1, max_length=200)]
Translations = Annotated[
    dict[Language, dict[Name, Annotated[str, Field(max_length=400)]]],
    Field(max_length=20, description="By language, what is called otherwise there than in the field itself"),
]


def _own(texts: dict[str, str]) -> dict[str, str]:
    if OWN not in texts:
        raise ValueError(f"a name in several languages has one in {OWN!r} too")
    return texts


def _form(told: object) -> str:
    """Which form is meant, so that a mistake is told once and not for each form."""
    return "languages" if isinstance(told, dict) else "text"


Plain = Annotated[Text, Tag("text")]
Several = Annotated[dict[Language, Text], AfterValidator(_own), Tag("languages")]


class Words(RootModel[Annotated[Plain | Several, Discriminator(_form)]]):
    """Written `Toy gears`, or `{en: Toy gears, es: Engranajes de juguete}`. As text it is the English one."""

    model_config = ConfigDict(frozen=True)

    def __str__(self) -> str:
        return self.root if isinstance(self.root, str) else self.root[OWN]

    def __repr__(self) -> str:
        return repr(str(self))

    def __hash__(self) -> int:
        return hash(str(self))

    @property
    def texts(self) -> dict[str, str]:
        """The text of each language that it is told in."""
        return {OWN: self.root} if isinstance(self.root, str) else dict(self.root)

    def map(self, change: Callable[[str], str]) -> "Words":
        """The same change in every language."""
        return Words({language: change(text) for language, text in self.texts.items()})


def words(told: "str | Words") -> Words:
    """Words as such."""
    return told if isinstance(told, Words) else Words(told)


def naming(**named: Words | None) -> dict[str, Any]:
    """Fields of a payload: each name in English, and `translations` of all of them."""
    english = {name: None if said is None else str(said) for name, said in named.items()}
    return {**english, "translations": _translations(named)}


def _translations(named: Mapping[str, Words | None]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for name, said in named.items():
        for language, text in (said.texts if said else {}).items():
            if language != OWN:
                found.setdefault(language, {})[name] = text
    return found
