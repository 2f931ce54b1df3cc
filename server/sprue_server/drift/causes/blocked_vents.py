"""The vents are shut: air is trapped where the melt arrives last, burns, and at last keeps the melt out.

Under speed control the pressure before the screw hardly minds, so until parts are short only the camera tells.
"""

from sprue_server.drift.cause import Cause
from sprue_server.drift.causes.hot_runner_zone import CAUSE as TIP

CAUSE = Cause("blocked_vents", "cavity_fill", {**TIP.moves, "hot_runner_c": "steady", "cushion": "steady"})
