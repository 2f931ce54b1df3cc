"""Why does this shot stand out from its neighbours?

Each quantity of the shot is held against the median of recent good shots, in units of their usual spread
(median absolute deviation). What was set differently is told first: it explains the rest.
"""

from collections.abc import Sequence
from statistics import median

from sprue_contract.quantities import QUANTITIES
from sprue_server.findings import CAVITY, INTERRUPTED_BAR, Finding, ShotFacts

NEEDS = 8  # shots; with fewer the spread is a guess
STRONG = 3.5  # spreads; one in 2,000 steady shots by chance
MAD = 1.4826  # turns the median deviation of normal noise into one standard deviation
FLOOR = 0.002  # relative: below it a difference is the sensor's, not the shot's
WORDS = {
    CAVITY: "cavity",
    "injection_time_s": "fill",
    "transfer_specific_pressure_bar": "transfer",
    "specific_pressure_maximum_bar": "peak",
    "cushion_volume_cm3": "cushion",
    "dosing_time_s": "dosing",
    "cycle_time_s": "cycle",
    "cavity_wall_start_c": "wall",
}


def analyse(shots: Sequence[ShotFacts]) -> list[Finding] | None:
    """Explain the newest of the shots by the others; None while too few."""
    if len(shots) <= NEEDS:
        return None
    *others, subject = sorted(shots, key=lambda shot: (shot.measured_us, shot.id))
    return explain(subject, others)


def explain(subject: ShotFacts, others: Sequence[ShotFacts]) -> list[Finding]:
    """Findings about `subject`, the most telling first; `usual` when nothing stands out."""
    good = [shot for shot in others if shot.good and shot.id != subject.id]
    if len(good) < NEEDS:
        return [Finding("too_few", {"shots": len(good), "needs": NEEDS})]
    differing = sorted(_changed(subject, good), key=lambda found: found.key == "changed")
    if subject.interrupted:
        return [_interrupted(subject, good), *differing]
    strong = [found for name in WORDS if (found := deviation(name, subject, good))]
    strong.sort(key=lambda found: -abs(found.distance))
    lead = lowest(subject, good) or [found for found in strong if found.key.startswith("cavity_")]
    rest = [found for found in strong if not found.key.startswith("cavity_")]
    start_up = [Finding("start_up")] if subject.start_up else []
    return [*lead, *start_up, *differing, *rest] or [Finding("usual", {"shots": len(good)})]


def lowest(subject: ShotFacts, good: Sequence[ShotFacts]) -> list[Finding]:
    """One finding when no other shot has so little cavity pressure; else none."""
    known = [value for shot in good if (value := shot.values.get(CAVITY)) is not None]
    told, value = distance(CAVITY, subject, good), subject.values.get(CAVITY)
    if told is None or value is None or value >= min(known):
        return []
    spreads, middle = told
    numbers: dict[str, float | str | None] = {
        "quantity": CAVITY,
        "value": value,
        "median": round(middle, 1),
        "unit": "bar",
        "percent": round(100 * (1 - value / middle), 1),
        "shots": len(known),
    }
    return [Finding("lowest_cavity", numbers, spreads)]


def yardstick(name: str, others: Sequence[ShotFacts]) -> tuple[float, float] | None:
    """Median of a quantity and its usual spread; None while too few shots tell it."""
    known = [found for shot in others if (found := shot.values.get(name)) is not None]
    if len(known) < NEEDS:
        return None
    middle = median(known)
    spread = MAD * median(abs(one - middle) for one in known)
    return middle, max(spread, FLOOR * abs(middle), 1e-9)


def distance(name: str, subject: ShotFacts, others: Sequence[ShotFacts]) -> tuple[float, float] | None:
    """How many usual spreads the shot lies from the median, and that median; None when not measured."""
    value, usual = subject.values.get(name), yardstick(name, others)
    if value is None or usual is None:
        return None
    return (value - usual[0]) / usual[1], usual[0]


def deviation(name: str, subject: ShotFacts, good: Sequence[ShotFacts]) -> Finding | None:
    """How one quantity stands out; None when it does not."""
    found = distance(name, subject, good)
    if found is None or abs(found[0]) < STRONG:
        return None
    spreads, middle = found
    value = subject.values[name]
    assert value is not None  # noqa: S101  # distance has looked
    numbers: dict[str, float | str | None] = {
        "quantity": name,
        "value": value,
        "median": round(middle, 4),
        "unit": QUANTITIES[name].unit,
        "percent": round(100 * abs(value / middle - 1), 1) if middle else None,
        "shots": len(good),
        "spreads": round(abs(spreads), 1),
    }
    return Finding(f"{WORDS[name]}_{'high' if spreads > 0 else 'low'}", numbers, spreads)


def _interrupted(subject: ShotFacts, good: Sequence[ShotFacts]) -> Finding:
    """By its cavity pressure where it was measured, else because the machine says so."""
    value = subject.values.get(CAVITY)
    if value is None or value >= INTERRUPTED_BAR:
        return Finding("failed_cycle", {}, -99.0)
    cavity = [found for shot in good if (found := shot.values.get(CAVITY)) is not None]
    middle = round(median(cavity), 1) if cavity else None
    return Finding("interrupted", {"value": value, "median": middle, "unit": "bar"}, -99.0)


def _changed(subject: ShotFacts, good: Sequence[ShotFacts]) -> list[Finding]:
    """Settings that differ from what most of the others had, with what that does."""
    found = []
    for name, value in subject.settings.items():
        usual = [before for shot in good if (before := shot.settings.get(name)) is not None]
        if value is None or not usual:
            continue
        before = median(usual)
        if abs(value - before) > FLOOR * abs(before):
            found.append(_setting(name, before, value))
    return found


def _setting(name: str, before: float, after: float) -> Finding:
    key = "changed"
    if name == "set_transfer_volume_cm3":
        key = "earlier_changeover" if after > before else "later_changeover"
    known = QUANTITIES.get(name)
    unit = known.unit if known else ""
    return Finding(key, {"quantity": name, "before": before, "after": after, "unit": unit})
