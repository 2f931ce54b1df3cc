"""The dryer's heater and desiccant fail: the pellets get wetter over hours, and the dryer's own air tells.

What follows in the melt is that of wet pellets.
"""

from sprue_server.drift.cause import Cause
from sprue_server.drift.causes.wet_material import CAUSE as WET

CAUSE = Cause(
    "dryer_failure",
    "material",
    {**WET.moves, "dryer_air_c": "down!", "dryer_dew_point_c": "up!", "material_moisture_pct": "up"},
    rarity=0.8,
)
