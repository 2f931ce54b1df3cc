"""The screw: worn flights convey less, so metering takes longer at the same speed and back pressure.

A fifth longer is ours; drag flow and leakage over worn flights: Rauwendaal, Polymer Extrusion, ch. 8.
"""

from sprue_server.wear.part import Part, Sign

PART = Part(name="screw", of="press", signs=(Sign("recovery", "dosing_time_s", "up", 1.2, "B"),))
