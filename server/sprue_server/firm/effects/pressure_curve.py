"""What is it worth to see every shot's pressure curve?

After each change-over bad shots are made until somebody says stop; the curve says so earlier. Of the other
scrap, which is what is thrown away less what beginning costs, a share comes in runs that nobody notices for a
while. Of claims, a share is of defects that the curve shows (short shots, lost packing). Parts and hours are of
the equipped presses.
"""

from collections.abc import Mapping

import numpy as np

from sprue_server.firm.effects import equipped
from sprue_server.firm.firm import Firm, Year
from sprue_server.firm.gains import Figure, Gains


def gains(firm: Firm, year: Year, supposed: Mapping[str, Figure]) -> Gains:
    """Material and hours of shots that are not made bad; claims that do not come."""
    share = equipped(firm)
    begun = year.changeovers * supposed["startup_shots"] * share
    fewer_shots = begun * supposed["startup_less_pct"] / 100
    other = np.maximum(year.scrap_parts * share - begun * firm.cavities, 0.0)
    fewer_later = other * supposed["runs_pct"] / 100 * supposed["runs_less_pct"] / 100
    fewer_parts = fewer_shots * firm.cavities + fewer_later
    kg = fewer_parts * firm.part_g / 1000
    return Gains(
        material_eur=kg * firm.material_eur_kg * (1 - supposed["regrind_pct"] / 100),
        machine_h=fewer_parts / firm.cavities * firm.cycle_s / 3600,
        claims_eur=firm.claims_eur_year * share * supposed["claims_seen_pct"] / 100,
        workings={"fewer_parts": fewer_parts, "fewer_kg": kg},
    )
