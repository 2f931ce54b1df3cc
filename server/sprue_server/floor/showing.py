"""Sums of OEE as the API shows them."""

from collections.abc import Iterable, Sequence

from sprue_contract.fields import Origin
from sprue_server.floor.periods import plain
from sprue_server.oee.calendar import Period
from sprue_server.oee.figures import Figure, Oee
from sprue_server.oee.losses import Share, scrap_pareto, stop_pareto, waterfall
from sprue_server.oee_views import FigureView, FlagView, LossView, OeeView, PartView, ShareView

SUMS = ("calendar_us", "pbt_us", "apt_us", "good_us", "pq", "gq", "sq", "shots", "weight_g", "scrap_g")
RATIOS = ("oee", "availability", "effectiveness", "quality")


def view(
    told: Oee,
    cell: str | None,
    origins: Iterable[Origin],
    until_us: int,
    parts: Sequence[tuple[Period, Oee]] = (),
) -> OeeView:
    """One cell, or the plant."""
    return OeeView.model_validate(
        {
            "cell": cell,
            "origins": sorted(set(origins)),
            "until_us": until_us,
            **{name: figure(getattr(told, name)) for name in RATIOS},
            **{name: getattr(told, name) for name in SUMS},
            "steps": [LossView(**step._asdict()) for step in waterfall(told)],
            "stops": shares(stop_pareto(told)),
            "scrap": shares(scrap_pareto(told)),
            "flags": [
                FlagView(key=key, us=one.us, often=one.often) for key, one in sorted(told.oddities.items())
            ],
            "parts": [part(period, one, until_us) for period, one in parts],
        }
    )


def figure(one: Figure) -> FigureView:
    """A ratio or why there is none."""
    return FigureView(value=one.value, why=one.why)


def part(period: Period, told: Oee, until_us: int) -> PartView:
    """A shorter period."""
    return PartView(period=plain(period, until_us), oee=figure(told.oee), gq=told.gq, pbt_us=told.pbt_us)


def shares(found: Iterable[Share]) -> list[ShareView]:
    """A Pareto diagram."""
    return [
        ShareView(
            reason=one.reason,
            us=one.lost.us,
            parts=one.lost.parts,
            often=one.lost.often,
            share=one.share,
            cumulative=one.cumulative,
        )
        for one in found
    ]
