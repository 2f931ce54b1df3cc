"""Inspections as people see them, from rows of the store."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from sprue_server.eye_views import (
    CheckView,
    CorrectionView,
    InspectionDetail,
    InspectionView,
    ListedInspection,
    RegionView,
    SeenPicture,
)
from sprue_server.shots import shot_id
from sprue_server.store.eye_tables import CorrectionRow, InspectionRow
from sprue_server.store.inspections import key_of
from sprue_server.store.pictures import picture_file
from sprue_server.store.reader import Reader


def inspection_id(row: InspectionRow) -> str:
    """`<stream>-<measured_us>-<seq>`, as a shot's."""
    return "-".join(map(str, key_of(row)))


def views(reader: Reader, rows: Iterable[InspectionRow]) -> list[InspectionView]:
    """With what people last said of each."""
    found = list(rows)
    told = reader.corrections_of(map(key_of, found))
    return [view(row, told.get(key_of(row), [])) for row in found]


def listed(reader: Reader, rows: Iterable[InspectionRow]) -> list[ListedInspection]:
    """The same with the shot it is of, and where its worst check saw something."""
    found = list(rows)
    return [_listed(reader, row, seen) for row, seen in zip(found, views(reader, found), strict=True)]


def _listed(reader: Reader, row: InspectionRow, seen: InspectionView) -> ListedInspection:
    shot = reader.shot_of(row)
    return ListedInspection(
        **dict(seen),
        shot=shot_id(shot) if shot else None,
        outlines=_worst_outlines(row),
        mm_to_px=row.place.get("mm_to_px", []),
    )


def _worst_outlines(row: InspectionRow) -> list[RegionView]:
    """Of the check that spoke against it most; of the next one that says where, if that one cannot."""
    told = [check["regions"] for check in row.checks if check["regions"]] if row.worst else []
    return [RegionView.model_validate(one) for one in told[0]] if told else []


def view(row: InspectionRow, told: Sequence[CorrectionRow]) -> InspectionView:
    """One."""
    same = InspectionView.model_fields.keys() & InspectionRow.model_fields.keys() - {"pictures"}
    return InspectionView.model_validate(
        {
            **{name: getattr(row, name) for name in same},
            "id": inspection_id(row),
            "pictures": [SeenPicture(light=light, sha256=sha256) for light, sha256 in row.pictures.items()],
            "corrected": correction(told[-1]) if told else None,
        }
    )


def correction(row: CorrectionRow) -> CorrectionView:
    """What a person said."""
    return CorrectionView.model_validate(row, from_attributes=True)


def detail(reader: Reader, row: InspectionRow) -> InspectionDetail:
    """Everything that is known of one."""
    told = reader.corrections_of([key_of(row)]).get(key_of(row), [])
    shot, kept = reader.shot_of(row), reader.images_of(row)
    there = [
        one.sha256 for one in kept.values() if picture_file(reader.data, one.sha256, one.media_type).is_file()
    ]
    return InspectionDetail(
        inspection=view(row, told),
        checks=[CheckView.model_validate(check) for check in row.checks],
        mm_to_px=row.place.get("mm_to_px", []),
        map=map_file(reader, row) is not None,
        map_px_per_mm=row.place.get("map_px_per_mm"),
        pictures_kept=there,
        corrections=[correction(one) for one in told],
        shot=shot_id(shot) if shot else None,
    )


def map_file(reader: Reader, row: InspectionRow) -> Path | None:
    """The map of where; None: there is none, or it is not kept any longer."""
    path = picture_file(reader.data, row.map_sha256, "image/png") if row.map_sha256 else None
    return path if path and path.is_file() else None
