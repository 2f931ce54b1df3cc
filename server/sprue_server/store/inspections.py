"""What the eyes have seen, read from the store: lists with filters, one, those of a shot, what people said."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, Engine, and_, or_, tuple_
from sqlmodel import Session, col, select

from sprue_server.store.eye_tables import CorrectionRow, EyesModelRow, InspectionRow
from sprue_server.store.parts import NEAR_US
from sprue_server.store.tables import ImageRow, ShotRow
from sprue_server.store.visibility import Stretch

Key = tuple[int, int, int]
AT_ONCE = 300  # keys in one question
KEY = (col(InspectionRow.stream), col(InspectionRow.measured_us), col(InspectionRow.seq))
CORRECTED = (col(CorrectionRow.stream), col(CorrectionRow.measured_us), col(CorrectionRow.seq))
SAME = and_(*(one == other for one, other in zip(KEY, CORRECTED, strict=True)))
NEWEST = tuple(part.desc() for part in (KEY[1], KEY[0], KEY[2]))


class Sought(NamedTuple):
    """Which inspections are wanted; None: any. `after`: those that follow this key in a list, newest first."""

    verdict: str | None = None
    check: str | None = None
    of: str | None = None
    cavity: int | None = None
    name: str | None = None
    corrected: bool | None = None
    after: Key | None = None


class Labelled(NamedTuple):
    """An inspection with what a person said of it last."""

    row: InspectionRow
    told: CorrectionRow


def key_of(row: InspectionRow) -> Key:
    """The key of an inspection."""
    return row.stream, row.measured_us, row.seq


class InspectionReading:
    """The part of the reader that is about inspections."""

    engine: Engine

    def inspection(self, key: Key) -> InspectionRow | None:
        """One by its key, visible or not."""
        with Session(self.engine) as db:
            return db.get(InspectionRow, key)

    def inspections(
        self, cell: str, stretches: Sequence[Stretch], sought: Sought, limit: int
    ) -> list[InspectionRow]:
        """Those of a cell in these stretches of its runs, newest first."""
        found: list[InspectionRow] = []
        for stretch in reversed(stretches):
            query = select(InspectionRow).where(
                col(InspectionRow.cell) == cell,
                col(InspectionRow.run) == stretch.run,
                KEY[1] >= stretch.from_us,
                KEY[1] < stretch.to_us,
                *_wanted(sought),
            )
            with Session(self.engine) as db:
                found += db.exec(query.order_by(*NEWEST).limit(limit - len(found))).all()
            if len(found) >= limit:
                break
        return found

    def inspections_of(self, shot: ShotRow) -> list[InspectionRow]:
        """Of the part of this shot: same cell and run, its count, taken within minutes of it."""
        query = select(InspectionRow).where(
            col(InspectionRow.cell) == shot.cell,
            KEY[1].between(shot.measured_us - NEAR_US, shot.measured_us + NEAR_US),
            col(InspectionRow.run) == shot.run,
            col(InspectionRow.shot_counter) == shot.counter,
        )
        with Session(self.engine) as db:
            return list(db.exec(query.order_by(col(InspectionRow.camera), KEY[1])))

    def inspections_with(self, keys: Iterable[Key]) -> set[Key]:
        """Which of these have been made already."""
        wanted = list(keys)
        parts = [wanted[begin : begin + AT_ONCE] for begin in range(0, len(wanted), AT_ONCE)]
        with Session(self.engine) as db:
            return {tuple(row) for some in parts for row in db.exec(select(*KEY).where(tuple_(*KEY).in_(some)))}  # type: ignore[misc]

    def shot_of(self, row: InspectionRow) -> ShotRow | None:
        """The shot that the part is from; the nearest of its count."""
        if row.shot_counter is None:
            return None
        query = select(ShotRow).where(
            col(ShotRow.cell) == row.cell,
            col(ShotRow.measured_us).between(row.measured_us - NEAR_US, row.measured_us + NEAR_US),
            col(ShotRow.run) == row.run,
            col(ShotRow.counter) == row.shot_counter,
        )
        with Session(self.engine) as db:
            shots = db.exec(query).all()
        return min(shots, key=lambda shot: abs(shot.measured_us - row.measured_us), default=None)

    def corrections_of(self, keys: Iterable[Key]) -> dict[Key, list[CorrectionRow]]:
        """What people said of these inspections, oldest first."""
        wanted = list(keys)
        found: dict[Key, list[CorrectionRow]] = {}
        with Session(self.engine) as db:
            for begin in range(0, len(wanted), AT_ONCE):
                query = select(CorrectionRow).where(tuple_(*CORRECTED).in_(wanted[begin : begin + AT_ONCE]))
                for row in db.exec(query.order_by(col(CorrectionRow.id))):
                    found.setdefault((row.stream, row.measured_us, row.seq), []).append(row)
        return found

    def labelled(self, name: str) -> list[Labelled]:
        """Inspections by any version of a model with the last word that a person said of them; newest first."""
        query = select(InspectionRow, CorrectionRow).join(CorrectionRow, SAME)
        query = query.where(col(InspectionRow.name) == name).order_by(col(CorrectionRow.id))
        with Session(self.engine) as db:
            last = {key_of(row): Labelled(row, told) for row, told in db.exec(query)}
        return sorted(last.values(), key=lambda one: one.row.measured_us, reverse=True)

    def scores(self, name: str, version: str, limit: int) -> list[InspectionRow]:
        """The newest inspections by one version of a model that have a score."""
        query = select(InspectionRow).where(
            col(InspectionRow.name) == name,
            col(InspectionRow.model) == version,
            col(InspectionRow.score).is_not(None),
        )
        with Session(self.engine) as db:
            return list(db.exec(query.order_by(*NEWEST).limit(limit)))

    def worth_keeping(self) -> set[str]:
        """SHA-256 of pictures and maps that go last: of what was rejected, and of what people spoke about."""
        told = select(CorrectionRow.id).where(SAME).exists()
        query = select(InspectionRow.pictures, InspectionRow.map_sha256).where(
            or_(col(InspectionRow.verdict) == "reject", told)
        )
        with Session(self.engine) as db:
            rows = db.exec(query).all()
        return {sha256 for pictures, seen in rows for sha256 in (*pictures.values(), seen) if sha256}

    def eyes_models(self) -> list[EyesModelRow]:
        """Every version that this hub has looked with, newest first."""
        with Session(self.engine) as db:
            return list(db.exec(select(EyesModelRow).order_by(col(EyesModelRow.since_us).desc())))

    def images_of(self, row: InspectionRow) -> dict[str, ImageRow]:
        """The pictures that were looked at, by light."""
        query = select(ImageRow).where(col(ImageRow.sha256).in_(list(row.pictures.values())))
        with Session(self.engine) as db:
            found = {image.sha256: image for image in db.exec(query)}
        return {light: found[sha256] for light, sha256 in row.pictures.items() if sha256 in found}


def _wanted(sought: Sought) -> list[ColumnElement[bool]]:
    columns = {
        "verdict": sought.verdict,
        "worst": sought.check,
        "of": sought.of,
        "cavity": sought.cavity,
        "name": sought.name,
    }
    asked = [col(getattr(InspectionRow, name)) == value for name, value in columns.items() if value is not None]
    if sought.corrected is not None:
        told = select(CorrectionRow.id).where(
            *(one == other for one, other in zip(KEY, CORRECTED, strict=True))
        )
        asked.append(told.exists() if sought.corrected else ~told.exists())
    if sought.after is not None:
        stream, measured_us, seq = sought.after
        asked.append(tuple_(KEY[1], KEY[0], KEY[2]) < tuple_(measured_us, stream, seq))
    return asked
