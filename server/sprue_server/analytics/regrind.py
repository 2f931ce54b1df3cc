"""What changed with another share of regrind?

Shots of the same job and settings at different shares: what moved, how many were rejected, what they took. What
was run at another time is not the same but for the share, and the answer says so. It stands on values of the
control (level B), on curves and cavity where they are there.
"""

from collections.abc import Sequence

from sprue_server.energy.regrind import Against, Fed, NoComparison, compare
from sprue_server.findings import Finding, ShotFacts

LEVEL, SHARE = "B", "recyclate_pct"


def analyse(shots: Sequence[ShotFacts]) -> list[Finding] | None:
    """What these shots say; None without any."""
    if not shots:
        return None
    return explain(compare([_fed(shot) for shot in sorted(shots, key=lambda one: (one.measured_us, one.id))]))


def explain(found: tuple[Against, ...] | NoComparison) -> list[Finding]:
    """A finding for each share that is compared, or why none is."""
    if isinstance(found, NoComparison):
        return [_none(found)]
    return [finding for one in found for finding in _told(one)]


def _fed(shot: ShotFacts) -> Fed:
    under = tuple(sorted((name, value) for name, value in shot.settings.items() if name != SHARE))
    numbers = {name: value for name, value in shot.values.items() if value is not None}
    return Fed(shot.measured_us, shot.settings.get(SHARE), under, numbers, bad=not shot.good)


def _none(found: NoComparison) -> Finding:
    numbers: dict[str, float | str | None] = {"level": LEVEL, "shots": found.shots, "share": found.share_pct}
    if found.reason == "one_share":
        return Finding("one_share", numbers)
    return (
        Finding("share_not_told", numbers) if found.reason == "share_not_told" else Finding("too_few", numbers)
    )


def _told(one: Against) -> list[Finding]:
    moved = [other for other in one.moved if other.told]
    numbers: dict[str, float | str | None] = {
        "level": LEVEL,
        "share": one.share_pct,
        "base_share": one.base_pct,
        "shots": one.shots,
        "base_shots": one.base_shots,
        "count": len(moved),
    }
    if not moved:
        return [Finding("nothing_moved", numbers)]
    first = moved[0]
    numbers |= {"quantity": first.name, "spreads": first.spreads.value}
    told = Finding("moved", numbers, first.spreads.value)
    return [told] if one.in_turn else [told, Finding("other_times", numbers)]
