"""What the REST API says of the flow of data, as types: is it flowing, why not, through which gateways."""

from typing import Literal

from pydantic import BaseModel, Field

from sprue_server.eye_views import EyesHealth

Role = Literal["alone", "shares", "stores only"]
Freshness = Literal["live", "catching-up", "frozen", "stale", "offline", "never"]


class GatewayView(BaseModel):
    """A gateway as the hub sees it."""

    gateway: str
    session: str | None
    state: Literal["online", "offline"]
    age_s: float
    outbox_bytes: int
    unsent: int
    sources: dict[str, str]


class LimitView(BaseModel):
    """Why data flows with limits or not at all, for who does not read English. `state`: a cell's freshness."""

    code: Literal["store", "broker", "cell", "eyes", "tls"]
    cell: str | None = None
    state: Freshness | None = None
    why: str | None = Field(None, description="In English: what a system says")
    day: str | None = Field(None, description="When a certificate ends, year-month-day, UTC")


class HealthView(BaseModel):
    """Is data flowing? Not: is the process up.

    Where several hubs share the storing (`role`), the inbox, `rows`, `rows_per_s` and `quarantined` are this
    process's own; cells, gateways and messages are the whole plant's. One that `stores only` knows no
    cells and no gateways, and counts its own messages.
    """

    status: Literal["ok", "degraded", "blocked"]
    reasons: list[str] = Field(description="`limits` as English sentences")
    limits: list[LimitView] = []
    role: Role = "alone"
    share: str | None = None
    broker: Literal["connected", "away"]
    store: Literal["ok", "blocked"]
    store_problem: str | None
    cells_live: int | None
    cells_known: int | None
    inbox: int
    inbox_dropped: int
    messages_per_s: float
    rows_per_s: float
    rows: int = Field(0, description="Stored and receipted by this process since its start, repeats included")
    quarantined: int
    rollup_behind: int
    viewers: int
    viewers_slow: int = Field(description="Viewers let go since the start because they did not keep up")
    screens_every_s: float = Field(description="So often the live stream tells changes at most")
    uptime_s: float
    version: str
    gateways: list[GatewayView]
    eyes: EyesHealth
    tls_until_us: int | None = Field(None, description="When the certificate for HTTPS ends")
