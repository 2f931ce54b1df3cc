"""What is it worth to know what each press takes, also while it makes nothing?

Presses that wait, warm and with their pump on, take a share of what they take in production: some of that is
switched off once somebody sees it. Of the energy of production a little is settings: cooling that was
lengthened and never set back, leaks of air. Of scrap and runners that are sold or thrown away today, a share
goes back into the hopper. All of it at the equipped presses.

That less scrap is made belongs to the pressure curve; here only what becomes of it.
"""

from collections.abc import Mapping

import numpy as np

from sprue_server.firm.effects import equipped
from sprue_server.firm.firm import Firm, Year
from sprue_server.firm.gains import Figure, Gains

ALMOST_NOTHING_H = 1e-9  # so that a firm that never runs and never stands divides


def gains(firm: Firm, year: Year, supposed: Mapping[str, Figure]) -> Gains:
    """Energy that is not taken, and material that need not be bought."""
    share = equipped(firm)
    waiting = (
        (year.planned_h - year.run_h) * supposed["left_on_pct"] / 100 * supposed["standing_power_pct"] / 100
    )
    standing = year.energy_eur * share * waiting / np.maximum(year.run_h + waiting, ALMOST_NOTHING_H)
    running = year.energy_eur * share - standing
    waste_kg = (year.scrap_kg + year.kg * supposed["runner_pct"] / 100) * share
    fed_kg = waste_kg * supposed["more_fed_pct"] / 100
    return Gains(
        material_eur=fed_kg * firm.material_eur_kg * supposed["regrind_worth_pct"] / 100,
        energy_eur=standing * supposed["standing_less_pct"] / 100
        + running * supposed["running_less_pct"] / 100,
        workings={"standing_eur": standing, "fed_kg": fed_kg},
    )
