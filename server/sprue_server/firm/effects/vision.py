"""What is it worth that a camera looks at every part?

Fewer hours of looking, less what people look at again because the camera doubts good parts; and claims that do
not come, of what shows on the surface and not in the pressure curve (streaks, specks, flash, scratches). Short
shots and lost packing are the pressure curve's, where the limit between good and bad lies is the cost of
quality's. The first cameras stand where most is looked at: `focus` times the average press.
"""

from collections.abc import Mapping

import numpy as np

from sprue_server.firm.effects import equipped
from sprue_server.firm.firm import Firm, Year
from sprue_server.firm.gains import Figure, Gains


def gains(firm: Firm, year: Year, supposed: Mapping[str, Figure]) -> Gains:
    """Hours of looking that fall away, and claims; a camera that doubts too much frees none."""
    share = np.minimum(equipped(firm) * supposed["focus"], 1.0)
    looked_h = firm.inspect_h_day * firm.days_year * share
    doubted = year.parts * equipped(firm) * supposed["doubted_pct"] / 100
    again_h = doubted * supposed["again_s"] / 3600
    fewer_h = np.maximum(looked_h * supposed["looking_less_pct"] / 100 - again_h, 0.0)
    seen = supposed["visible_pct"] / 100 * supposed["caught_pct"] / 100
    return Gains(
        paid_h=fewer_h,
        claims_eur=firm.claims_eur_year * share * seen,
        workings={"looked_h": looked_h, "again_h": again_h, "fewer_h": fewer_h},
    )
