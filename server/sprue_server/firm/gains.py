"""What an effect changes in a year, and what of it is money.

Hours become euros only where they are sold (a bottleneck) or no longer paid; else they are capacity, worth
nothing today. That is said beside the figure, not hidden in it.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from sprue_server.firm.firm import Firm

Figure = float | npt.NDArray[np.float64]
Kind = Literal["material", "energy", "claims", "avoided", "paid_hours", "machine_hours"]
KINDS: tuple[Kind, ...] = ("material", "energy", "claims", "avoided", "paid_hours", "machine_hours")
Counted = Literal["money", "sold", "unpaid", "freed"]


class Gains(NamedTuple):
    """Of a year. `avoided_eur` is an expected loss that does not come: no invoice shows it."""

    material_eur: Figure = 0.0
    energy_eur: Figure = 0.0
    claims_eur: Figure = 0.0
    avoided_eur: Figure = 0.0
    paid_h: Figure = 0.0
    machine_h: Figure = 0.0
    workings: Mapping[str, Figure] = {}


class Worth(NamedTuple):
    """A kind of gain in euros; `hours` behind it, and whether they are sold, not paid, or only freed."""

    kind: Kind
    eur: Figure
    hours: Figure
    counted: Counted


def worth(firm: Firm, gains: Gains, common: Mapping[str, Figure]) -> list[Worth]:
    """Each kind of gain in euros of a year."""
    return [
        Worth("material", gains.material_eur, 0.0, "money"),
        Worth("energy", gains.energy_eur, 0.0, "money"),
        Worth("claims", gains.claims_eur, 0.0, "money"),
        Worth("avoided", gains.avoided_eur, 0.0, "money"),
        _paid(firm, gains.paid_h),
        _pressed(firm, gains.machine_h, common),
    ]


def _paid(firm: Firm, hours: Figure) -> Worth:
    if firm.hours_fall:
        return Worth("paid_hours", hours * firm.wage_eur_h, hours, "unpaid")
    return Worth("paid_hours", 0.0, hours, "freed")


def _pressed(firm: Firm, hours: Figure, common: Mapping[str, Figure]) -> Worth:
    """On a bottleneck an hour earns a share of its rate; else, where hours need not be paid, its operator's."""
    if firm.bottleneck:
        return Worth("machine_hours", hours * firm.rate_eur_h * common["hour_earns_pct"] / 100, hours, "sold")
    if firm.hours_fall:
        return Worth("machine_hours", hours * common["hands_per_press"] * firm.wage_eur_h, hours, "unpaid")
    return Worth("machine_hours", 0.0, hours, "freed")
