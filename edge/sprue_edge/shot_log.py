"""A press's shot log as CSV: what its columns mean and what a line says. Pure: text in, shots out."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sprue_contract.fields import Origin
from sprue_contract.layout import channel
from sprue_contract.payloads import Channel, Shot
from sprue_contract.quantities import QUANTITIES, plausible

NEEDED = ("ended_at", "counter")


class Columns(NamedTuple):
    """The header of a log. With `;` between columns a comma in a number is a decimal point, as in Spain."""

    separator: str
    names: list[str]

    @property
    def known(self) -> list[str]:
        """Columns that we have a quantity for."""
        return [name for name in self.names if name in QUANTITIES]

    @property
    def ignored(self) -> list[str]:
        """Columns that we have no word for."""
        return [name for name in self.names if name not in QUANTITIES and name not in (*NEEDED, "job")]

    def fields(self, origin: Origin) -> list[Channel]:
        """What a shot of this log can say."""
        return [channel(name, origin) for name in self.known]


class LoggedShot(NamedTuple):
    """A line of the log."""

    ended_us: int
    shot: Shot


def read_header(line: str) -> Columns:
    """Read the first line.

    Raises:
        ValueError: a column is missing without which a shot has no name or time.
    """
    separator = ";" if line.count(";") > line.count(",") else ","
    names = [name.strip().strip('"') for name in line.lstrip("\ufeff").strip().split(separator)]
    if missing := [name for name in NEEDED if name not in names]:
        raise ValueError(f"no column {' and '.join(missing)} in the header {line.strip()!r}")
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ValueError(f"two columns are called {', '.join(twice)}")
    return Columns(separator, names)


def read_shot(columns: Columns, line: str) -> LoggedShot:
    """Read one line.

    Raises:
        ValueError: saying what is wrong with it.
    """
    cells = [cell.strip().strip('"') for cell in line.strip().split(columns.separator)]
    if len(cells) != len(columns.names):
        raise ValueError(f"{len(cells)} values for {len(columns.names)} columns")
    row = dict(zip(columns.names, cells, strict=True))
    ended_us = _moment_us(row["ended_at"])
    values = {name: plausible(name, _number(columns, name, row[name])) for name in columns.known}
    measured, settings = _split(values)
    cycle_us = round((measured.get("cycle_time_s") or 0) * 1e6)
    shot = Shot(
        started_us=ended_us - cycle_us,
        counter=int(row["counter"]),
        job=row.get("job") or None,
        values=measured,
        settings=settings,
    )
    return LoggedShot(ended_us, shot)


def _split(
    values: dict[str, float | None],
) -> tuple[dict[str, float | None], dict[str, float | None]]:
    is_set: Sequence[str] = [name for name in values if name.startswith(("set_", "recyclate"))]
    return (
        {name: value for name, value in values.items() if name not in is_set},
        {name: values[name] for name in is_set},
    )


def _moment_us(text: str) -> int:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"ended_at {text!r} has no time zone; write 2026-01-31T06:00:00+01:00")
    return round(moment.timestamp() * 1e6)


def _number(columns: Columns, name: str, text: str) -> float | None:
    if columns.separator == ";":
        text = text.replace(",", ".")
    try:
        return float(text) if text else None
    except ValueError as problem:
        raise ValueError(f"{name} {text!r} is not a number") from problem
