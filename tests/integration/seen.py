"""Inspections and corrections that tests put into a store."""

from sprue_server.store.eye_tables import CorrectionRow, InspectionRow

NAME = "test-mould-part"


def inspection(measured_us: int, **other: object) -> InspectionRow:
    """One that passed; everything else as asked for."""
    told = {
        "stream": 1,
        "measured_us": measured_us,
        "seq": 1,
        "cell": "imm-1",
        "run": "r1",
        "camera": "part-1",
        "of": "part",
        "cavity": 1,
        "shot_counter": 60,
        "inspected_us": measured_us + 1,
        "verdict": "pass",
        "warnings": [],
        "score": 1.5,
        "p_value": 0.4,
        "checks": [],
        "place": {"mm_to_px": [], "map_px_per_mm": None},
        "pictures": {"diffuse": f"{measured_us:064x}"},
        "map_sha256": None,
        "took_ms": 50.0,
        "name": NAME,
        "model": "v1",
    }
    return InspectionRow(**(told | other))


def correction(measured_us: int, told: str = "defect", **other: object) -> CorrectionRow:
    """What an instructor said of it."""
    said = {"stream": 1, "measured_us": measured_us, "seq": 1, "told": told, "role": "instructor", "at_us": 9}
    return CorrectionRow(**(said | other))
