"""Which class of quality is a part, from its shot's numbers? How likely each is, and which numbers decide.

For classes that somebody has told (a measured lens, a sorted part), not for sizes: those are the gauge's.
"""

from sprue_server.quality_class.deciding import decides
from sprue_server.quality_class.learning import ClassError, Judge, learn

__all__ = ["ClassError", "Judge", "decides", "learn"]
