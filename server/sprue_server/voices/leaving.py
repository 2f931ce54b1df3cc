"""A visitor's wish becomes a row: what names somebody only with a consent to today's words."""

from collections.abc import Sequence
from typing import Any

from sprue_server.refused import Refused
from sprue_server.store.leaving import Visitor
from sprue_server.store.voice_tables import InterestRow, SeatRow, VoiceRow
from sprue_server.together_views import InterestIn, SeatIn
from sprue_server.voice_views import ConsentIn, DeedIn, FeedbackIn, IntentionIn, ProposalIn, QuestionIn
from sprue_server.voices import consent

Voice = FeedbackIn | QuestionIn | ProposalIn | IntentionIn | DeedIn
MOST_VOICES, MOST_INTERESTS = 60, 20  # of one browser


def voice_of(wish: Voice, visitor: Visitor) -> VoiceRow:
    """What was said, waiting for somebody who looks at it.

    Raises:
        Refused: a "no" without a reason, a name without consent.
    """
    if isinstance(wish, IntentionIn) and wish.plan == "no" and not wish.text:
        raise Refused(422, "voice_because")
    told: dict[str, Any] = wish.model_dump(exclude={"consent", "firm"})
    named: dict[str, Any] = {}
    if isinstance(wish, DeedIn) and wish.firm is not None:
        named = {"firm": wish.firm, **_agreed(wish.consent, visitor)}
    return VoiceRow(**told, **named, **_whose(visitor), state="waiting")


def same_voice(row: VoiceRow) -> dict[str, Any]:
    """By which columns it stands in the place of what this browser said before; empty: beside it."""
    return {"kind": row.kind, "station": row.station} if row.kind == "intention" else {}


def seat_of(wish: SeatIn, meeting: int, visitor: Visitor) -> SeatRow:
    """A seat with name and address, or with neither.

    Raises:
        Refused: one of them without the other, or without consent.
    """
    told: dict[str, Any] = {"language": wish.language, "meeting": meeting}
    _both("name", "email", (wish.name, wish.email))
    if wish.name is not None:
        told |= {"name": wish.name, "email": wish.email, **_agreed(wish.consent, visitor)}
    return SeatRow(**told, **_whose(visitor))


def interest_of(wish: InterestIn, visitor: Visitor) -> InterestRow:
    """An interest with a contact, or without.

    Raises:
        Refused: a name without a contact, or either without consent.
    """
    told: dict[str, Any] = wish.model_dump(exclude={"consent", "name", "contact"})
    _both("name", "contact", (wish.name, wish.contact))
    if wish.name is not None:
        told |= {"name": wish.name, "contact": wish.contact, **_agreed(wish.consent, visitor)}
    return InterestRow(**told, **_whose(visitor), state="shown")


def _both(one: str, other: str, told: Sequence[str | None]) -> None:
    missing = [name for name, value in zip((one, other), told, strict=True) if value is None]
    if len(missing) == 1:
        raise Refused(422, "input_missing", field=missing[0])


def _whose(visitor: Visitor) -> dict[str, Any]:
    return {"owner": visitor.owner, "left_us": visitor.at_us}


def _agreed(said: ConsentIn | None, visitor: Visitor) -> dict[str, Any]:
    if said is None:
        raise Refused(422, "consent_missing")
    if not consent.holds(said.version, said.language):
        raise Refused(409, "consent_old")
    return {
        "consent_version": said.version,
        "consent_language": said.language,
        "consent_us": visitor.at_us,
    }
