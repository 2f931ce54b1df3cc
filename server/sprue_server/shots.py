"""Shots as people see them: views, ids, and facts for the analyses, from rows of the store."""

from collections.abc import Iterable, Mapping
from typing import Any

from fastapi import HTTPException

from sprue_contract.fields import Origin
from sprue_server.findings import Finding, ShotFacts
from sprue_server.shot_views import FindingView, ShotView
from sprue_server.store.tables import SHOT_COLUMNS, ShotRow

PARTS = 3
NAMED = ("stream", "measured_us", "seq", "quality", "start_up", "has_curves")  # columns, whatever was measured
DIGITS = 18  # SQLite holds whole numbers up to 9.2e18


def shot_id(row: ShotRow) -> str:
    """`<stream>-<measured_us>-<seq>`: the row's key as one word for a URL."""
    return f"{row.stream}-{row.measured_us}-{row.seq}"


def key_of(text: str) -> tuple[int, int, int]:
    """Read an id, or answer 404: a shot with a strange id does not exist."""
    numbers = [int(part) for part in text.split("-") if part.isdecimal() and len(part) <= DIGITS]
    if len(numbers) != PARTS or len(numbers) != len(text.split("-")):
        raise HTTPException(404, f"{text!r} is no shot. Ids look like 12-1760000000000000-345.")
    stream, measured_us, seq = numbers
    return stream, measured_us, seq


def values_of(row: ShotRow) -> dict[str, float | None]:
    """What was measured: columns that hold something, then the rest."""
    known = {name: value for name in SHOT_COLUMNS if (value := getattr(row, name)) is not None}
    return {**known, **row.more}


def view(row: ShotRow, origin: Origin) -> ShotView:
    """A row as the API shows it."""
    return ShotView(
        id=shot_id(row),
        cell=row.cell,
        run=row.run,
        measured_us=row.measured_us,
        started_us=row.started_us,
        counter=row.counter,
        job=row.job,
        quality=row.quality,
        start_up=row.start_up,
        has_curves=row.has_curves,
        origin=origin,
        values=values_of(row),
        settings=row.settings,
    )


def facts(row: ShotRow) -> ShotFacts:
    """A row as analyses see it."""
    return ShotFacts(
        id=shot_id(row),
        measured_us=row.measured_us,
        values=values_of(row),
        settings=row.settings,
        quality=row.quality,
        start_up=row.start_up,
    )


def part_facts(part: Mapping[str, Any], names: Iterable[str]) -> ShotFacts:
    """The same of some columns: `NAMED` and the quantities that are asked for; settings are not told."""
    return ShotFacts(
        id=f"{part['stream']}-{part['measured_us']}-{part['seq']}",
        measured_us=part["measured_us"],
        values={name: value for name in names if (value := part[name]) is not None},
        quality=part["quality"],
        start_up=part["start_up"],
    )


def finding_views(analysis: str, found: Iterable[Finding]) -> list[FindingView]:
    """Findings with the name of their analysis, for the language files."""
    return [FindingView(analysis=analysis, key=one.key, numbers=dict(one.numbers)) for one in found]
