"""Roll-ups and charts equal what the frames say, in whatever order the frames came."""

import math
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection
from store_world import Place

from sprue_contract.fields import MAX_EXACT
from sprue_server.store import series
from sprue_server.store.database import database_at
from sprue_server.store.dialect import insert_new
from sprue_server.store.frames import HALF_US, Bundle, Teller, Told, half_of, unbundled
from sprue_server.store.packing import Quiet, packed_half
from sprue_server.store.rollup import Interval, RollReader, Rollups
from sprue_server.store.rungs import RUNGS
from sprue_server.store.series import Shelves
from sprue_server.store.tables import StreamRow

S = 1_000_000
MADRID = ZoneInfo("Europe/Madrid")
# three local days around the night in which clocks go back, which also lie around the end of a month in UTC
BEGIN = int(datetime(2026, 10, 24, tzinfo=MADRID).timestamp())
TELLER = Teller("gw", "s1", "imm-1")

readings = st.one_of(st.just(math.nan), st.floats(-1e6, 1e6))
seconds = st.one_of(st.integers(0, 300), st.integers(0, 3 * 90_000), st.integers(7 * 86_400, 8 * 86_400))


class Frame(NamedTuple):
    measured_us: int
    seq: int
    values: list[float]


def bundle(stream: int, at: int, seq: int, rows: list[tuple[float, float]]) -> Bundle:
    """A record of frames five seconds apart, in one half hour."""
    half = half_of((BEGIN + at) * S)
    moments = [min((BEGIN + at + 5 * n) * S, half + HALF_US - 1) for n in range(len(rows))]
    body = np.array(moments, dtype="<i8").tobytes() + np.array(rows, dtype="<f8").tobytes()
    return Bundle(stream, half, seq, len(rows), body)


bundles = st.builds(
    bundle,
    st.integers(1, 2),
    seconds,
    st.integers(1, 30),
    st.lists(st.tuples(readings, readings), min_size=1, max_size=3),
)
# some records, how many minutes are rolled up then, and whether all that is over is packed
batches = st.lists(st.tuples(st.lists(bundles, max_size=20), st.integers(0, 4), st.booleans()), max_size=6)


EMPTY = """TRUNCATE frames.bundle, frames.block, frames.loose, frames.dirty, frames.tally,
    frames.roll, frames.roll_block, frames.roll_loose"""


class Shop:
    """Frames and ladder of one store."""

    def __init__(self, place: Place) -> None:
        place.data.mkdir(exist_ok=True)
        database = database_at(place.data, place.database)
        self.writing, self.reading = database.for_writing(), database.for_reading()
        self.reader = self.writing.marks
        self.rollups = Rollups(self.writing.ladder, "Europe/Madrid", self.reader)
        self.rolls = RollReader(self.reading.ladder, "Europe/Madrid")
        self.rollups.begin_anew()
        self.rollups.quiet = Quiet(lambda: 0.0, 0.0)
        self.shelves = Shelves(self.reading.frames, self.rolls, "Europe/Madrid")

    def roll(self, limit: int) -> None:
        marks = self.reader.marks(limit)
        self.rollups.roll(marks)
        self.writing.frames.clear(marks)

    def after(self, limit: int, *, pack: bool) -> None:
        self.roll(limit)
        if pack:
            self.pack()

    def pack(self) -> None:
        for half in self.reader.ripe(MAX_EXACT, 1000):
            assert self.writing.frames.pack(packed_half(self.reader, half))
        while self.rollups.pack(MAX_EXACT):
            pass

    def write(self, some: list[Bundle]) -> None:
        def work(db: Connection) -> Told:
            for number in (1, 2):
                db.execute(insert_new(db, StreamRow), {"id": number, **TELLER._asdict(), "run": f"r{number}"})
            return {TELLER: some}

        self.writing.keep(work)

    def close(self) -> None:
        self.reading.close()
        self.writing.close()


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def an_empty_shop(request: pytest.FixtureRequest) -> Iterator[Callable[[], AbstractContextManager[Shop]]]:
    """For each made-up history new files, or one database that is emptied: a new one would take too long."""
    if request.param == "sqlite":
        with TemporaryDirectory() as folder:
            Shop(Place(Path(folder))).close()
            yield lambda: in_a_copy(folder)
        return
    postgres = request.getfixturevalue("postgres")
    name = postgres.fresh()
    with TemporaryDirectory() as folder, closing(Shop(Place(Path(folder), postgres.url(name)))) as shop:

        @contextmanager
        def emptied() -> Iterator[Shop]:
            postgres.ask(EMPTY, name)
            yield shop

        yield emptied
    postgres.give_back(name)


