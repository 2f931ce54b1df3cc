"""What a check that speaks against a part means in a moulder's words, as far as it can be told from the check.

`colour`, `lines` and `normality` may be several defects; they name none until a person has told which it is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sprue_server.findings import ShotFacts
from sprue_server.store.eye_tables import InspectionRow
from sprue_server.store.inspections import Sought, key_of
from sprue_server.store.reader import Reader

PART = {
    "short_shot": "short_shot",
    "flash": "flash",
    "relief": "sink",
    "rim": "burn",
    "warp": "warpage",
    "dimensions": "dimension_drift",
}
MOULD = {"vents": "residue_at_vents", "parting_line": "parting_line_damage"}
AGAINST = {"reject", "look again"}


def with_what_was_seen(reader: Reader, facts: ShotFacts, cell: str, rows: Sequence[InspectionRow]) -> ShotFacts:
    """The facts of a shot with the defects seen on its part, and what was seen last on that cavity's steel."""
    parts = [row for row in rows if row.of == "part"]
    seen = _meant(reader, parts, PART)
    if not seen:
        return facts
    steel = [row for part in parts for row in _steel(reader, cell, part)]
    return replace(facts, seen=seen, steel_seen=_meant(reader, steel, MOULD))


def _steel(reader: Reader, cell: str, part: InspectionRow) -> list[InspectionRow]:
    sought = Sought(of="mould", cavity=part.cavity)
    return reader.inspections(cell, reader.shown(cell, None, part.measured_us + 1), sought, 1)


def _meant(reader: Reader, rows: Iterable[InspectionRow], words: dict[str, str]) -> tuple[str, ...]:
    """Defects, the worst first: what people told counts, else the loudest check that names one."""
    listed = list(rows)
    told = reader.corrections_of(map(key_of, listed))
    found: dict[str, None] = {}
    for row in listed:
        said = told[key_of(row)][-1] if key_of(row) in told else None
        if said is not None:
            names = [said.defect] if said.told == "defect" and said.defect else []
        else:
            names = _named(row, words)
        found |= dict.fromkeys(names)
    return tuple(found)


def _named(row: InspectionRow, words: dict[str, str]) -> list[str]:
    """A check without words may be the loudest and see the same: then one that is loud too names it.

    Loud: as far out among its own goods as the verdict is among all.
    """
    if row.verdict not in AGAINST or row.p_value is None:
        return []
    loud = [check["check"] for check in row.checks if check["p_value"] <= row.p_value]
    return [words[name] for name in loud if name in words][:1]
