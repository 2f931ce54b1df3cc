"""Where does the pressure go, and does the press have enough of it left at the end of the fill?

The pressure at change-over is read while the melt stops ever farther on; what it rises by from place to place
is what that section takes. At the end of the fill at least a tenth of the press's pressure should be left,
better a fifth: a press at its limit no longer fills at the speed that is set.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from sprue_contract.studies import PLACES, Point
from sprue_server.study_reading import (
    SIGMAS,
    Axis,
    Dot,
    Number,
    Plot,
    Reading,
    Said,
    Step,
    dots_of,
    error,
    scatter,
    steps_of,
)

LAST = PLACES[-1]
WARN_PCT, MOST_PCT = 80.0, 90.0


def read(points: Sequence[Point], facts: Mapping[str, float]) -> Reading:
    """`place`, `transfer_bar`; fact `limit_bar`: the most that the press can do."""
    numbered = [{**point, "at": float(PLACES.index(str(point["place"])))} for point in points]
    steps = steps_of(numbered, "at", "transfer_bar")
    sigma = scatter([step for step in steps if len(step.values) > 1])
    dots = tuple(dot._replace(word=PLACES[round(dot.x)]) for dot in dots_of(steps, sigma))
    plot = Plot("bars", Axis("place", ""), Axis("transfer_bar", "bar"), dots)
    if len(steps) < 2:  # noqa: PLR2004
        return Reading(plot, cannot=Said("few_places"))
    if dots[-1].word != LAST:
        return Reading(plot, cannot=Said("no_end"))
    sections = _sections(steps, sigma)
    worst = max(sections, key=lambda one: one.value)
    return Reading(
        plot=plot,
        numbers=(*sections, *_share(dots[-1], facts.get("limit_bar"))),
        says=(
            _taken(dots[-1], facts.get("limit_bar")),
            Said("most", {"section": worst.name, "bar": worst.value}),
        ),
        advises=(Said(_judged(dots[-1], facts.get("limit_bar"))),),
    )


def _sections(steps: Sequence[Step], sigma: float) -> list[Number]:
    """What each section takes; the first from nothing."""
    first, off = steps[0], SIGMAS * error(sigma, len(steps[0].values))
    found = [Number(f"to_{PLACES[round(first.at)]}", first.mean, "bar", first.mean - off, first.mean + off)]
    for before, after in pairwise(steps):
        drop, off = after.mean - before.mean, SIGMAS * error(sigma, len(before.values), len(after.values))
        found.append(Number(f"to_{PLACES[round(after.at)]}", drop, "bar", drop - off, drop + off))
    return found


def _share(last: Dot, limit_bar: float | None) -> tuple[Number, ...]:
    if limit_bar is None:
        return ()
    value, low, high = (100 * bar / limit_bar for bar in (last.y, last.low, last.high))
    return (Number("limit_pct", value, "%", low, high),)


def _taken(last: Dot, limit_bar: float | None) -> Said:
    if limit_bar is None:
        return Said("takes", {"last_bar": last.y})
    told = {"share_pct": 100 * last.y / limit_bar, "limit_bar": limit_bar, "last_bar": last.y}
    return Said("takes_of", told)


def _judged(last: Dot, limit_bar: float | None) -> str:
    if limit_bar is None:
        return "no_limit"
    share = 100 * last.y / limit_bar
    key = "reserve" if share <= WARN_PCT else "little"
    return key if share <= MOST_PCT else "none_left"
