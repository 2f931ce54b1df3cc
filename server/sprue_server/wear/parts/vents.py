"""The vents: deposits shut them, air is trapped and burns.

No number of the press tells it in time: under speed control the injection pressure hardly rises. Pictures of
the mould do, and the count of shots since they were cleaned.
"""

from sprue_server.wear.part import Part

PART = Part(name="vents", of="mould", checks=("vents",))
