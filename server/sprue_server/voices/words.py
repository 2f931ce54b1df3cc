"""What a visitor may write: plain text of a bounded length, and the few words that are chosen from."""

import re
import unicodedata
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

Plan = Literal["this_year", "later", "no"]
PLANS: tuple[Plan, ...] = get_args(Plan)
State = Literal["waiting", "shown", "hidden"]
MOST, MOST_SHORT = 1000, 120  # characters
TAG = re.compile(r"<!--|</?[a-z][^<]*>|</?(?:script|iframe|img|svg|style|object)\b", re.IGNORECASE)
EMAIL = re.compile(r"[^@\s<>\"',;:()\[\]\\]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE)
LINK = re.compile(r"https?://[^\s<>\"']{3,}")


def plain(text: str) -> str:
    """Without what cannot be seen, spaces put in order; a tag is refused, `<` between numbers is not."""
    kept = "".join(one for one in text if one in "\n\t" or unicodedata.category(one)[0] != "C")
    lines = [" ".join(line.split()) for line in kept.split("\n")]
    found = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    if TAG.search(found):
        raise PydanticCustomError("text_markup", "no HTML, please: plain words")
    return found


def one_line(text: str) -> str:
    """The same on one line; no address of a page in a name."""
    found = " ".join(plain(text).split())
    if re.search(r"https?:|www\.", found, re.IGNORECASE):
        raise PydanticCustomError("text_link", "no address of a page here")
    return found


def e_mail(text: str) -> str:
    """Looks like an e-mail address; whether somebody reads it nobody knows."""
    found = text.strip()
    if not EMAIL.fullmatch(found):
        raise PydanticCustomError("text_email", "is no e-mail address")
    return found


def a_link(text: str) -> str:
    """An address that a page may link to: nothing that runs."""
    found = text.strip()
    if not LINK.fullmatch(found):
        raise PydanticCustomError("text_no_link", "is no address that begins with https:// or http://")
    return found


def _empty(value: object) -> object:
    """An empty field of a form says nothing."""
    return None if isinstance(value, str) and not value.strip() else value


Text = Annotated[str, Field(max_length=MOST), AfterValidator(plain)]
Written = Annotated[str, Field(max_length=MOST), AfterValidator(plain), Field(min_length=3)]
Short = Annotated[str, Field(max_length=MOST_SHORT), AfterValidator(one_line), Field(min_length=2)]
MaybeShort = Annotated[Short | None, BeforeValidator(_empty)]
MaybeEmail = Annotated[
    Annotated[str, Field(max_length=MOST_SHORT), AfterValidator(e_mail)] | None, BeforeValidator(_empty)
]
MaybeLink = Annotated[
    Annotated[str, Field(max_length=300), AfterValidator(a_link)] | None, BeforeValidator(_empty)
]
