"""Reasons that people choose from, so that a Pareto diagram counts the same thing under one name.

A new one is a word here and `oee.reason.<word>` in every language file.
"""

STOP_REASONS = (
    "tool_change",
    "colour_change",
    "mould_fault",
    "part_sticks",
    "press_fault",
    "robot_fault",
    "peripheral_fault",
    "no_material",
    "no_order",
    "no_operator",
    "quality_check",
    "adjusting",
    "cleaning",
    "maintenance",
    "other",
)
SCRAP_REASONS = (
    "short_shot",
    "flash",
    "sink",
    "burn",
    "splay",
    "weld_line",
    "warpage",
    "black_specks",
    "colour_streak",
    "dimension_drift",
    "scratch",
    "start_up",
    "other",
)
TOLD_BY_MACHINE = ("start_up", "test_sample", "bad_cycle", "failed_cycle")
