"""What is it worth to see where the hours go?

Change-overs whose parts are timed get shorter; of the noted stops those that wait for somebody (a setter,
material, an answer) do; and hours that nobody notes, in small stops and slow cycles, come to light. All of it
is hours of the equipped presses. Stops by wear are maintenance's, those for a mould the mould's; scrap that a
chart calls is the pressure curve's, what a limit costs is the cost of quality's.
"""

from collections.abc import Mapping

from sprue_server.firm.effects import equipped
from sprue_server.firm.firm import Firm, Year
from sprue_server.firm.gains import Figure, Gains


def gains(firm: Firm, year: Year, supposed: Mapping[str, Figure]) -> Gains:
    """Hours of presses: of change-overs, of waiting, of what nobody notes."""
    share = equipped(firm)
    changing_h = year.changeover_h * share * supposed["changeover_less_pct"] / 100
    waited_h = year.stops_h * share * supposed["waiting_pct"] / 100
    hidden_h = year.run_h * share * supposed["hidden_pct"] / 100
    waiting_less_h = waited_h * supposed["waiting_less_pct"] / 100
    hidden_less_h = hidden_h * supposed["hidden_less_pct"] / 100
    fewer_h = changing_h + waiting_less_h + hidden_less_h
    return Gains(machine_h=fewer_h, workings={"hidden_h": hidden_h, "fewer_h": fewer_h})
