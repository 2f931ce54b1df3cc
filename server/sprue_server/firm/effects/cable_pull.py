"""What is it worth that nothing is lost and nothing stands when network or server are away?

Each outage stands some presses, where orders and labels come over the network; afterwards somebody finds out
by hand what was made; and of claims a share cannot be answered because that day's record has a hole. A firm on
paper has little that could fail: hours and records weigh by its IT level, nothing at 0, all at 3.

Only the outage's own loss: attacks belong to security, typing on ordinary days to sensors.
"""

from collections.abc import Mapping

from sprue_server.firm.effects import equipped
from sprue_server.firm.firm import Firm, Year
from sprue_server.firm.gains import Figure, Gains

ALL = 3  # the highest IT level


def gains(firm: Firm, year: Year, supposed: Mapping[str, Figure]) -> Gains:
    """Hours of presses and of people, and claims that can be answered."""
    weighs = firm.it_level / ALL
    away_h = supposed["outages"] * supposed["outage_h"]
    working = firm.presses * equipped(firm) * year.run_h / year.planned_h
    return Gains(
        claims_eur=firm.claims_eur_year * equipped(firm) * weighs * supposed["holes_pct"] / 100,
        paid_h=supposed["outages"] * supposed["redo_h"] * weighs,
        machine_h=away_h * working * weighs * supposed["stands_pct"] / 100,
        workings={"away_h": away_h * weighs},
    )
