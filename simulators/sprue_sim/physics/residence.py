"""When what is fed arrives at the nozzle, and what heat and time do to it. Plain floats, scalars only.

The throat and the screw channel pass material in order (plug flow); the metering zone and the room before
the screw mix it (equal stirred tanks in series). Volumes are of melt.
"""

from math import exp
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from sprue_sim.physics.viscosity import KELVIN

GAS_J_MOL_K = 8.314
EMPTY_CM3 = 1e-9  # less is a rounding error of the queue
ALLOWED_SHARE = 0.01  # of the melt degraded at the limits of the data sheet
SPECK_HALF = 0.08  # degraded share at which every second restart shows specks


class Melt(NamedTuple):
    """What a bit of material brings along; all mix by volume. `colour` is the share of masterbatch."""

    viscosity_factor: float = 1.0
    regrind_share: float = 0.0
    moisture_pct: float = 0.0
    colour: float = 0.0


class Slug(NamedTuple):
    """Material that moves on in order."""

    cm3: float
    melt: Melt


class Content(NamedTuple):
    """What is in the barrel: slugs from the tanks back to the throat, and the tanks to the nozzle."""

    slugs: tuple[Slug, ...]
    tanks: tuple[Melt, ...]


class Stability(BaseModel):
    """How long a melt stands heat: at `limit_c` for `limit_s` a hundredth of it is degraded."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    limit_c: float = Field(gt=0, description="Highest melt temperature of the data sheet")
    limit_s: float = Field(gt=0, description="Longest residence there")
    activation_kj_mol: float = Field(default=160.0, gt=0, description="120 to 250 for usual polymers")


def filled(melt: Melt, *, plug_cm3: float, tanks: int = 3) -> Content:
    """A barrel full of one melt."""
    return Content((Slug(plug_cm3, melt),), (melt,) * tanks)


def fed(content: Content, melt: Melt, *, shot_cm3: float, tank_cm3: float) -> tuple[Content, Melt]:
    """Feed one shot of `melt` at the throat; give the new content and the mean melt that left the nozzle.

    Exact for the plug and for the tanks (each slug enters them at a constant mix), so that nothing is lost.
    """
    if shot_cm3 <= 0:
        return content, content.tanks[-1]
    leaving, kept = _taken((*content.slugs, Slug(shot_cm3, melt)), shot_cm3)
    tanks, out = content.tanks, []
    for slug in leaving:
        tanks, passed = _through(tanks, slug, tank_cm3)
        out.append(Slug(slug.cm3, passed))
    return Content(kept, tanks), mixed(out)


def mixed(slugs: list[Slug]) -> Melt:
    """Mean of some slugs by volume."""
    total = sum(slug.cm3 for slug in slugs)
    return Melt(*(sum(s.cm3 * s.melt[i] for s in slugs) / total for i in range(len(Melt._fields))))


def _taken(slugs: tuple[Slug, ...], cm3: float) -> tuple[list[Slug], tuple[Slug, ...]]:
    """The first `cm3` of a queue, and the rest of it."""
    taken = []
    for i, slug in enumerate(slugs):
        if slug.cm3 > cm3 + EMPTY_CM3:
            taken += [Slug(cm3, slug.melt)] if cm3 > EMPTY_CM3 else []
            return taken, (Slug(slug.cm3 - cm3, slug.melt), *slugs[i + 1 :])
        taken.append(slug)
        cm3 -= slug.cm3
    return taken, ()


def _through(tanks: tuple[Melt, ...], slug: Slug, tank_cm3: float) -> tuple[tuple[Melt, ...], Melt]:
    """Push a slug through: each tank keeps Poisson's shares of what was upstream; the balance is the outlet."""
    turns = slug.cm3 / tank_cm3
    share, shares = exp(-turns), []
    for i in range(len(tanks)):
        shares.append(share)
        share *= turns / (i + 1)
    after = tuple(_blend(tanks[: i + 1], shares[: i + 1][::-1], slug.melt) for i in range(len(tanks)))
    lost = (sum(t[k] for t in tanks) - sum(t[k] for t in after) for k in range(len(slug.melt)))
    return after, Melt(*(fresh + gone / turns for fresh, gone in zip(slug.melt, lost, strict=True)))


def _blend(upstream: tuple[Melt, ...], shares: list[float], fresh: Melt) -> Melt:
    rest = 1 - sum(shares)
    old = (sum(s * t[k] for s, t in zip(shares, upstream, strict=True)) for k in range(len(fresh)))
    return Melt(*(rest * new + kept for new, kept in zip(fresh, old, strict=True)))


def mean_residence_s(*, barrel_cm3: float, shot_cm3: float, cycle_s: float) -> float:
    """Mean time in the barrel: its volume of melt over the throughput. Usual: 60 to 600 s."""
    return barrel_cm3 / shot_cm3 * cycle_s


def degradation_rate_1_s(grade: Stability, melt_c: float) -> float:
    """Share of the sound melt that degrades per second: Arrhenius through the data sheet's limits."""
    hotter = 1 / (grade.limit_c + KELVIN) - 1 / (melt_c + KELVIN)
    rate = ALLOWED_SHARE / grade.limit_s
    return rate * exp(min(grade.activation_kj_mol * 1000 / GAS_J_MOL_K * hotter, 50.0))


def degraded_share(grade: Stability, *, melt_c: float, seconds: float, before: float = 0.0) -> float:
    """Share degraded after `seconds` at `melt_c`, 0 to 1; first order, exact for constant temperature."""
    return 1 - (1 - before) * exp(-degradation_rate_1_s(grade, melt_c) * seconds)


def speck_severity(degraded: float) -> float:
    """Black specks to expect, 0 to 1, from the degraded share: 0.02 at the data sheet's limits, 0.5 at 8 %."""
    return degraded**2 / (degraded**2 + SPECK_HALF**2)


def washed_out(degraded: float, *, shots: float, dead_shots: float = 8.0) -> float:
    """Degraded share still in the dead corners after some shots: e-folds every `dead_shots` (4 to 20)."""
    return degraded * exp(-shots / dead_shots)
