"""The check ring: worn, it lets melt slip back, so the cushion shrinks and no two shots are alike.

Half of the cushion gone is ours: what is left no longer holds the pressure safely. The scatter is the test of
ten shots, act over 1 to 2 % on precision parts and 3 to 4 % in general (ptonline, How to tell if your
non-return valve is leaking).
"""

from sprue_server.wear.part import Part, Sign

PART = Part(
    name="check_ring",
    of="press",
    signs=(
        Sign("cushion", "cushion_volume_cm3", "down", 0.5, "B"),
        Sign(
            "ten_shots",
            "cushion_volume_cm3",
            "up",
            2.0,
            "B",
            kind="fixed",
            spread_of="plastification_volume_cm3",
        ),
    ),
)
