"""What becomes of the air ahead of the melt: out through the vents, or hot enough to burn. Plain floats.

The front shrinks the cavity's air at constant rate; the gas left stays on its adiabat (outflow does not change
the entropy of what remains), and leaves as through an orifice, choked above 1.9 bar.
"""

from math import exp, log, pow, sqrt  # noqa: A004  # the float one
from typing import NamedTuple

from sprue_sim.physics.viscosity import KELVIN

GAMMA = 1.4  # air
AIR_J_KG_K = 287.0
HALL_BAR = 1.013
CHOKED = (2 / (GAMMA + 1)) ** (GAMMA / (GAMMA - 1))  # pressure ratio of sonic flow, 0.528
HIGHEST_BAR = 5000  # no press squeezes air harder
DISCHARGE = 0.6  # of a vent slit, sharp edged
STEPS = 32  # of ln(volume): within 1 % of an accurate integration (tested)
LAST_SHARE = 0.002  # of the cavity: corners the front never empties
BURN_C, BURN_WIDTH_K = 340.0, 25.0  # scorch marks begin near 300 °C: 2 % at 240, 17 % at 300, 92 % at 400
SHORT_SHARE, SHORT_POWER = 0.012, 2  # air left in the cavity, of its volume, where every second part is short


class Air(NamedTuple):
    """The air at the end of fill: highest pressure and temperature, share of the cavity still not filled."""

    peak_bar: float
    peak_c: float
    left_share: float


def vent_number(
    open_mm2: float, *, cavity_cm3: float, fill_s: float, discharge: float = DISCHARGE, air_c: float = 40.0
) -> float:
    """Vent capacity over fill rate: discharge x area x speed of sound / flow.

    Above 3 the air hardly notices, below 1.73 its pressure climbs to the end of fill.
    """
    sound_m_s = sqrt(GAMMA * AIR_J_KG_K * (air_c + KELVIN))
    return discharge * open_mm2 * 1e-6 * sound_m_s * fill_s / (cavity_cm3 * 1e-6)


def orifice(pressure_bar: float) -> float:
    """Mass flow through a vent to the hall over density x area x speed of sound: 0 to 0.579 when choked.

    Source: Saint-Venant & Wantzel; Shapiro, Compressible Fluid Flow, 1953, ch. 4.
    """
    ratio = max(HALL_BAR / pressure_bar, CHOKED)
    if ratio >= 1:
        return 0.0
    return sqrt(2 / (GAMMA - 1) * (ratio ** (2 / GAMMA) - ratio ** ((GAMMA + 1) / GAMMA)))


def air_bar(vent: float, filled_share: float) -> float:
    """Air pressure when `filled_share` (0 to 0.999) of the cavity is full; `vent` as by `vent_number`."""
    return HALL_BAR * exp(_levels(vent, log(1 / (1 - filled_share)))[-1])


def _levels(vent: float, shrunk: float) -> list[float]:
    """ln(p / hall) at equal steps of ln(1 / volume) up to `shrunk`.

    d ln p / d ln(1/V) = gamma (1 - vent sqrt(T/T0) orifice(p)), never past the pressure where the vents
    carry all the air: midpoint steps.
    """
    highest, step, levels = _balance(vent), shrunk / STEPS, [0.0]
    for _ in range(STEPS):
        half = levels[-1] + step / 2 * _growth(vent, levels[-1])
        after = levels[-1] + step * _growth(vent, half) if half < highest else highest
        levels.append(min(after, highest))
    return levels


def _growth(vent: float, level: float) -> float:
    """Growth of ln p per ln of shrinking volume, at ln(p / hall) = level."""
    hot = exp(level * (GAMMA - 1) / GAMMA / 2)
    return GAMMA * max(1 - vent * hot * orifice(HALL_BAR * exp(level)), 0.0)


def _balance(vent: float) -> float:
    """ln(p / hall) where outflow equals the front's advance, by bisection; at most ln of 5000 bar."""
    low, high = 0.0, log(HIGHEST_BAR / HALL_BAR)
    for _ in range(24):
        middle = (low + high) / 2
        low, high = (middle, high) if _growth(vent, middle) > 0 else (low, middle)
    return high


def adiabatic_c(pressure_bar: float, *, air_c: float = 40.0) -> float:
    """Temperature of air squeezed without loss of heat: an upper bound, thin walls cool it. 9.7 bar: 325 °C."""
    return (air_c + KELVIN) * pow(pressure_bar / HALL_BAR, (GAMMA - 1) / GAMMA) - KELVIN


def trapped(vent: float, *, front_bar: float, air_c: float = 40.0) -> Air:
    """Air at the end of fill when the melt can push with `front_bar` at its front.

    The front stops where the air pushes back as hard: what is left by then is a short shot or a burn.
    """
    whole = log(1 / LAST_SHARE)
    levels, stop = _levels(vent, whole), log(max(front_bar / HALL_BAR, 1.001))
    if levels[-1] <= stop:
        peak = HALL_BAR * exp(levels[-1])
        return Air(peak, adiabatic_c(peak, air_c=air_c), LAST_SHARE)
    after = next(i for i, level in enumerate(levels) if level > stop)
    part = (stop - levels[after - 1]) / (levels[after] - levels[after - 1])
    left = exp(-whole * (after - 1 + part) / STEPS)
    return Air(front_bar, adiabatic_c(front_bar, air_c=air_c), left)


def burn_severity(peak_c: float) -> float:
    """Scorch marks (diesel effect), 0 to 1, by the peak temperature of trapped air; over 300 °C burns."""
    return 1 / (1 + exp(min((BURN_C - peak_c) / BURN_WIDTH_K, 50.0)))


def short_severity(left_share: float) -> float:
    """Tendency to a short shot, 0 to 1, by the share of the cavity where air stands against the melt."""
    over = max(left_share - LAST_SHARE, 0.0) ** SHORT_POWER
    return over / (over + SHORT_SHARE**SHORT_POWER)