@contextmanager
def in_a_copy(empty: str) -> Iterator[Shop]:
    with TemporaryDirectory() as folder:
        shutil.copytree(empty, folder, dirs_exist_ok=True)
        with closing(Shop(Place(Path(folder)))) as shop:
            yield shop


def stored(history: list[tuple[list[Bundle], int, bool]]) -> dict[int, list[Frame]]:
    """What the frames hold in the end: the first of each key stays."""
    kept: dict[tuple[int, int, int], Bundle] = {}
    for some, *_ in history:
        for one in some:
            kept.setdefault(one[:3], one)
    by_stream: dict[int, list[Frame]] = defaultdict(list)
    for stream, _, *body in kept.values():
        moments, seqs, values = unbundled([(body[0], body[1], body[2])])
        found = zip(moments.tolist(), seqs.tolist(), values.tolist(), strict=True)
        by_stream[stream] += [Frame(*frame) for frame in found]
    return {stream: sorted(some, key=lambda frame: frame[:2]) for stream, some in by_stream.items()}


def bucket(rung: str, size_us: int, moment: int) -> int:
    if rung != "1d":
        return moment // size_us * size_us
    local = datetime.fromtimestamp(moment / S, MADRID)
    return int(datetime(local.year, local.month, local.day, tzinfo=MADRID).timestamp()) * S


def by_hand(rung: str, size_us: int, some: list[Frame]) -> dict[int, list[list[float]]]:
    columns: dict[int, list[list[float]]] = defaultdict(lambda: [[], []])
    for frame in some:
        for place, value in enumerate(frame.values):
            columns[bucket(rung, size_us, frame.measured_us)][place] += [] if math.isnan(value) else [value]
    return {begin: [summary(values) for values in two] for begin, two in columns.items()}


def summary(values: list[float]) -> list[float]:
    if not values:
        return [math.nan] * 5 + [0]
    mean = math.fsum(values) / len(values)
    return [values[0], values[-1], min(values), max(values), mean, len(values)]


@settings(deadline=None, max_examples=40)
@given(batches)
def test_in_any_order_with_repeats_and_late_data_the_ladder_equals_the_frames(an_empty_shop, history):
    with an_empty_shop() as shop:
        for some, limit, pack in history:
            shop.write(some)
            shop.after(limit, pack=pack)
        while shop.reader.behind():
            shop.roll(3)
        everything = Interval(0, MAX_EXACT)
        for stream, some in stored(history).items():
            for rung in RUNGS:
                begins, found = shop.rolls.read(rung, stream, everything)
                wanted = by_hand(rung.name, rung.size_us, some)
                assert begins.tolist() == sorted(wanted)
                for begin, row in zip(begins.tolist(), found, strict=True):
                    np.testing.assert_allclose(row, wanted[begin], rtol=1e-9, atol=1e-6)


@settings(deadline=None, max_examples=60)
@given(batches, seconds, seconds, st.integers(2, 3000))
def test_no_chart_loses_an_extreme_however_far_the_roll_ups_are(an_empty_shop, history, one, other, points):
    low, high = (BEGIN + min(one, other)) * S, (BEGIN + max(one, other)) * S + S
    with an_empty_shop() as shop:
        for some, limit, pack in history:
            shop.write(some)
            shop.after(limit, pack=pack)
        on = series.grid(low, high, points, "Europe/Madrid")
        points_read = series.gather(shop.shelves, 1, on.rung, Interval(low, high), [0, 1])
        for place in (0, 1):
            told = series.drawn("x", "", series.channel(points_read, place), on)
            raw = [
                (frame.measured_us, frame.values[place])
                for frame in stored(history).get(1, [])
                if low <= frame.measured_us < high and not math.isnan(frame.values[place])
            ]
            check(told, raw, points, (low, high))


