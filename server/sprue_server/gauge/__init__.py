"""A virtual gauge: what a part weighs or measures, told from its shot; learnt from parts that were measured.

Pure: cycles in, readings out. It is kept as a file of numbers (`saving.py`) and asked by `sprue gauge`.
"""

from sprue_server.gauge.errors import GaugeError
from sprue_server.gauge.gauge import Gauge, Judged
from sprue_server.gauge.learning import learn
from sprue_server.gauge.lessons import Wish
from sprue_server.gauge.saving import load, save
from sprue_server.gauge.validation import validate

__all__ = ["Gauge", "GaugeError", "Judged", "Wish", "learn", "load", "save", "validate"]
