"""What ground sprues and rejects do when they go back into the hopper, and whether they may. Plain floats."""

from typing import Literal, NamedTuple

Use = Literal["technical", "household", "food", "baby", "toy"]
Reason = Literal["food_contact", "small_children", "toy_safety"]
REFUSED: dict[Use, Reason] = {"food": "food_contact", "baby": "small_children", "toy": "toy_safety"}
DUST_PCT_HALF = 2.0  # dust in regrind at which every second start shows specks at full share


class Effects(NamedTuple):
    """Factors on a nominal shot of virgin material."""

    weight: float
    cavity_peak: float
    dosing: float
    injection_peak: float
    dimension: float


SHARES = (0.0, 0.10, 0.25, 0.50, 0.75, 1.0)
CAP_WEIGHT = tuple(grams / 8.118 for grams in (8.118, 8.127, 8.136, 8.150, 8.167, 8.178))
CAP_FULL = Effects(weight=1.0074, cavity_peak=1.23, dosing=0.875, injection_peak=0.991, dimension=1.0057)
# Medians of 122 shots of a cap, recyclate raised in steps (Kassel); a ramp in time, so part may be warm-up.


class Stock(NamedTuple):
    """One shot of the closed loop: regrind that waits, share that goes in, grams taken and thrown away."""

    waiting_g: float
    share: float
    taken_g: float
    surplus_g: float


class Verdict(NamedTuple):
    """Whether regrind may go in; the reason is a key for the sentence people read."""

    allowed: bool
    reason: Reason | None


def blended(virgin: float, regrind: float, share: float) -> float:
    """A property of the blend that mixes by mass (moisture, colour, dust); share 0 to 1."""
    return virgin + share * (regrind - virgin)


def effects(share: float, *, sensitivity: float = 1.0) -> Effects:
    """Factors at a regrind share 0 to 1 as measured on the cap; `sensitivity` scales them for another grade."""
    full = [sensitivity * share * (factor - 1) for factor in CAP_FULL]
    full[0] = sensitivity * (_between(share) - 1)
    return Effects(*(1 + change for change in full))


def _between(share: float) -> float:
    share = min(max(share, 0.0), 1.0)
    above = next(i for i in range(1, len(SHARES)) if share <= SHARES[i])
    part = (share - SHARES[above - 1]) / (SHARES[above] - SHARES[above - 1])
    return CAP_WEIGHT[above - 1] + part * (CAP_WEIGHT[above] - CAP_WEIGHT[above - 1])


def viscosity_factor(share: float, *, loss_per_pass: float = 0.04) -> float:
    """Viscosity of a steady loop over virgin: (1-s) / (1 - s (1-loss)), as each pass thins by `loss_per_pass`.

    Share below 1 (a loop needs fresh material). PP, PE 2 to 5 %, PA, PC, PET 5 to 15 % a pass.
    """
    return (1 - share) / (1 - share * (1 - loss_per_pass))


def mean_passes(share: float) -> float:
    """Mean number of times that material in a steady loop has been through before: s / (1 - s)."""
    return share / (1 - share)


def shrinkage_factor(share: float, *, shrinkage: float, sensitivity: float = 1.0) -> float:
    """Linear shrinkage over that of virgin (`shrinkage`, 0.003 to 0.03): thinner melt packs better."""
    return 1 - sensitivity * share * (CAP_FULL.dimension - 1) / shrinkage


def speck_severity(share: float, *, dust_pct: float) -> float:
    """Black specks from dust and burnt fines, 0 to 1. Sieved regrind holds 0.1 to 0.5 % dust."""
    dirt = (share * dust_pct) ** 2
    return dirt / (dirt + DUST_PCT_HALF**2)


def looped(waiting_g: float, ground_g: float, *, shot_g: float, most_share: float, room_g: float) -> Stock:
    """One shot: of runner and rejects (`ground_g`) as much goes back as `most_share` of the shot allows.

    What has no room is waste. Balance: waiting + ground = taken + surplus + new waiting.
    """
    there_g = waiting_g + ground_g
    taken_g = min(there_g, most_share * shot_g)
    kept_g = min(there_g - taken_g, room_g)
    return Stock(kept_g, taken_g / shot_g, taken_g, there_g - taken_g - kept_g)


def verdict(use: Use, *, released: bool = False) -> Verdict:
    """Whether regrind may go into such parts: food, baby and toy parts not, unless a person released it.

    Reason: traceability and migration (EU 10/2011 and 2023/2006 for food contact, toy directive 2009/48/EC).
    """
    reason = None if released else REFUSED.get(use)
    return Verdict(reason is None, reason)
