"""The plan of a run: a CSV with one row per shot and any of the `set_*` columns of the recorded press."""

import csv
from pathlib import Path
from typing import NamedTuple

COLUMNS = {  # column of the recorded press -> key of the settings
    "set_nozzle_temperature_c": "nozzle_c",
    "set_mould_temperature_c": "mould_c",
    "set_injection_flow_cm3_s": "flow_cm3_s",
    "set_transfer_volume_cm3": "transfer_cm3",
    "set_hold_pressure_bar": "hold_bar",
    "set_hold_time_s": "hold_s",
    "set_back_pressure_bar": "back_bar",
    "set_cooling_time_s": "cooling_s",
    "recyclate_pct": "regrind_pct",
}
WAIT = "wait_s"
ADVICE = "Nothing was written."


class PlanError(Exception):
    """The plan, or another word of the wish, cannot be used; says where, what and what now."""


class Row(NamedTuple):
    """One shot of the plan: what it changes, the line it stands in, how long the press stands before it."""

    line: int
    changes: dict[str, float]
    setting: str | None
    wait_s: float | None


def read_plan(path: Path) -> list[Row]:
    """Read a plan; an empty field leaves what the cell has set. Other columns are not looked at.

    Raises:
        PlanError: it cannot be read, has no column that is known, or a number that is none; with the line.
    """
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            rows = csv.DictReader(file)
            known = [name for name in rows.fieldnames or () if name in COLUMNS]
            if not known:
                raise PlanError(f"{path}:1: none of its columns is one of {', '.join(COLUMNS)}. {ADVICE}")
            found = [_row(path, rows.line_num, row, known) for row in rows]
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        raise PlanError(f"{path}: cannot be read: {problem}. {ADVICE}") from problem
    if not found:
        raise PlanError(f"{path}: has no row below its head; a row is a shot. {ADVICE}")
    return found


def _row(path: Path, line: int, row: dict[str, str], known: list[str]) -> Row:
    told = [name for name in known if (row[name] or "").strip()]
    changes = {COLUMNS[name]: _number(path, line, name, row[name]) for name in told}
    wait = (row.get(WAIT) or "").strip()
    return Row(line, changes, row.get("setting") or None, _number(path, line, WAIT, wait) if wait else None)


def _number(path: Path, line: int, name: str, text: str) -> float:
    try:
        value = float(text)
    except ValueError as problem:
        raise PlanError(f"{path}:{line}: {name}: {text!r} is not a number. {ADVICE}") from problem
    if not 0 <= value < 1e5:  # noqa: PLR2004  # also refuses NaN
        raise PlanError(f"{path}:{line}: {name}: {text} cannot be set on a press. {ADVICE}")
    return value
