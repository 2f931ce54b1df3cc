"""How bad each of twelve defects is on one shot, 0 to 1, from what physically drives it. Plain floats.

Every severity is smooth and monotone in each driver; a nominal shot stays below 0.05; 0.5 is a part that
every second inspector rejects. Thresholds below are where one cause alone gives 0.5.
"""

from math import exp, pow, sqrt  # noqa: A004  # the float one, cheaper and typed
from typing import NamedTuple

from sprue_sim.physics.clamp import flash_severity
from sprue_sim.physics.drying import splay_severity
from sprue_sim.physics.venting import burn_severity

MISSING_SHARE = 0.01  # of the cavity: a corner that anyone sees
SEAL_LOSS = 0.35  # of the nominal pressure at gate seal: shrinks some 0.3 % more, a sink over a rib
HOT_EJECT_K = 15.0  # mean part temperature over that of a safe ejection: soft enough to bend
GAS_SHARE = 0.08  # of the melt degraded: enough gas for streaks
SUCK_RATIO = 2.5  # decompression over nominal: air drawn into the nozzle
DEW_K = 6.0  # wall below the hall's dew point: drops on the wall
MEET_K = 30.0  # front over no-flow temperature where fronts meet: hardly welds
AIR_BAR = 20.0  # trapped air between two fronts that keeps them apart
HALVES_K = 14.0  # one half over the other: bends a flat part
SLOW_RATIO = 0.45  # front speed over nominal, with colder melt or wall counted as slower
COLD_MELT, COLD_WALL = 0.012, 0.018  # per K: as much slower a front that much colder looks (ours)
JET = 1.0  # jet number: the strand shoots past the opposite wall
DEGRADED_SHARE = 0.05  # carbonised matter to be seen
SPECK_INDEX = 0.35  # specks from dead corners and regrind, as their modules give them
UNMIXED = 0.5  # of the nominal mixing index
DOSE_SHARE = 0.3  # masterbatch dosed too much or too little
TOLERANCE = 1.0  # deviation over half the tolerance: at the limit
SWELL = 2.2  # of the strand behind the gate: a wall thinner than this catches it
JET_SPEED_M_S = 6.0  # at the gate, nominal melt


class Drivers(NamedTuple):
    """What drives defects on one shot; the defaults are a nominal good shot."""

    fill_share: float = 1.0
    gap_ratio: float = 0.3
    cavity_bar: float = 400.0
    seal_ratio: float = 1.0
    eject_over_k: float = 0.0
    trapped_c: float = 60.0
    trapped_bar: float = 1.3
    moisture_ratio: float = 0.5
    decompression_ratio: float = 1.0
    dew_over_wall_k: float = 0.0
    meeting_over_no_flow_k: float = 80.0
    halves_k: float = 1.0
    front_ratio: float = 1.0
    melt_off_k: float = 0.0
    wall_off_k: float = 0.0
    jet_number: float = 0.35
    degraded_share: float = 0.003
    speck_index: float = 0.02
    mixing_index: float = 1.0
    dose_off_share: float = 0.02
    off_tolerances: float = 0.2


class Severities(NamedTuple):
    """The twelve defects, each 0 to 1."""

    short_shot: float
    flash: float
    sink: float
    burn: float
    splay: float
    weld_line: float
    warpage: float
    flow_lines: float
    jetting: float
    black_specks: float
    colour_streak: float
    dimension_drift: float


def rising(value: float, half: float, power: int = 2) -> float:
    """0 at 0 and below, 0.5 at `half`, towards 1: how a defect grows with its driver."""
    grown = pow(max(value, 0.0) / half, power)
    return grown / (1 + grown)


def falling(value: float, half: float, power: int = 4) -> float:
    """1 at 0 and below, 0.5 at `half`, towards 0."""
    return 1 - rising(value, half, power)


def either(*severities: float) -> float:
    """Independent causes of one defect: 1 - product of (1 - s)."""
    free = 1.0
    for severity in severities:
        free *= 1 - severity
    return 1 - free


def jet_number(
    gate_m_s: float, *, wall_mm: float, gate_mm: float, colder_k: float = 0.0, wear: float = 1.0
) -> float:
    """Tendency to jetting, 1 at onset: a fast strand, thinner than the wall it meets, of cold (stiff) melt.

    Ours: square root of speed over 6 m/s, wall over swollen strand, 1 % per K colder.
    `wear` over 1: a rounded gate edge lets the strand swell less.
    """
    free = wall_mm * wear / (SWELL * gate_mm)
    return sqrt(max(gate_m_s, 0.0) / JET_SPEED_M_S) * free * exp(0.01 * colder_k)


def severities(drivers: Drivers) -> Severities:
    """All twelve defects of a shot."""
    d = drivers
    return Severities(
        short_shot=rising(1 - d.fill_share, MISSING_SHARE),
        flash=flash_severity(d.gap_ratio, cavity_bar=d.cavity_bar),
        sink=either(rising(1 - d.seal_ratio, SEAL_LOSS, 3), rising(d.eject_over_k, 2 * HOT_EJECT_K)),
        burn=burn_severity(d.trapped_c),
        splay=_splay(d),
        weld_line=either(falling(d.meeting_over_no_flow_k, MEET_K), rising(d.trapped_bar, AIR_BAR)),
        warpage=_warpage(d),
        flow_lines=falling(_apparent_speed(d), SLOW_RATIO, 5),
        jetting=rising(d.jet_number, JET, 4),
        black_specks=either(rising(d.degraded_share, DEGRADED_SHARE), rising(d.speck_index, SPECK_INDEX)),
        colour_streak=either(falling(d.mixing_index, UNMIXED, 5), rising(d.dose_off_share, DOSE_SHARE)),
        dimension_drift=rising(abs(d.off_tolerances), TOLERANCE, 4),
    )


def _splay(d: Drivers) -> float:
    return either(
        splay_severity(d.moisture_ratio),
        rising(d.degraded_share, GAS_SHARE),
        rising(d.decompression_ratio - 1, SUCK_RATIO - 1),
        rising(d.dew_over_wall_k, DEW_K),
    )


def _warpage(d: Drivers) -> float:
    """Halves of different warmth, a part too soft to eject, and pressure that froze unevenly."""
    return either(
        rising(abs(d.halves_k), HALVES_K),
        rising(d.eject_over_k, HOT_EJECT_K),
        rising(1 - d.seal_ratio, 2 * SEAL_LOSS, 3),
    )


def _apparent_speed(d: Drivers) -> float:
    """Front speed over nominal as the skin shows it: colder melt or wall looks like a slower front."""
    return d.front_ratio * exp(COLD_MELT * d.melt_off_k + COLD_WALL * d.wall_off_k)
