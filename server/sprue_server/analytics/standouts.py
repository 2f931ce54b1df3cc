"""Which shots stand out?

Always the shot with the lowest cavity pressure among complete cycles; then interrupted cycles, then the
strongest deviation of each quantity that moulders watch. At most one shot per reason, and none twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sprue_server.analytics.stands_out import NEEDS, WORDS, deviation, explain, lowest, yardstick
from sprue_server.findings import CAVITY, Finding, ShotFacts

READS = tuple(WORDS)  # no other quantity, and no setting
STRONG = 5.0  # spreads; seldom by chance, even among thousands of shots


@dataclass(frozen=True)
class Standout:
    """A shot and what about it stands out."""

    shot: ShotFacts
    finding: Finding


def analyse(shots: Sequence[ShotFacts]) -> list[Standout] | None:
    """Shots that stand out, the most telling first; None while too few to say."""
    good = [shot for shot in shots if shot.good]
    if len(good) < NEEDS:
        return None
    found = [*_lowest(good), *_interrupted(shots, good)]
    for name in WORDS:
        found += _strongest(name, good, found)
    return found


def _lowest(good: Sequence[ShotFacts]) -> list[Standout]:
    known = [shot for shot in good if shot.values.get(CAVITY) is not None]
    if not known:
        return []
    shot = min(known, key=lambda one: (one.values[CAVITY] or 0.0, one.measured_us))
    others = [one for one in good if one.id != shot.id]
    return [Standout(shot, finding) for finding in lowest(shot, others)]


def _interrupted(shots: Sequence[ShotFacts], good: Sequence[ShotFacts]) -> list[Standout]:
    broken = [shot for shot in shots if shot.interrupted]
    if not broken:
        return []
    newest = max(broken, key=lambda shot: (shot.measured_us, shot.id))
    finding = explain(newest, good)[0]
    return [Standout(newest, Finding(finding.key, {**finding.numbers, "count": len(broken)}, -99.0))]


def _strongest(name: str, good: Sequence[ShotFacts], taken: Sequence[Standout]) -> list[Standout]:
    usual = yardstick(name, good)  # once: per shot it would take seconds for a day's shots
    if usual is None:
        return []
    ids = {standout.shot.id for standout in taken}
    told = [(shot, shot.values.get(name)) for shot in good if shot.id not in ids]
    far = [((value - usual[0]) / usual[1], shot) for shot, value in told if value is not None]
    if not far:
        return []
    spreads, shot = max(far, key=lambda one: (abs(one[0]), one[1].measured_us))
    if abs(spreads) < STRONG:
        return []
    finding = deviation(name, shot, [one for one in good if one.id != shot.id])
    return [Standout(shot, finding)] if finding else []
