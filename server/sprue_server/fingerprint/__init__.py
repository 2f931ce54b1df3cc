"""What one shot tells in numbers: filling, packing, cooling, plasticising, the cycle's times, the cavity.

Pure functions: a cycle in, features out; no database, no clock. A group of features is one file in `groups/`.
"""

from sprue_server.fingerprint.facts import Cycle, Feature, Level
from sprue_server.fingerprint.interruption import interrupted
from sprue_server.fingerprint.reading import FEATURES, read

__all__ = ["FEATURES", "Cycle", "Feature", "Level", "interrupted", "read"]
