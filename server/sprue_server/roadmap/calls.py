"""Calls for aid: one YAML file each, dated; and how much de minimis aid a firm may get at all, by the day.

A call that is over, or has not begun, yields no figure.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from pydantic import Field, model_validator

from sprue_contract.fields import Slug, Strict
from sprue_contract.words import Words
from sprue_server.content.shelves import found, load

State = Literal["open", "not_yet", "over"]
Limit = Literal["ceiling", "de_minimis", "below_least", "no_rule"]
Euros = Annotated[float, Field(ge=0, le=1e9)]
Link = Annotated[str, Field(pattern=r"^https://\S+$", max_length=200)]


class Call(Strict):
    """A call as its file tells it. `eligible`: slugs of steps, or `all`."""

    slug: Slug
    name: Words
    authority: Words
    opens: date
    closes: date
    rate_pct: Annotated[float, Field(gt=0, le=100)]
    ceiling_eur: Euros | None
    least_eur: Annotated[Euros | None, Field(description="Of eligible cost")]
    eligible: Literal["all"] | list[Slug]
    link: Link
    note: Words
    historical: bool
    source: Annotated[str, Field(min_length=3, max_length=200)]

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "Call":
        if self.closes < self.opens:
            raise ValueError(f"closes on {self.closes}, before it opens on {self.opens}")
        return self

    def state(self, day: date) -> State:
        """A call is open on its first and on its last day; an example of the past never is."""
        if day < self.opens and not self.historical:
            return "not_yet"
        return "over" if self.historical or day > self.closes else "open"

    def takes(self, step: str) -> bool:
        """Whether it pays for this step."""
        return self.eligible == "all" or step in self.eligible


class Period(Strict):
    """A rule of de minimis aid and how long it held."""

    begins: date = Field(alias="from")
    until: date | None
    ceiling_eur: Euros
    years: Annotated[int, Field(ge=1, le=10)]
    counted: Literal["fiscal_years", "any_years"]
    regulation: Words
    link: Link


class DeMinimis(Strict):
    """All rules that held or hold."""

    periods: Annotated[list[Period], Field(min_length=1)]

    def at(self, day: date) -> Period | None:
        """The rule of a day."""
        held = [one for one in self.periods if one.begins <= day and (one.until is None or day <= one.until)]
        return held[-1] if held else None


class Estimate(NamedTuple):
    """What a call might pay. Without a figure it is not open. `limits`: what made it less than its rate."""

    call: Call
    state: State
    eligible_eur: float | None
    estimate_eur: float | None
    limits: list[tuple[Limit, float]]


def calls(folders: Sequence[Path]) -> list[Call]:
    """All calls, the newest first.

    Raises:
        ContentError: one cannot be read.
    """
    read = [load(path, Call, slug=path.stem) for path in found(folders, "calls/*.yaml").values()]
    return sorted(read, key=lambda one: (one.opens, one.slug), reverse=True)


def de_minimis(folders: Sequence[Path]) -> DeMinimis:
    """The general ceilings."""
    return load(found(folders, "de-minimis.yaml")["de-minimis.yaml"], DeMinimis)


def estimate(call: Call, costs: Mapping[str, float], left_eur: float | None, day: date) -> Estimate:
    """`costs`: likely euros once, by step; `left_eur`: what de minimis leaves, None where no rule is known."""
    state = call.state(day)
    if state != "open":
        return Estimate(call, state, None, None, [])
    eligible = sum(costs[step] for step in sorted(costs) if call.takes(step))
    if call.least_eur is not None and eligible < call.least_eur:
        return Estimate(call, state, eligible, 0.0, [("below_least", call.least_eur)])
    by_rate = call.rate_pct / 100 * eligible
    bounds: list[tuple[Limit, float | None]] = [("ceiling", call.ceiling_eur), ("de_minimis", left_eur)]
    bit = [(name, most) for name, most in bounds if most is not None and most < by_rate]
    unknown: list[tuple[Limit, float]] = [("no_rule", 0.0)] if left_eur is None else []
    return Estimate(call, state, eligible, min([by_rate, *(most for _, most in bit)]), [*bit, *unknown])


def left_of(rule: Period | None, received_eur: float) -> float | None:
    """What the rule of the day leaves to a firm that has received so much."""
    return None if rule is None else max(rule.ceiling_eur - received_eur, 0.0)


def estimates(
    all_: Iterable[Call], costs: Mapping[str, float], left_eur: float | None, day: date
) -> list[Estimate]:
    """Of each call, those that are open first."""
    told = [estimate(one, costs, left_eur, day) for one in all_]
    return sorted(told, key=lambda one: ("open", "not_yet", "over").index(one.state))
