"""What was measured and pictured of the part that a shot made."""

from pathlib import Path

from sqlalchemy import Engine, and_, func, or_
from sqlmodel import Session, col, select

from sprue_contract.eyes import Of
from sprue_server.store.pictures import picture_file
from sprue_server.store.tables import ImageRow, MeasurementRow, ShotRow, StreamRow

NEAR_US = 600_000_000  # a picture is taken within minutes; counts of shots begin anew with each order
SERIES = 20  # pictures of which one series is taken: more lights than any camera has


class PartReading:
    """The part of the reader that is about parts."""

    data: Path
    engine: Engine

    def measurements_of(self, shot: ShotRow) -> list[MeasurementRow]:
        """What gauges read on the part of this shot: same cell and run, named by its moment or its count."""
        moment = col(MeasurementRow.shot_measured_us)
        counted = and_(moment.is_(None), col(MeasurementRow.shot_counter) == shot.counter)
        query = select(MeasurementRow).where(
            or_(moment == shot.measured_us, counted),
            col(MeasurementRow.cell) == shot.cell,
            col(MeasurementRow.run) == shot.run,
        )
        with Session(self.engine) as db:
            return list(db.exec(query.order_by(col(MeasurementRow.measured_us))))

    def pictures_of(self, shot: ShotRow) -> list[ImageRow]:
        """Pictures of the part of this shot: same cell and run, its count, taken within minutes of it."""
        near = col(ImageRow.measured_us).between(shot.measured_us - NEAR_US, shot.measured_us + NEAR_US)
        query = select(ImageRow).where(
            col(ImageRow.cell) == shot.cell,
            near,
            col(ImageRow.run) == shot.run,
            col(ImageRow.shot_counter) == shot.counter,
        )
        with Session(self.engine) as db:
            return list(db.exec(query.order_by(col(ImageRow.camera), col(ImageRow.light))))

    def newest_series(self, cell: str, of: Of, run: str | None = None) -> list[ImageRow]:
        """The pictures of a part, or of a cavity, that were taken last together; the lights by name."""
        steel = col(ImageRow.camera).startswith("mould-")  # as `seen_by` has it: whatever else sees parts
        own = [col(ImageRow.cell) == cell, steel if of == "mould" else ~steel]
        own += [col(ImageRow.run) == run] if run is not None else []
        query = select(ImageRow).where(*own).order_by(col(ImageRow.measured_us).desc()).limit(SERIES)
        with Session(self.engine) as db:
            found = list(db.exec(query))
        same = [one for one in found if _series(one) == _series(found[0])]
        return sorted(same, key=lambda one: one.light or "")

    def newest_images(self) -> dict[int, int]:
        """When the newest picture of each stream was taken."""
        newest = select(func.max(ImageRow.measured_us)).where(col(ImageRow.stream) == col(StreamRow.id))
        query = select(StreamRow.id, newest.scalar_subquery()).where(col(StreamRow.layout) == "")
        with Session(self.engine) as db:
            return {stream: at_us for stream, at_us in db.exec(query) if stream and at_us is not None}

    def images_after(self, stream: int, after_us: int, limit: int = 500) -> list[ImageRow]:
        """The newest pictures of a stream that were taken after a moment."""
        query = select(ImageRow).where(col(ImageRow.stream) == stream, col(ImageRow.measured_us) > after_us)
        with Session(self.engine) as db:
            return list(db.exec(query.order_by(col(ImageRow.measured_us).desc()).limit(limit)))

    def picture(self, sha256: str) -> Path | None:
        """The file of a picture; None: nobody sent it, or it is not kept any longer."""
        with Session(self.engine) as db:
            found = db.exec(select(ImageRow).where(col(ImageRow.sha256) == sha256).limit(1)).first()
        path = picture_file(self.data, sha256, found.media_type) if found else None
        return path if path and path.is_file() else None


def _series(image: ImageRow) -> tuple[str, str, int | None]:
    return image.run, image.camera, image.shot_counter
