"""The cooling channels: scale and rust take water and heat flow, so flow falls and the wall gets hotter.

A fifth less water and 4 K more at the wall are ours: 1 mm of scale insulates as 50 mm of steel (Autodesk), so
the wall tells before the flow does. Without a flow meter or a sensor in the cavity nothing shows it in time.
"""

from sprue_server.wear.part import Part, Sign

PART = Part(
    name="cooling_channels",
    of="mould",
    signs=(
        Sign("flow", "coolant_flow_l_min", "down", 0.8, "channel"),
        Sign("wall", "cavity_wall_start_c", "up", 4.0, "D", kind="absolute"),
    ),
)
