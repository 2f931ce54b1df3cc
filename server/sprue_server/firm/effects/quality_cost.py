"""What is it worth to know where the money of bad quality goes, and to set limits by what they cost?

Two things are counted. Of what is thrown away a share is good: the limit was set by feeling; set by cost, some
of these are kept. Of claims a share comes from the same few causes again and again; ranked by money the
dearest is worked on, and some do not come again. The whole firm: it takes a list, no sensors.

Defects that a curve or a camera would have seen belong to these, and inspection hours to the camera.
"""

from collections.abc import Mapping

from sprue_server.firm.firm import Firm, Year
from sprue_server.firm.gains import Figure, Gains


def gains(firm: Firm, year: Year, supposed: Mapping[str, Figure]) -> Gains:
    """Good parts that are not thrown away, and claims that do not come again."""
    kept = year.scrap_parts * supposed["good_pct"] / 100 * supposed["kept_pct"] / 100
    again = firm.claims_eur_year * supposed["again_pct"] / 100
    kg = kept * firm.part_g / 1000
    bad = year.scrap_eur + firm.claims_eur_year + year.inspect_eur
    return Gains(
        material_eur=kg * firm.material_eur_kg * (1 - supposed["reused_pct"] / 100),
        claims_eur=again * supposed["solved_pct"] / 100,
        machine_h=kept / firm.cavities * firm.cycle_s / 3600,
        workings={"kept_parts": kept, "again_eur": again, "bad_eur": bad},
    )
