"""Within which hold pressures and mould temperatures are parts good, and what spoils them beyond?

A field of the map is good when every shot of it is. The window at a mould temperature is the longest run of
good holds; its edges lie between the last good step and the first bad one. The safest field is the good one
that is farthest from any bad one, counted in steps; the end of what was tried counts as bad, as nobody knows.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sprue_contract.studies import GOOD, Point
from sprue_server.study_reading import Axis, Dot, Mark, Number, Plot, Reading, Said

NEEDS = 3  # hold pressures
Fields = Mapping[tuple[float, float], str]  # by mould temperature and hold pressure: good, or what spoilt it


class _Run(NamedTuple):
    """Good holds one after the other at a mould temperature, and what lies before and after."""

    low: float
    high: float
    below: float | None
    above: float | None


def read(points: Sequence[Point], facts: Mapping[str, float]) -> Reading:
    """`mould_c`, `hold_bar`, `seen`; facts `mould_c`, `hold_bar`: as set now."""
    seen: dict[tuple[float, float], list[str]] = {}
    for point in points:
        seen.setdefault((float(point["mould_c"]), float(point["hold_bar"])), []).append(str(point["seen"]))
    fields = {place: worst(found) for place, found in seen.items()}
    holds, warms = sorted({hold for _, hold in fields}), sorted({warm for warm, _ in fields})
    plot = Plot("map", Axis("hold_bar", "bar"), Axis("mould_c", "°C"), _dots(fields, seen))
    if len(holds) < NEEDS:
        return Reading(plot, cannot=Said("few_holds", {"holds": len(holds), "needs": NEEDS}))
    if GOOD not in fields.values():
        return Reading(plot, cannot=Said("none_good", {"spoils": _usual(fields.values())}))
    return _read(plot, fields, (warms, holds), facts)


def worst(found: Sequence[str]) -> str:
    """Good if every shot is, else what was seen most."""
    bad = [one for one in found if one != GOOD]
    return Counter(bad).most_common(1)[0][0] if bad else GOOD


def _usual(seen: Iterable[str]) -> str:
    return Counter(one for one in seen if one != GOOD).most_common(1)[0][0]


def _dots(fields: Fields, seen: Mapping[tuple[float, float], list[str]]) -> tuple[Dot, ...]:
    return tuple(
        Dot(hold, warm, warm, warm, len(seen[warm, hold]), word=fields[warm, hold])
        for warm, hold in sorted(fields)
    )


def run_at(fields: Fields, warm: float, holds: Sequence[float]) -> _Run | None:
    """The longest run of good holds at a mould temperature; None when there is none."""
    tried = [hold for hold in holds if (warm, hold) in fields]
    best: tuple[int, int] | None = None
    begin: int | None = None
    for place, hold in enumerate([*tried, -1.0]):
        if hold >= 0 and fields[warm, hold] == GOOD:
            begin = place if begin is None else begin
        elif begin is not None:
            best = (begin, place) if best is None or place - begin > best[1] - best[0] else best
            begin = None
    if best is None:
        return None
    first, after = best
    below = tried[first - 1] if first else None
    return _Run(tried[first], tried[after - 1], below, tried[after] if after < len(tried) else None)


def safest(fields: Fields, warms: Sequence[float], holds: Sequence[float]) -> tuple[tuple[float, float], int]:
    """The good field farthest from bad ones, in steps; of several the one nearest to their middle."""
    far = {
        (warm, hold): _distance(fields, warms, holds, (i, j))
        for i, warm in enumerate(warms)
        for j, hold in enumerate(holds)
        if fields.get((warm, hold)) == GOOD
    }
    most = max(far.values())
    best = [place for place, steps in far.items() if steps == most]
    middle = [sum(values) / len(best) for values in zip(*best, strict=True)]
    return min(best, key=lambda one: sum(abs(a - b) / (b or 1) for a, b in zip(one, middle, strict=True))), most


def _distance(fields: Fields, warms: Sequence[float], holds: Sequence[float], at: tuple[int, int]) -> int:
    i, j = at
    edge = min(j + 1, len(holds) - j) if len(warms) == 1 else min(i + 1, len(warms) - i, j + 1, len(holds) - j)
    bad = [
        max(abs(i - k), abs(j - m))
        for k, warm in enumerate(warms)
        for m, hold in enumerate(holds)
        if fields.get((warm, hold)) not in {GOOD, None}
    ]
    return min([edge, *bad])


def _read(
    plot: Plot, fields: Fields, tried: tuple[Sequence[float], Sequence[float]], facts: Mapping[str, float]
) -> Reading:
    warms, holds = tried
    (warm, hold), steps = safest(fields, warms, holds)
    at_warm = min(warms, key=lambda one: abs(one - facts.get("mould_c", warm)))
    run = run_at(fields, at_warm, holds)
    good = sum(one == GOOD for one in fields.values())
    safe = Said("safest", {"mould_c": warm, "hold_bar": hold, "steps": float(steps)})
    now = facts.get("hold_bar")
    return Reading(
        plot=plot._replace(marks=() if now is None else (Mark("now", now, facts.get("mould_c", at_warm)),)),
        numbers=(
            Number("safest_bar", hold, "bar"),
            Number("safest_c", warm, "°C"),
            *([Number("wide_bar", run.high - run.low, "bar", run.low, run.high)] if run else []),
            Number("good_pct", 100 * good / len(fields), "%"),
        ),
        says=tuple(_edges(fields, at_warm, run)),
        advises=(safe, *_against(run, at_warm, facts)),
    )


def _edges(fields: Fields, warm: float, run: _Run | None) -> list[Said]:
    """What spoils parts on either side, at the mould temperature that is set."""
    if run is None:
        return [Said("none_here", {"mould_c": warm})]
    told = []
    if run.below is None:
        told.append(Said("open_below", {"hold_bar": run.low}))
    else:
        edge: dict[str, float | str] = {
            "from_bar": run.below,
            "to_bar": run.low,
            "spoils": fields[warm, run.below],
        }
        told.append(Said("below", edge))
    if run.above is None:
        return [*told, Said("open_above", {"hold_bar": run.high})]
    return [
        *told,
        Said("above", {"from_bar": run.high, "to_bar": run.above, "spoils": fields[warm, run.above]}),
    ]


def _against(run: _Run | None, warm: float, facts: Mapping[str, float]) -> list[Said]:
    now = facts.get("hold_bar")
    if now is None or run is None:
        return []
    if not run.low <= now <= run.high:
        return [Said("outside", {"now_bar": now, "mould_c": warm})]
    told = {"now_bar": now, "down_bar": now - run.low, "up_bar": run.high - now}
    at_edge = (now == run.low and run.below is not None) or (now == run.high and run.above is not None)
    return [Said("at_edge" if at_edge else "inside", told)]
