"""Does this shot differ from what was to be expected of it? I-MR chart.

Single values with the moving range below. Textbook limits are mean +- 2.66 mean ranges, and 3.267 mean ranges
for the range (Montgomery, ch. 6.4; `Levels(sigmas=3.0)`). Ours, of 36 million simulated shots in control with
known limits: a mark once in 1,190, an alarm once in 60,400. A lasting shift of 3 standard deviations is marked
at the third shot and alarms after 11; smaller ones are for EWMA and CUSUM.
"""

from sprue_server.spc.learning import Run
from sprue_server.spc.levels import Levels
from sprue_server.spc.panel import Panel
from sprue_server.spc.shewhart import points, ranges

SIZES = range(1, 2)


def draw(run: Run, levels: Levels) -> tuple[Panel, ...]:
    """Values about their forecast, and moving ranges."""
    return points("individuals", run, levels), ranges("moving_range", run, levels)
