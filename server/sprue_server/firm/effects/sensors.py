"""What is it worth that a press counts for itself?

Nobody writes counts and temperatures on a sheet, nobody types the sheet in, nobody walks over to see how far an
order is. These are paid hours of the equipped presses and nothing else: what is done with the readings (stops,
energy, scrap, wear) is counted where it is done.
"""

from collections.abc import Mapping

from sprue_server.firm.effects import equipped
from sprue_server.firm.firm import Firm, Year
from sprue_server.firm.gains import Figure, Gains

SHIFT_H = 8.0


def gains(firm: Firm, year: Year, supposed: Mapping[str, Figure]) -> Gains:  # noqa: ARG001  # hours need no year
    """Hours that are not written, walked and typed."""
    press_days = equipped(firm) * firm.presses * firm.days_year
    shifts = press_days * firm.shifts_h_day / SHIFT_H * firm.load_pct / 100
    at_press_h = shifts * (supposed["writing_min"] + supposed["walks_min"]) / 60
    paper_h = at_press_h + press_days * supposed["typing_min"] / 60
    fewer_h = paper_h * supposed["falls_away_pct"] / 100
    return Gains(paid_h=fewer_h, workings={"paper_h": paper_h, "fewer_h": fewer_h})
