"""Do all cavities fill alike?

Short parts are weighed by cavity: imbalance is (heaviest - lightest) / heaviest. Up to 5 % is usually called
balanced; the number is a shop's rule, not a standard. Cavities are called uneven only as far as the scatter of
the parts does not explain it.
"""

from collections.abc import Mapping, Sequence
from statistics import fmean

from sprue_contract.studies import Point
from sprue_server.study_reading import (
    SIGMAS,
    Axis,
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

BALANCED_PCT, UNBALANCED_PCT = 5.0, 10.0


def read(points: Sequence[Point], facts: Mapping[str, float]) -> Reading:
    """`cavity`, `weight_g`; fact `cavities`: how many the mould has."""
    steps = steps_of(points, "cavity", "weight_g")
    sigma = scatter(steps) if any(len(step.values) > 1 for step in steps) else 0.0
    plot = Plot("dots", Axis("cavity", ""), Axis("weight_g", "g"), dots_of(steps, sigma))
    if len(steps) < 2:  # noqa: PLR2004
        return Reading(plot, cannot=Said("one_cavity"))
    heavy = max(steps, key=lambda step: step.mean)
    light = min(steps, key=lambda step: step.mean)
    imbalance = 100 * (heavy.mean - light.mean) / heavy.mean
    off = 100 * SIGMAS * error(sigma, len(heavy.values), len(light.values)) / heavy.mean
    mean_g = fmean(step.mean for step in steps)
    return Reading(
        plot=plot,
        numbers=(
            Number("imbalance_pct", imbalance, "%", max(imbalance - off, 0.0), imbalance + off),
            Number("mean_g", mean_g, "g"),
        ),
        says=(_found(imbalance, off, heavy, light), *_missing(steps, facts.get("cavities"))),
        advises=(Said(_judged(imbalance, off), {"light": light.at}),),
    )


def _found(imbalance: float, off: float, heavy: Step, light: Step) -> Said:
    if imbalance <= off:
        return Said("alike", {"off_pct": off})
    told = {"heavy": heavy.at, "light": light.at, "imbalance_pct": imbalance, "limit_pct": BALANCED_PCT}
    return Said("apart", told)


def _judged(imbalance: float, off: float) -> str:
    if imbalance <= max(off, BALANCED_PCT):
        return "balanced"
    return "uneven" if imbalance <= UNBALANCED_PCT else "unbalanced"


def _missing(steps: Sequence[Step], cavities: float | None) -> tuple[Said, ...]:
    if cavities is None or len(steps) >= cavities:
        return ()
    there = {round(step.at) for step in steps}
    gone = [str(one) for one in range(1, round(cavities) + 1) if one not in there]
    return (Said("missing", {"cavities": ", ".join(gone)}),)
