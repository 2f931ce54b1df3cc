"""Charts of a cell: which streams hold its visible runs, and where in their frames a channel stands."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypedDict

from sqlmodel import Session, col, select

from sprue_server.store import rungs, series
from sprue_server.store.rollup import Interval
from sprue_server.store.series import SeriesPart, Shelves
from sprue_server.store.tables import BirthRow, StreamRow
from sprue_server.store.visibility import Stretch, visible, within


class Series(TypedDict):
    """The shape of the API's SeriesAnswer: `SeriesAnswer.model_validate(series)`."""

    cell: str
    from_us: int
    to_us: int
    rung: rungs.Name
    series: list[SeriesPart]


class Wanted(NamedTuple):
    """Which channels of a cell, in which period, with how many lows and highs."""

    cell: str
    channels: Sequence[str]
    period: Interval
    points: int


def chart(db: Session, shelves: Shelves, births: Sequence[BirthRow], wanted: Wanted) -> Series:
    """Answer a chart; a channel that nobody knows has an empty series."""
    on = series.grid(*wanted.period, wanted.points, shelves.timezone)
    whole = points(db, shelves, births, wanted, on.rung)
    units = _units(births)
    parts = [
        series.drawn(name, units.get(name, ""), series.channel(whole, place), on)
        for place, name in enumerate(wanted.channels)
    ]
    low, high = wanted.period
    rung = on.rung.name if on.rung else "frames"
    return Series(cell=wanted.cell, from_us=low, to_us=high, rung=rung, series=parts)


def points(
    db: Session, shelves: Shelves, births: Sequence[BirthRow], wanted: Wanted, rung: rungs.Rung | None
) -> series.Points:
    """What a rung says of the channels in the period, visible runs only, in order of time; no rung: frames."""
    columns = {birth.layout: _columns(birth, wanted.channels) for birth in births}
    found = [
        series.gather(shelves, stream, rung, Interval(stretch.from_us, stretch.to_us), columns[layout])
        for stretch in within(visible(births), *wanted.period)
        for stream, layout in _streams(db, wanted.cell, stretch)
        if layout in columns
    ]
    return series.merged(found, len(wanted.channels))


def _streams(db: Session, cell: str, stretch: Stretch) -> Iterator[tuple[int, str]]:
    query = select(StreamRow.id, StreamRow.layout).where(
        col(StreamRow.cell) == cell, col(StreamRow.run) == stretch.run, col(StreamRow.layout) != ""
    )
    yield from ((stream, layout) for stream, layout in db.exec(query) if stream is not None)


def _columns(birth: BirthRow, channels: Sequence[str]) -> list[int]:
    """Where in a frame each channel stands; -1: nowhere."""
    place = {channel["name"]: index for index, channel in enumerate(birth.body["channels"])}
    return [place.get(name, -1) for name in channels]


def _units(births: Sequence[BirthRow]) -> dict[str, str]:
    """Unit of each channel as the latest born run tells it; `births` are latest first."""
    told = [channel for birth in reversed(births) for channel in birth.body["channels"]]
    return {channel["name"]: channel["unit"] for channel in told}
