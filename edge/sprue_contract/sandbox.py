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
    unplugged: bool = Field(default=False, description="Its gateway's cable to the broker is out")


class PoolView(BaseModel):
    """All sandboxes; `why_not` says why there are none here."""

    minutes: float = Field(description="How long one is lent")
    size: int
    free: int
    why_not: RefusalView | None
    machines: list[SandboxMachine]
    lent: list[Lent] = Field(description="The one taken last comes last")


class CableWish(Strict):
    """Whether the cable between a sandbox's gateway and the broker is in."""

    plugged: bool


class OutboxCount(BaseModel):
    """What a gateway's own file says of its one cell, all of one moment. Records: frames, shots and others."""

    session: str
    produced: int = Field(description="Records ever written")
    receipted: int = Field(description="Of these, named by a receipt of the hub; they have left the file")
    given_up: int = Field(description="Of these, given up because the outbox was full")
    waiting: int = Field(description="Records in the file")
    waiting_rows: int = Field(description="In so many rows, each of one record or several frames")
    waiting_bytes: int


class Outage(BaseModel):
    """The newest time that the cable was out; while it is, what is not yet known is None."""

    out_us: Microseconds
    in_us: Microseconds | None = None
    waiting: int | None = Field(default=None, description="Records in the outbox when it was plugged in")
    drained_s: float | None = Field(
        default=None, description="So long after that, the hub had receipted all of them"
    )


class CableView(BaseModel):
    """A sandbox's cable and the outbox before it; `why_not`: there is no cable to pull here."""

    why_not: RefusalView | None = None
    plugged: bool = True
    lines: int = Field(default=0, description="Connections that it carries now")
    outage: Outage | None = None
    outbox: OutboxCount | None = Field(default=None, description="None: there is none yet that can be read")
