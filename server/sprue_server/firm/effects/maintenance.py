"""What is it worth to see wear coming?

A share of the unplanned stops is wear of press and auxiliaries that announces itself (check ring, screw, pump,
cooling). Of these some are seen early enough to be mended in a planned hour. The repair itself still takes
time; what is saved are the hours of searching and waiting for a part, and what hurry costs: express freight, a
call-out, overtime. At the equipped presses.

Repairs of moulds and their stops belong to the mould's pictures, small stops and change-overs to OEE.
"""

from collections.abc import Mapping

from sprue_server.firm.effects import equipped
from sprue_server.firm.firm import Firm, Year
from sprue_server.firm.gains import Figure, Gains


def gains(firm: Firm, year: Year, supposed: Mapping[str, Figure]) -> Gains:
    """Press hours that do not stand, and expenses in a hurry that do not come."""
    wear_h = year.stops_h * equipped(firm) * supposed["wear_pct"] / 100
    early_h = wear_h * supposed["seen_pct"] / 100
    stops = early_h / supposed["stop_h"]
    return Gains(
        avoided_eur=stops * supposed["hurry_eur"],
        machine_h=early_h * (1 - supposed["repair_pct"] / 100),
        workings={"wear_h": wear_h, "stops": stops},
    )
