"""Everything that one browser has left, as it is kept, with the words that were agreed to."""

from typing import Any

from sprue_server.mine_views import ConsentText, ConsentView, MineEntry, MineKind
from sprue_server.store.leaving import Everything
from sprue_server.store.voice_tables import Consented, VoiceRow, VoteRow
from sprue_server.voices import consent
from sprue_server.voices.consent import PURPOSES, VERSION, Purpose

OF_KIND: dict[str, Purpose] = {"voice": "firm", "seat": "seat", "interest": "contact"}
NOT_SAID = {"id", "owner", "left_us", "consent_version", "consent_language", "consent_us"}


def entries(found: Everything) -> list[MineEntry]:
    """The newest first."""
    told = [_entry(kind, row, found.meetings) for kind, row in found.left]
    told += [_vote(vote, voice) for vote, voice in found.votes]
    return sorted(told, key=lambda one: one.left_us, reverse=True)


def _entry(kind: str, row: Consented, meetings: dict[int, str]) -> MineEntry:
    said: dict[str, Any] = row.model_dump(exclude=NOT_SAID)
    if kind == "seat":
        said["title"] = meetings.get(said["meeting"], "")
    told = {"kind": kind, "id": row.id, "left_us": row.left_us, "said": {"language": row.language, **said}}
    return MineEntry.model_validate({**told, "consent": agreed(kind, row)})


def _vote(vote: VoteRow, voice: VoiceRow) -> MineEntry:
    kind: MineKind = "vote"
    said: dict[str, str | int | bool | None] = {"text": voice.text}
    return MineEntry(kind=kind, id=vote.voice, left_us=vote.left_us, said=said, consent=None)


def agreed(kind: str, row: Consented) -> ConsentView | None:
    """What was agreed to for this thing, word by word."""
    if row.consent_version is None or row.consent_language is None or row.consent_us is None:
        return None
    told = _text(OF_KIND[kind], row.consent_version, row.consent_language)
    return ConsentView(**told.model_dump(), given_us=row.consent_us)


def texts(language: str) -> list[ConsentText]:
    """What is agreed to from now on, for each purpose."""
    return [_text(purpose, VERSION, language) for purpose in PURPOSES]


def _text(purpose: Purpose, version: int, language: str) -> ConsentText:
    known = language if language in consent.TEXTS[version][purpose] else "en"
    words = consent.text(purpose, version, known)
    return ConsentText(purpose=purpose, version=version, language=known, text=words)
