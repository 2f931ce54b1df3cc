"""Why data flows with limits or not at all: codes for every language, and English sentences."""

from collections.abc import Iterable
from datetime import UTC, datetime

from sprue_server.health_views import LimitView
from sprue_server.views import CellView

TLS_SOON_US = 14 * 86_400_000_000
SENTENCES = {
    "store": "the store takes nothing: {why}",
    "broker": "the broker is away",
    "cell": "cell {cell} is {state}",
    "eyes": "the eyes are away: {why}",
    "tls": "the certificate for HTTPS ends on {day}: sprue certificate renews it",
}


def sentence(one: LimitView) -> str:
    """In English."""
    words = {"why": one.why, "cell": one.cell, "day": one.day, "state": (one.state or "").replace("-", " ")}
    return SENTENCES[one.code].format(**words)


def cells_not_live(cells: Iterable[CellView]) -> list[LimitView]:
    """Cells whose values are not of now."""
    away = [one for one in cells if one.freshness != "live"]
    return [LimitView(code="cell", cell=one.cell, state=one.freshness) for one in away]


def certificate(until_us: int | None, now_us: int) -> list[LimitView]:
    """One that ends within a fortnight."""
    if until_us is None or until_us - now_us >= TLS_SOON_US:
        return []
    return [LimitView(code="tls", day=datetime.fromtimestamp(until_us / 1e6, UTC).strftime("%Y-%m-%d"))]
