"""What is it worth to see early what grows in a cavity, and where?

Some repairs of a year began as something that a look at the clean cavity would have shown: residue in a vent, a
dent in the parting line, a wash-out at the gate. Seen sooner it is a cleaning or a polish, planned. What the
larger repair would have cost more is avoided, not saved: no invoice shows it. Flash and scrap until then are
the pressure curve's and the camera's; stops by wear of the press are maintenance's.
"""

from collections.abc import Mapping

from sprue_server.firm.effects import equipped
from sprue_server.firm.firm import Firm, Year
from sprue_server.firm.gains import Figure, Gains


def gains(firm: Firm, year: Year, supposed: Mapping[str, Figure]) -> Gains:  # noqa: ARG001  # per press, not hour
    """Repairs that stay small, and hours that a press does not stand for them."""
    repairs = equipped(firm) * firm.presses * supposed["repairs"]
    sooner = repairs * supposed["sooner_pct"] / 100
    return Gains(
        avoided_eur=sooner * supposed["repair_eur"],
        machine_h=sooner * supposed["repair_h"],
        workings={"repairs": repairs, "sooner": sooner},
    )
