"""Cycles of a press from two files, as `sprue simulate` writes them: a table and the curves.

A column or a signal may be missing, empty, extra or elsewhere; a cycle may have no curve. What cannot be read
without guessing is a `RecordedError`, which names all that is wrong in the file.
"""

from sprue_server.recorded.errors import RecordedError
from sprue_server.recorded.recording import Recording, open_recording

__all__ = ["RecordedError", "Recording", "open_recording"]
