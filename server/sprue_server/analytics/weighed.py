"""How heavy is this part, without a scale?

The cell's virtual gauge has told it from the shot, with an interval that nine of ten readings keep to. Where
the shot is unlike all that taught it, or it no longer holds, that comes first: then nothing is promised.
"""

from collections.abc import Sequence

from sprue_server.findings import Finding, Gauged, ShotFacts


def analyse(shots: Sequence[ShotFacts]) -> list[Finding] | None:
    """Of the newest shot; None without a shot."""
    if not shots:
        return None
    return explain(max(shots, key=lambda shot: (shot.measured_us, shot.id)))


def explain(subject: ShotFacts) -> list[Finding]:
    """A finding for each quantity that a gauge tells, in the gauges' order."""
    return [_explained(one) for one in subject.gauged] or [Finding("no_gauge")]


def _explained(one: Gauged) -> Finding:
    about: dict[str, float | str | None] = {"quantity": one.quantity, "unit": one.unit, "level": one.level}
    if one.value is None:
        return Finding("silent", about)
    numbers = {**about, "value": one.value, "low": one.low, "high": one.high}
    if not one.in_experience:
        return Finding("outside", numbers)
    if not one.trusted:
        return Finding("doubtful", numbers)
    if one.measured is None:
        return Finding("told", numbers)
    within = one.low is not None and one.high is not None and one.low <= one.measured <= one.high
    return Finding("held" if within else "missed", {**numbers, "after": one.measured})
