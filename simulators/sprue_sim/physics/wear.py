"""What shots and hours do to screw, check ring, mould edge, vents and water channels. Plain floats.

Growth is by power laws whose rates the caller gives; each function says what the wear then does.
"""

from math import exp, pi, pow  # noqa: A004  # the float one

STICK = 0.0008  # 1 sigma of the shot's volume with a new ring: ten shots spread by 0.25 %
SCATTER = 0.25  # of the leak share: a ring that leaks 4 % closes 1 % early or late
DRAG_LOSS = 0.6  # of the clearance over channel depth, lost from drag flow over the flights
BACK_LOSS = 0.15  # of the conveying lost at nominal back pressure when the clearance is a tenth of the depth
FOULING_FLOOR = 0.03  # of the vent area stays open: the parting line itself
CLEAN_LEFT = 0.02  # of the vent area that wiping does not free


def grown(start: float, *, rate: float, count: float, power: float = 1.0) -> float:
    """Size of a wear mark after `count` shots or hours: start + rate x count^power (0.5 to 2; 1 is steady)."""
    return start + rate * pow(count, power)


def leak_cm3_s(
    clearance_mm: float, *, pressure_bar: float, viscosity_pa_s: float, ring_mm: float, length_mm: float = 12.0
) -> float:
    """Melt that slips back through a check ring's annulus: pi D c^3 p / (12 eta L), cm3/s.

    Thin annulus as a slit: within 1 % of the exact annulus for c < D / 20 (tested). New ring: c about 0.02 mm.
    """
    slit_m3 = pi * ring_mm * clearance_mm**3 * 1e-12
    return slit_m3 * pressure_bar * 1e5 / (12 * viscosity_pa_s * length_mm / 1000) * 1e6


def leak_share(leak_cm3_s: float, *, flow_cm3_s: float) -> float:
    """Share of the pushed melt that goes back instead of forward, 0 to 1: the screw moves for both."""
    return leak_cm3_s / (leak_cm3_s + flow_cm3_s)


def shot_sigma(leak: float) -> float:
    """Relative scatter (1 sigma) of the volume delivered; multiply a standard normal draw with it.

    Ten-shot test: range is about 3.1 sigma; act over 1 to 2 % on precision parts (ptonline).
    """
    return STICK + SCATTER * leak


def conveying_share(clearance_mm: float, *, depth_mm: float, back_ratio: float = 1.0) -> float:
    """Conveying of a screw with worn flights against one without gap, 0 to 1.

    Drag flow falls with gap over depth, leakage over the flights with its cube and with the back pressure
    (over nominal). Valid for a gap up to a third of the channel depth. Rauwendaal, Polymer Extrusion, ch. 8.
    """
    gap = clearance_mm / depth_mm
    return exp(-DRAG_LOSS * gap - BACK_LOSS * (gap / 0.1) ** 3 * back_ratio)


def recovery_factor(conveying: float) -> float:
    """How much longer the screw takes to meter a shot."""
    return 1 / max(conveying, 0.1)


def mixing_index(conveying: float, *, back_ratio: float = 1.0, speed_ratio: float = 1.0) -> float:
    """How evenly the melt is mixed, 1 is nominal: worn flights, low back pressure and low speed mix less.

    Exponents are ours (back pressure matters more than speed); 0.3 to 3 times nominal.
    """
    return conveying**2 * pow(back_ratio, 0.3) * pow(speed_ratio, 0.15)


def vents_open(open_share: float, *, shots: float, shots_to_half: float) -> float:
    """Open share of the vents after more shots; half of what can foul is shut after `shots_to_half`."""
    return FOULING_FLOOR + (open_share - FOULING_FLOOR) * pow(0.5, shots / shots_to_half)


def vents_cleaned(open_share: float, *, thorough: float = 1.0) -> float:
    """Open share after cleaning, `thorough` 0 (not done) to 1 (all but a rest)."""
    return open_share + thorough * max(1 - CLEAN_LEFT - open_share, 0.0)


def scale_mm(thickness_mm: float, *, hours: float, rate_mm_1000_h: float, limit_mm: float = 2.0) -> float:
    """Scale in a cooling channel after more hours: the thicker, the more the flow tears off again.

    Kern & Seaton, Brit. Chem. Eng. 4, 1959: exponential to `limit_mm`. Hard water 0.1 to 0.5 mm in 1000 h.
    """
    return limit_mm - (limit_mm - thickness_mm) * exp(-rate_mm_1000_h * hours / 1000 / limit_mm)
