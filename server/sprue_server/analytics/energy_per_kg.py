"""What does a kilogram cost in energy, and what costs energy although nothing is made?

The performance line of a press: mean power over throughput, window by window. Where it meets zero throughput is
the base load, its slope the energy of one more kilogram. It takes a meter, the pulse and a part's weight.
"""

from collections.abc import Sequence

from sprue_server.energy.line import Line, NoLine, line
from sprue_server.energy.windows import Window
from sprue_server.findings import Finding

LEVEL, TAKES = "meter", "windows"


def analyse(counted: Sequence[Window]) -> list[Finding] | None:
    """The line of these windows; None without any."""
    if not counted:
        return None
    found = line(sorted(counted))
    return explain(found)


def explain(found: Line | NoLine) -> list[Finding]:
    """What a line that is there says, and what makes it doubtful; or why there is none."""
    if isinstance(found, NoLine):
        return [_none(found)]
    numbers: dict[str, float | str | None] = {
        "level": LEVEL,
        "windows": found.windows,
        "base_kw": found.base_kw.value,
        "base_low_kw": found.base_kw.low,
        "base_high_kw": found.base_kw.high,
        "slope_kwh_kg": found.kwh_kg.value,
        "slope_low_kwh_kg": found.kwh_kg.low,
        "slope_high_kwh_kg": found.kwh_kg.high,
        "percent": 100 * found.base_share,
    }
    first = Finding("base_not_told" if "base_not_told" in found.remarks else "line", numbers)
    doubts = [_doubt(one, numbers) for one in found.remarks if one != "base_not_told"]
    return [first, *doubts]


def _doubt(remark: str, numbers: dict[str, float | str | None]) -> Finding:
    return Finding("curved", numbers) if remark == "curved" else Finding("neighbours_alike", numbers)


def _none(found: NoLine) -> Finding:
    about: dict[str, float | str | None] = {"level": LEVEL, "windows": found.windows}
    if found.reason == "throughput_hardly_changes":
        return Finding("throughput_hardly_changes", about)
    if found.reason == "no_weight":
        return Finding("no_weight", about)
    return Finding("no_windows", about) if found.reason == "no_windows" else Finding("too_few", about)