def check(told, raw, points, period) -> None:
    low, high = ([value for value in told[side] if value is not None] for side in ("low", "high"))
    assert (min(low), max(high)) == (min(v for _, v in raw), max(v for _, v in raw)) if raw else not low + high
    assert len(told["low"]) + len(told["high"]) <= max(min(points, 2000), 4)
    assert all(a < b for a, b in zip(told["t_us"], told["t_us"][1:], strict=False))
    assert all(period[0] <= moment < period[1] for moment in told["t_us"])


def wave(seconds: range) -> list[Bundle]:
    return [bundle(1, n, n + 1_000_000, [(math.sin(n), n)]) for n in seconds]


@pytest.fixture
def shop(place: Place):
    with closing(Shop(place)) as shop:
        yield shop


def drawn(shop: Shop, seconds: int, points: int):
    low, high = BEGIN * S, (BEGIN + seconds) * S
    on = series.grid(low, high, points, "Europe/Madrid")
    found = series.gather(shop.shelves, 1, on.rung, Interval(low, high), [1])
    return series.drawn("x", "", series.channel(found, 0), on)


@pytest.mark.parametrize("rolled", [False, True])
@pytest.mark.parametrize(("seconds", "points"), [(3600, 1000), (50_000, 1000), (300, 1000)])
def test_a_silence_is_a_gap_and_nothing_else_is(shop: Shop, seconds: int, points: int, rolled: bool):  # noqa: FBT001
    third = seconds // 3
    shop.write(wave(range(third)) + wave(range(2 * third, seconds)))
    while rolled and shop.reader.behind():
        shop.roll(400)
    told = drawn(shop, seconds, points)
    assert told["low"].count(None) == told["mean"].count(None) == 1
    silent = told["t_us"][told["low"].index(None)] / S - BEGIN
    assert third - 1 <= silent <= 2 * third


def test_readings_far_apart_are_no_gaps(shop: Shop):
    shop.write(wave(range(0, 86_400, 300)))
    assert None not in drawn(shop, 86_400, 2000)["low"]
    while shop.reader.behind():
        shop.roll(400)
    assert None not in drawn(shop, 86_400, 2000)["low"]


def test_a_mark_that_is_set_again_while_rolling_survives(shop: Shop):
    shop.write(wave(range(5)))
    marks = shop.reader.marks(10)
    shop.rollups.roll(marks)
    shop.write(wave(range(5, 10)))
    shop.writing.frames.clear(marks)
    assert shop.reader.behind() == 1
    assert max(drawn(shop, 3 * 86_400, 100)["high"]) == 9


def test_a_repeat_marks_nothing(shop: Shop):
    shop.write(wave(range(5)))
    shop.roll(10)
    shop.write(wave(range(5)))
    assert shop.reader.behind() == 0


def test_the_newest_minutes_are_rolled_up_first(shop: Shop):
    shop.write(wave(range(0, 600, 30)))
    moments = [mark.minute_us for mark in shop.reader.marks(3)]
    assert moments == [(BEGIN + second) * S for second in (540, 480, 420)]


@pytest.mark.parametrize(("day", "hours"), [(0, 24), (1, 25), (2, 24)])
def test_the_day_that_the_clocks_change_has_its_own_length(shop: Shop, day: int, hours: int):
    shop.write(wave(range(0, 3 * 90_000, 600)))
    while shop.reader.behind():
        shop.roll(400)
    begins, found = shop.rolls.read(RUNGS[-1], 1, Interval(0, MAX_EXACT))
    assert found[day, 0, -1] == hours * 6
    local = datetime.fromtimestamp(int(begins[day]) / S, MADRID)
    assert local == datetime(2026, 10, 24, tzinfo=MADRID) + timedelta(days=day)
