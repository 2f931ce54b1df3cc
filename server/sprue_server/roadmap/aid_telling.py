"""What aid there might be, in words. A call that is over or has not begun yields no figure."""

from sprue_contract.words import OWN, Words
from sprue_server.content import numbers
from sprue_server.content.phrases import Phrases
from sprue_server.roadmap.calls import Estimate, Period, left_of
from sprue_server.roadmap.desk import Plan
from sprue_server.roadmap_views import AidLimitView, AidView, CallView


def aid_view(made: Plan, say: Phrases, received_eur: float) -> AidView:
    """De minimis of the day, and each call."""
    rule = made.rule
    left = left_of(rule, received_eur)
    return AidView(
        ceiling_eur=rule.ceiling_eur if rule else None,
        received_eur=received_eur,
        left_eur=left,
        years=rule.years if rule else None,
        counted=rule.counted if rule else None,
        regulation=_said(rule.regulation, say) if rule else None,
        link=rule.link if rule else None,
        text=f"{_rule(rule, say, received_eur)} {say('aid.after')}",
        calls=[call_view(one, say) for one in made.aid],
    )


def _rule(rule: Period | None, say: Phrases, received_eur: float) -> str:
    if rule is None:
        return say("aid.none")
    return say(
        f"aid.{rule.counted}",
        ceiling_eur=exact(rule.ceiling_eur, say),
        years=float(rule.years),
        regulation=_said(rule.regulation, say),
        received_eur=exact(received_eur, say),
        left_eur=exact(left_of(rule, received_eur) or 0.0, say),
    )


def call_view(one: Estimate, say: Phrases) -> CallView:
    """A call with its estimate, or when it was open and where to look for the next."""
    call = one.call
    limits = [
        AidLimitView(name=name, eur=eur, text=say(f"limit.{name}", eur=exact(eur, say)))
        for name, eur in one.limits
    ]
    fields = call.model_dump(
        include={"opens", "closes", "rate_pct", "ceiling_eur", "least_eur", "historical", "link"}
    )
    return CallView(
        call=call.slug,
        name=_said(call.name, say),
        authority=_said(call.authority, say),
        state=one.state,
        eligible_eur=one.eligible_eur,
        estimate_eur=one.estimate_eur,
        limits=limits,
        note=_said(call.note, say),
        text=_sentence(one, say, limits),
        **fields,
    )


def _sentence(one: Estimate, say: Phrases, limits: list[AidLimitView]) -> str:
    call = one.call
    if one.state == "not_yet":
        return say("call.not_yet", opens=call.opens)
    if one.estimate_eur is None or one.eligible_eur is None:
        past = [say("call.historical")] if call.historical else []
        return " ".join([*past, say("call.over", opens=call.opens, closes=call.closes, link=call.link)])
    bit = [limit for limit in limits if limit.name != "no_rule"]
    small = any(limit.name == "below_least" for limit in bit)
    return say(
        "call.too_small" if small else "call.limited" if bit else "call.open",
        closes=call.closes,
        rate_pct=call.rate_pct,
        eligible_eur=one.eligible_eur,
        estimate_eur=one.estimate_eur,
        limits=[limit.text for limit in bit],
    )


def _said(words: Words, say: Phrases) -> str:
    return words.texts.get(say.language, words.texts[OWN])


def exact(eur: float, say: Phrases) -> str:
    """A sum that is a rule or a fact, not an estimate: to the euro."""
    return numbers.with_unit(eur, "€", say.language)
