"""What recyclate did on the recorded press, as the page of energy shows it: share against share, with intervals."""

import json
from collections.abc import Sequence
from typing import Any

from benchmarks.common import ROOT
from benchmarks.modelling.kassel import run
from sprue_server.drift.numbers import numbers_of
from sprue_server.energy.regrind import Against, Fed, NoComparison, compare
from sprue_server.fingerprint import Cycle
from sprue_server.metering.fed import against_view

ORDER = 11
TITLE = "Recyclate on the recorded press: what moved from share to share"
SHARE, CYCLE_US = "recyclate_pct", 28_000_000
SHOWN = ROOT / "dashboards" / "src" / "lib" / "energy" / "recorded.json"
DIGITS = 4


def compared() -> tuple[Against, ...]:
    """Each share of the 122 cycles against none."""
    found = compare(_fed(number, cycle) for number, cycle in enumerate(run("recyclate").cycles))
    if isinstance(found, NoComparison):
        raise RuntimeError(f"nothing to compare: {found.reason}. Nothing was written.")  # noqa: TRY004
    return found


def shown(found: Sequence[Against]) -> dict[str, Any]:
    """What the page shows, rounded."""
    rows = [_rounded(against_view(one).model_dump()) for one in found]
    return {"cycles": len(run("recyclate").cycles), "against": rows}


def lines() -> list[str]:
    """A row per share; the page's file is written beside."""
    found = compared()
    SHOWN.write_text(json.dumps(shown(found), indent=1) + "\n", "utf-8")
    return [
        f"{len(run('recyclate').cycles)} cycles of one cap, 0 to 100 % recyclate in six steps, one after the other, nothing "
        "else set anew. Means against those at 0 %, in spreads of these (no less",
        "than a number's floor), with Welch's intervals that hold for all numbers of a row together and are widened where "
        "cycles resemble their neighbours. The ramp went one way:",
        "a press that warms up is in it. Of each family the number is told that moved farthest for its uncertainty, bold where "
        "its interval leaves out zero. Nobody judged these",
        "parts, and the press did not tell its energy.",
        "",
        "| share | cycles | part weight | cavity pressure | screw recovery | families that moved |",
        "|---|---|---|---|---|---|",
        *[_row(one) for one in found],
    ]


def _fed(number: int, cycle: Cycle) -> Fed:
    under = tuple(sorted((name, value) for name, value in cycle.settings.items() if name != SHARE))
    return Fed(number * CYCLE_US, cycle.settings[SHARE], under, numbers_of(cycle), bad=None)


def _row(one: Against) -> str:
    told = [_cell(one, family) for family in ("weight", "cavity", "recovery")]
    moved = sum(other.told for other in one.moved)
    return f"| {one.share_pct:.0f} % | {one.shots} | {' | '.join(told)} | {moved} of {len(one.moved)} |"


def _cell(one: Against, family: str) -> str:
    moved = next(other for other in one.moved if other.family == family)
    change, spreads = 100 * (moved.now / moved.before - 1), moved.spreads
    mark = "**" if moved.told else ""
    interval = f"{spreads.value:+.1f}; {spreads.low:+.1f} to {spreads.high:+.1f}"
    return f"{mark}{change:+.2f} %{mark} ({interval}) `{moved.name}`"


def _rounded(told: Any) -> Any:  # JSON
    if isinstance(told, dict):
        return {name: _rounded(one) for name, one in told.items()}
    if isinstance(told, list):
        return [_rounded(one) for one in told]
    return round(told, DIGITS) if isinstance(told, float) else told
