"""What does the camera see on this part, and what most likely caused it?

Each defect has the causes that moulders know (cause and effect after Kazmer, Injection Mold Design Engineering,
ch. 12, and Osswald et al., Injection Molding Handbook, ch. 10). A cause is as likely as it is usual, times what
the shot's own numbers say: how far each lies from recent good shots, in spreads. What was seen on the steel
counts too. Where no cause is likelier than all others together, the answer is that it is not known.
"""

from collections.abc import Mapping, Sequence
from math import exp, log
from typing import NamedTuple

from sprue_server.analytics.stands_out import NEEDS, distance
from sprue_server.findings import Finding, ShotFacts

STARTS, FULL = 1.5, 5.0  # spreads at which a number begins to speak, and where more says no more
PER_SPREAD = 0.8  # of log odds
STEADY = 1.0  # log odds, for and against, of "hardly moves"
STEEL = 2.5  # log odds of what was seen on the steel
UNUSUAL = 0.1  # how usual a cause that we do not know is
LIKELY = 0.5
SUREST = 99  # percent that is told: weights of ours prove nothing
FILL, PEAK, TRANSFER = "injection_time_s", "specific_pressure_maximum_bar", "transfer_specific_pressure_bar"
CAVITY, CUSHION, DOSING = "cavity_pressure_maximum_bar", "cushion_volume_cm3", "dosing_time_s"
WALL = "cavity_wall_start_c"


class Cause(NamedTuple):
    """How usual it is; numbers that rise (1), fall (-1) or hardly move (0); what it leaves on the steel."""

    name: str
    usual: float
    moves: Mapping[str, int]
    steel: tuple[str, ...] = ()


VENTS = Cause("blocked_vents", 3, {PEAK: 0, FILL: 0}, ("residue_at_vents", "blocked_vent"))
FAST = Cause("too_fast", 1, {FILL: -1})
SLOW = Cause("too_slow", 1, {FILL: 1})
HOT = Cause("melt_too_hot", 1, {PEAK: -1, TRANSFER: -1})
COLD = Cause("melt_too_cold", 1, {PEAK: 1, TRANSFER: 1})
WET = Cause("wet_material", 3, {PEAK: -1, DOSING: -1})
RING = Cause("worn_check_ring", 1, {CUSHION: -1, CAVITY: -1})
PACKED = Cause("too_little_hold", 2, {CAVITY: -1})
OVERPACKED = Cause("too_much_hold", 1, {CAVITY: 1})
STIFF = Cause("lot_change", 1, {PEAK: 1, CAVITY: -1})
WARM = Cause("blocked_cooling_channel", 1, {WALL: 1})
PARTING = Cause("parting_line_damage", 2, {PEAK: 0, CAVITY: 0}, ("parting_line_damage",))
DOSER = Cause("masterbatch_doser", 2, {PEAK: 0, DOSING: 0})
SCREW = Cause("worn_screw", 1, {DOSING: 1})
TIP = Cause("hot_runner_zone", 1, {CAVITY: -1, CUSHION: 1})
REGRIND = Cause("regrind_excess", 1, {DOSING: -1})
RESIDENCE = Cause("thermocouple_drift", 1, {PEAK: -1})

CAUSES: Mapping[str, tuple[Cause, ...]] = {
    "burn": (VENTS, FAST, HOT),
    "short_shot": (RING, TIP, COLD, VENTS._replace(usual=0.5), PACKED),
    "flash": (PARTING, OVERPACKED, HOT),
    "sink": (PACKED, RING, WARM, STIFF),
    "splay": (WET, HOT, FAST),
    "weld_line": (COLD, SLOW, VENTS._replace(usual=1)),
    "flow_lines": (SLOW, COLD, STIFF),
    "jetting": (FAST, COLD),
    "warpage": (WARM, PACKED),
    "black_specks": (REGRIND, RESIDENCE),
    "colour_streak": (DOSER, SCREW),
    "dimension_drift": (WARM, PACKED, OVERPACKED, STIFF),
}


def analyse(shots: Sequence[ShotFacts]) -> list[Finding] | None:
    """Explain what is seen on the newest part by the others; None while too few."""
    if len(shots) <= NEEDS:
        return None
    *others, subject = sorted(shots, key=lambda shot: (shot.measured_us, shot.id))
    return explain(subject, others) or [Finding("nothing")]


def explain(subject: ShotFacts, others: Sequence[ShotFacts]) -> list[Finding]:
    """A finding for each defect that is seen, the worst first; empty when nothing is."""
    good = [shot for shot in others if shot.good and shot.id != subject.id]
    return [_explained(kind, subject, good) for kind in subject.seen]


def shares(kind: str, subject: ShotFacts, good: Sequence[ShotFacts]) -> dict[str, float]:
    """How likely each cause of a defect is; what is missing from 1 is what we do not know."""
    weights = {cause.name: _weight(cause, subject, good) for cause in CAUSES.get(kind, ())}
    total = sum(weights.values()) + UNUSUAL
    return {name: weight / total for name, weight in weights.items()}


def _explained(kind: str, subject: ShotFacts, good: Sequence[ShotFacts]) -> Finding:
    told = sorted(shares(kind, subject, good).items(), key=lambda one: -one[1])
    if not told or told[0][1] < LIKELY:
        return Finding("unexplained", {"defect": kind, "cause": told[0][0]}) if told else _nameless(kind)
    name, share = told[0]
    cause = next(one for one in CAUSES[kind] if one.name == name)
    steel = next((one for one in subject.steel_seen if one in cause.steel), None)
    numbers: dict[str, float | str | None] = {
        "defect": kind,
        "cause": name,
        "percent": min(round(100 * share), SUREST),
    }
    if steel:
        return Finding("caused_and_on_steel", {**numbers, "steel": steel}, share)
    return Finding("caused", numbers, share)


def _nameless(kind: str) -> Finding:
    return Finding("unknown", {"defect": kind})


def _weight(cause: Cause, subject: ShotFacts, good: Sequence[ShotFacts]) -> float:
    odds = log(cause.usual) + STEEL * any(one in cause.steel for one in subject.steel_seen)
    for quantity, way in cause.moves.items():
        told = distance(quantity, subject, good)
        odds += 0.0 if told is None else _says(way, told[0])
    return exp(odds)


def _says(way: int, spreads: float) -> float:
    """Log odds that one number gives a cause with which it moves this way."""
    moved = min(max(abs(spreads) - STARTS, 0.0), FULL)
    if way == 0:
        return STEADY if moved == 0 else -PER_SPREAD * moved
    along = PER_SPREAD * moved * (1 if spreads * way > 0 else -1)
    return along if moved else -STEADY / 2
