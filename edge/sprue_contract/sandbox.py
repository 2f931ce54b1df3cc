"""Sandboxes: simulated cells that are lent to visitors, and what hub and simulator say about them.

Spoken beside the controls, over HTTP with their token. Whoever has borrowed one is known by a hash only.
"""

from typing import Annotated

from pydantic import BaseModel, Field

from sprue_contract.fields import Microseconds, Slug, Strict
from sprue_contract.refusals import RefusalView
from sprue_contract.words import Translations

POOL = 12
LASTS_MIN = 30.0
BROKER_SETTING, MINUTES_SETTING = "SPRUE_SANDBOX_BROKER_URL", "SPRUE_SANDBOX_MINUTES"
Owner = Annotated[
    str, Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of what the visitor's browser keeps")
]


def sandbox_names(count: int = POOL) -> list[str]:
    """What sandboxes are called: cell and gateway alike. A broker's rights are given to these."""
    return [f"sandbox-{number}" for number in range(1, count + 1)]


class SandboxWish(Strict):
    """Who wants which machine."""

    machine: Slug
    owner: Owner


class SandboxMachine(BaseModel):
    """A machine that can be borrowed."""

    machine: str
    title: str
    product: str
    press: str
    material: str
    translations: Translations


class Lent(BaseModel):
    """A sandbox that somebody has; `problem` says why it does not work, if it does not."""

    cell: str
    machine: str
    owner: str
    expires_us: Microseconds
    problem: str | None = None


class PoolView(BaseModel):
    """All sandboxes; `why_not` says why there are none here."""

    minutes: float = Field(description="How long one is lent")
    size: int
    free: int
    why_not: RefusalView | None
    machines: list[SandboxMachine]
    lent: list[Lent] = Field(description="The one taken last comes last")
