"""Plain words, codes that people type, consents that stay what was read, and a word for every choice."""

import hashlib
import json
from pathlib import Path
from typing import get_args

import pytest
from pydantic import TypeAdapter, ValidationError

from sprue_server.sectors import Sector, Size
from sprue_server.together.matching import Kind, Side
from sprue_server.together_views import MeetingKind
from sprue_server.voice_views import VoiceKind
from sprue_server.voices import codes, consent
from sprue_server.voices.words import (
    MaybeEmail,
    MaybeLink,
    MaybeShort,
    Plan,
    State,
    Text,
    Written,
)

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = sorted((ROOT / "dashboards" / "src" / "i18n").glob("*.json"))
AGREED_TO = {1: "6b2816badb495ddc"}


def told(kind, text):
    return TypeAdapter(kind).validate_python(text)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  5 < 7 bar and 3 > 2  ", "5 < 7 bar and 3 > 2"),
        ("a<b", "a<b"),
        ("p < set value, T > 40", "p < set value, T > 40"),
        ("one\n\n\n\n two\t\x00three\u202e", "one\n\ntwo three"),
        ("I <3 moulds", "I <3 moulds"),
        ("rebaba, ¿sí? 'quoted' & \"more\"", "rebaba, ¿sí? 'quoted' & \"more\""),
    ],
)
def test_plain_words_stay_and_what_cannot_be_seen_goes(text, kept):
    assert told(Text, text) == kept


@pytest.mark.parametrize(
    "text",
    [
        "<b>bold</b>",
        "<script src=//x",
        "<img src=x onerror=alert(1)",
        "</p>",
        "<!-- a -->",
        "<svg/onload=x>",
        "<\u200bscript>alert(1)",
        "x" * 1001,
    ],
)
def test_mark_up_and_what_is_too_long_is_refused(text):
    with pytest.raises(ValidationError):
        told(Text, text)


def test_nothing_is_said_with_spaces():
    with pytest.raises(ValidationError):
        told(Written, "   \n ")
    assert told(MaybeShort, "  ") is None


@pytest.mark.parametrize("text", ["https://example.org", "www.example.org buy", "x", "y" * 121])
def test_a_name_is_a_name(text):
    with pytest.raises(ValidationError):
        told(MaybeShort, text)


@pytest.mark.parametrize("text", ["anna", "anna@home", "a b@c.de", "<a@b.c>", "a@b.c;d@e.f", "a@b..c"])
def test_an_address_that_is_none_is_refused(text):
    with pytest.raises(ValidationError):
        told(MaybeEmail, text)
    assert told(MaybeEmail, " a.b+c@d-e.example.org ") == "a.b+c@d-e.example.org"


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "data:text/html,x", "//example.org", "https://a b", 'https://a"b']
)
def test_a_link_leads_to_a_page_and_nowhere_else(text):
    with pytest.raises(ValidationError):
        told(MaybeLink, text)
    assert told(MaybeLink, "https://example.org/a?b=c") == "https://example.org/a?b=c"


def test_a_code_follows_from_the_cookie_and_is_read_as_people_type_it():
    code = codes.recovery_code("token")
    assert code == codes.recovery_code("token") != codes.recovery_code("other")
    assert [len(part) for part in code.split("-")] == [4, 4, 4, 4]
    assert codes.code_hash(code) == codes.code_hash(f" {code.upper().replace('-', ' ')}\n")
    assert len({codes.recovery_code(str(number)) for number in range(500)}) == 500


def test_a_text_that_was_agreed_to_never_changes():
    for version, texts in consent.TEXTS.items():
        words = json.dumps(texts, sort_keys=True, ensure_ascii=False).encode()
        assert hashlib.sha256(words).hexdigest()[:16] == AGREED_TO[version], (
            "raise VERSION and add the new texts"
        )
    assert max(consent.TEXTS) == consent.VERSION


def test_every_consent_is_there_in_every_language_and_says_how_long():
    for texts in consent.TEXTS[consent.VERSION].values():
        assert {"en", "es", "it", "ca-valencia"} == set(texts)
        assert {path.stem for path in LANGUAGES} <= set(texts)
        assert all(str(consent.KEPT_DAYS) in words for words in texts.values())
    assert not consent.holds(consent.VERSION, "fr")
    assert not consent.holds(consent.VERSION + 1, "en")


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda path: path.stem)
def test_every_choice_has_its_word(language):
    words = json.loads(language.read_text("utf-8"))
    groups = {
        "sector": Sector,
        "size": Size,
        "voices.plan": Plan,
        "voices.kind": VoiceKind,
        "voices.text": VoiceKind,
        "moderation.state": State,
        "together.side": Side,
        "together.kind": Kind,
        "together.count": Kind,
        "together.meeting": MeetingKind,
    }
    wanted = [f"{group}.{name}" for group, names in groups.items() for name in get_args(names)]
    wanted += [f"together.count.{name}.one" for name in get_args(Kind)]
    wanted += [f"together.language.{path.stem}" for path in LANGUAGES]
    assert [one for one in wanted if not words.get(one)] == []
