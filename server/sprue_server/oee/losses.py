"""Where did the time go? From calendar time to good time, loss by loss; reasons of stops and of scrap."""

from collections.abc import Mapping
from typing import NamedTuple

from sprue_server.oee.figures import NOTHING, PRODUCING, Lost, Oee, added
from sprue_server.oee.timeline import Category

STANDING: tuple[Category, ...] = (
    "not_planned",
    "planned_downtime",
    "unknown",
    "changeover",
    "idle",
    "stop",
)  # in the order of the waterfall
START_UP = "start_up"


class Step(NamedTuple):
    """A loss and what is left after it; `parts`: what could have been made in it. A negative one is a gain."""

    key: str
    loss_us: float
    parts: float
    left_us: float


class Share(NamedTuple):
    """A reason of a Pareto diagram: its weight, its share of all and that of all up to it."""

    reason: str
    lost: Lost
    share: float
    cumulative: float


def waterfall(oee: Oee) -> list[Step]:
    """Calendar time first, then each loss; what the last step leaves is PRI x GQ, the good time.

    Speed is what running shots took longer than their standard cycle (APT - shots x cycle).
    """
    left, steps = oee.calendar_us, [Step("calendar", 0.0, 0.0, oee.calendar_us)]
    for key, lost in _losses(oee):
        left -= lost.us
        steps.append(Step(key, lost.us, lost.parts, left))
    return steps


def _losses(oee: Oee) -> list[tuple[str, Lost]]:
    standing = [(category, _time(oee, category)) for category in STANDING]
    running = [lost for (category, _), lost in oee.times.items() if category in PRODUCING]
    possible = sum(lost.parts for lost in running)
    speed = Lost(oee.apt_us - oee.ideal_us, possible - oee.pq - oee.blocked.parts)
    scrap = added(("scrap", lost) for lost in oee.scrap.values()).get("scrap", NOTHING)
    return [*standing, ("speed", speed), ("blocked_cavities", oee.blocked), ("scrap", scrap)]


def _time(oee: Oee, wanted: Category) -> Lost:
    found = added((category, lost) for (category, _), lost in oee.times.items() if category == wanted)
    return found.get(wanted, NOTHING)


def stop_pareto(oee: Oee) -> list[Share]:
    """Reasons of stops by time, the longest first."""
    reasons = {reason or "": lost for (category, reason), lost in oee.times.items() if category == "stop"}
    return _pareto(reasons, by_parts=False)


def scrap_pareto(oee: Oee) -> list[Share]:
    """Reasons of scrap by parts, the most frequent first."""
    return _pareto(oee.scrap, by_parts=True)


def _pareto(reasons: Mapping[str, Lost], *, by_parts: bool) -> list[Share]:
    weights = {reason: lost.parts if by_parts else lost.us for reason, lost in reasons.items()}
    whole, up_to, found = sum(weights.values()), 0.0, []
    for reason in sorted(weights, key=lambda one: (-weights[one], one)):
        up_to += weights[reason]
        found.append(Share(reason, reasons[reason], weights[reason] / whole, up_to / whole))
    return found if whole > 0 else []
