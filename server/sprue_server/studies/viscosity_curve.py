"""From which injection speed on does the melt's viscosity hardly depend on speed any more?

Viscosity as the press feels it is pressure at change-over times fill time, over one divided by fill time. Log
against log that is nearly a straight line, so "flat" is a matter of scale: it is the knee of the curve as it is
drawn (greatest distance from the chord; Satopaa et al., Kneedle, 2011), within the speeds that were tried.
Shots at the press's limit of pressure are left out, and such slow ones that pressure rises again as they get
slower: there the melt freezes on its way.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import log
from typing import NamedTuple

from sprue_contract.studies import Point
from sprue_server.study_reading import (
    SIGMAS,
    Axis,
    Dot,
    Mark,
    Number,
    Plot,
    Reading,
    Said,
    Step,
    error,
    scatter,
)

NEEDS = 5  # speeds
AT_LIMIT = 0.95  # of the press's pressure: it no longer does the speed that is set
FREEZES = 1.05  # times the least pressure, at a slower fill
FALLS = 1.5  # times, at least, from the slowest to the fastest: else there is no curve
SWING = 0.1  # of speed: what a press's speed may well differ by


class _Speed(NamedTuple):
    fill_s: float
    bar: float
    viscosity: Step
    used: bool = True

    @property
    def rate(self) -> float:
        return 1 / self.fill_s


def read(points: Sequence[Point], facts: Mapping[str, float]) -> Reading:
    """`fill_s`, `transfer_bar`, `flow_cm3_s` if set flows are known; facts `fill_s`, `limit_bar`."""
    speeds = _marked(_speeds(points), facts.get("limit_bar"))
    sigma = _relative(speeds)
    used = [one for one in speeds if one.used]
    plot = Plot("line", Axis("fill_rate", "1/s"), Axis("viscosity", "bar·s"), _dots(speeds, sigma))
    if len(used) < NEEDS:
        return Reading(plot, cannot=Said("few_speeds", {"used": len(used), "needs": NEEDS}))
    if used[0].viscosity.mean < FALLS * used[-1].viscosity.mean:
        return Reading(plot, cannot=Said("no_fall", {"falls": FALLS}))
    knee = knee_of([(one.rate, one.viscosity.mean) for one in used])
    if not 0 < knee < len(used) - 1:
        return Reading(plot, cannot=Said("no_knee", {}))
    return _read(plot, speeds, used, knee, facts)


def knee_of(curve: Sequence[tuple[float, float]]) -> int:
    """Where a falling curve is farthest below the chord from its first to its last point."""
    (x0, y0), (x1, y1) = curve[0], curve[-1]
    below = [(y0 - y) / (y0 - y1) - (x - x0) / (x1 - x0) for x, y in curve]
    return below.index(max(below))


def _speeds(points: Sequence[Point]) -> list[_Speed]:
    """Shots of one set flow belong together, else those of one fill time; from slow to fast."""
    groups: dict[float, list[tuple[float, float]]] = {}
    for point in points:
        fill_s = float(point["fill_s"])
        groups.setdefault(float(point.get("flow_cm3_s") or -fill_s), []).append(
            (fill_s, float(point["transfer_bar"]))
        )
    found = [
        _Speed(
            fill_s=sum(fill for fill, _ in shots) / len(shots),
            bar=sum(bar for _, bar in shots) / len(shots),
            viscosity=Step(key, tuple(fill * bar for fill, bar in shots)),
        )
        for key, shots in groups.items()
    ]
    return sorted(found, key=lambda one: one.rate)


def _marked(speeds: Sequence[_Speed], limit_bar: float | None) -> list[_Speed]:
    """Without the shots that say nothing about the melt."""
    free = [one for one in speeds if limit_bar is None or one.bar < AT_LIMIT * limit_bar]
    if not free:
        return [one._replace(used=False) for one in speeds]
    least = min(free, key=lambda one: one.bar)
    frozen = [one.rate for one in speeds if one.rate < least.rate and one.bar > FREEZES * least.bar]
    slowest = max(frozen, default=0.0)
    return [one._replace(used=one in free and one.rate > slowest) for one in speeds]


def _relative(speeds: Sequence[_Speed]) -> float:
    """1 sigma of one viscosity, of its value."""
    logs = [Step(one.rate, tuple(log(value) for value in one.viscosity.values)) for one in speeds]
    free = [one for one in logs if len(one.values) > 1]
    return scatter(free) if free else 0.0


def _dots(speeds: Sequence[_Speed], sigma: float) -> tuple[Dot, ...]:
    found = []
    for one in speeds:
        mean, off = one.viscosity.mean, SIGMAS * error(sigma, len(one.viscosity.values))
        dot = Dot(one.rate, mean, mean * (1 - off), mean * (1 + off), len(one.viscosity.values), one.used)
        found.append(dot)
    return tuple(found)


def _read(
    plot: Plot, speeds: Sequence[_Speed], used: Sequence[_Speed], knee: int, facts: Mapping[str, float]
) -> Reading:
    at, slower, faster = used[knee], used[knee - 1], used[knee + 1]
    left_out = len(speeds) - len(used)
    now_s, marks = facts.get("fill_s"), (Mark("flat", at.rate, used[-1].rate),)
    flat = Said("flat", {"fill_s": at.fill_s})
    return Reading(
        plot=plot._replace(marks=marks if now_s is None else (*marks, Mark("now", 1 / now_s, 1 / now_s))),
        numbers=(
            Number("flat_s", at.fill_s, "s", faster.fill_s, slower.fill_s),
            Number("viscosity", at.viscosity.mean, "bar·s"),
            *_share(at, facts.get("limit_bar")),
        ),
        says=(flat, Said("left_out", {"count": left_out})) if left_out else (flat,),
        advises=(Said("set", {"fill_s": at.fill_s}), *_against(used, knee, facts)),
    )


def _share(at: _Speed, limit_bar: float | None) -> tuple[Number, ...]:
    return () if limit_bar is None else (Number("limit_pct", 100 * at.bar / limit_bar, "%"),)


def _against(used: Sequence[_Speed], knee: int, facts: Mapping[str, float]) -> list[Said]:
    """Which side of the knee the press is on now, and by how much viscosity swings there with its speed."""
    now_s = facts.get("fill_s")
    if now_s is None:
        return []
    flat_s = used[knee].fill_s
    swing = swing_bar_s(used, 1 / now_s) / used[knee].viscosity.mean
    told = {"now_s": now_s, "flat_s": flat_s, "speed_pct": 100 * SWING, "swing_pct": 100 * swing}
    return [Said("on_flat" if now_s <= used[knee - 1].fill_s else "on_slope", told)]


def swing_bar_s(used: Sequence[_Speed], rate: float) -> float:
    """By how much viscosity differs between a tenth slower and a tenth faster, from the two speeds around."""
    pairs = list(pairwise(used))
    before, after = next((pair for pair in pairs if pair[1].rate >= rate), pairs[-1])
    steep = (before.viscosity.mean - after.viscosity.mean) / (after.rate - before.rate)
    return abs(steep) * 2 * SWING * rate
