"""What only a database server can do to its hub: be away, refuse, be killed. Nothing is lost or doubled."""

import asyncio
import gc
import logging
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

import psycopg
import pytest
from ingest_world import Watched, at_work, frame_letter
from postgres_server import Server
from sqlalchemy import Engine, event, text
from store_world import T0, ZONE, Place, S, arrival, birth, opened, reader_at, roll_all, sample, shot, store_at

from sprue_contract.payloads import Event
from sprue_server.store.database import database_at
from sprue_server.store.postgres.asking import Asking, cursor_of
from sprue_server.store.postgres.schema import make_months
from sprue_server.store.problems import StoreBlockedError, StoreError
from sprue_server.store.store import Store

NOTE = Event(what="note", name="hello")
MONTH = 31 * 86_400 * S


def mixed() -> list:
    frames = (2, T0, sample((T0, 1, 2), (T0 + S, 3, None))), (3, T0, sample((T0 + MONTH, 5, 6)))
    return [arrival((1, T0, birth())), arrival(*frames), arrival((4, T0, shot(4, curve=[1, 2, 3])))]


STORED = {("gw", "s1", "imm-1"): 5}


async def test_frames_lie_in_the_partition_of_their_month(postgres_place: Place):
    async with opened(postgres_place) as (store, _):
        await store.keep(mixed(), [])
        with store.engine.connect() as db:
            sums = "SELECT tableoid::regclass::text, sum(count), sum(length(body)) FROM frames.bundle"
            found = db.execute(text(f"{sums} GROUP BY 1 ORDER BY 1")).all()
        assert found == [("frames.bundle_202609", 2, 48), ("frames.bundle_202610", 1, 24)]


async def test_a_month_that_was_dropped_is_made_again(postgres_place: Place):
    async with opened(postgres_place) as (store, reader):
        await store.keep(mixed(), [])
        with store.engine.begin() as db:
            db.execute(text("DROP TABLE frames.bundle_202609"))
        await store.keep([arrival((9, T0, sample((T0, 7, 8))))], [])
        answer = reader.series("imm-1", ["melt_temperature_c"], from_us=T0, to_us=T0 + S)
        assert answer["series"][0]["high"] == [7]


def test_the_last_month_of_a_year_ends_with_the_year(postgres_place: Place):
    writing = database_at(postgres_place.data, postgres_place.database).for_writing()
    with writing.engine.begin() as db:
        make_months(db, ["202612", "202701"])
        bounds = "SELECT pg_get_expr(relpartbound, oid) FROM pg_class WHERE relname = 'bundle_202612'"
        assert "('1796083200000000') TO ('1798761600000000')" in db.execute(text(bounds)).scalar_one()
    writing.close()


async def test_connections_say_whose_they_are_and_readers_cannot_take_for_ever(postgres_place: Place):
    async with opened(postgres_place) as (store, reader):
        await store.keep(mixed(), [])
        mine = "FROM pg_stat_activity WHERE datname = current_database()"
        ours = f"{mine} AND application_name = 'sprue-hub'"
        asked = f"SELECT current_setting('statement_timeout'), count(*) {ours}"
        with reader.engine.connect() as db:
            assert db.execute(text(asked)).one() == ("30s", 2)
        with store.engine.connect() as db:
            assert db.execute(text(asked)).one() == ("0", 2)
            assert db.execute(text(f"SELECT count(*) {mine}")).scalar_one() == 2


async def test_two_hubs_on_one_database_store_everything_once(postgres_place: Place):
    async with opened(postgres_place) as (one, reader):
        other = store_at(postgres_place)
        await asyncio.gather(*(store.keep(mixed(), []) for store in (one, other) for _ in range(3)))
        await asyncio.gather(roll_all(one), roll_all(other))
        assert reader.tallies() == STORED
        answer = reader.series("imm-1", ["melt_temperature_c"], from_us=T0 - 86_400 * S, to_us=T0 + 86_400 * S)
        assert answer["series"][0]["high"] == [3]
        await other.close()


FULL_DISK = """CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$"""
WHEN_WRITING = "CREATE TRIGGER no_room BEFORE INSERT ON frames.bundle FOR EACH ROW EXECUTE FUNCTION full_disk()"


async def test_a_full_disk_blocks_writing_and_it_recovers(postgres_place: Place):
    async with opened(postgres_place) as (store, reader):
        with store.engine.begin() as db:
            db.execute(text(FULL_DISK))
            db.execute(text(WHEN_WRITING))
        with pytest.raises(StoreBlockedError, match=r"the disk is full\. Free some space"):
            await store.keep(mixed(), [])
        assert reader.tallies() == {}, "all of a batch or nothing"
        with store.engine.begin() as db:
            db.execute(text("DROP TRIGGER no_room ON frames.bundle"))
        await store.keep(mixed(), [])
        assert reader.tallies() == STORED


async def test_a_database_that_may_only_be_read_blocks_writing_until_it_may(
    postgres: Server, postgres_place: Place
):
    async with opened(postgres_place) as (store, reader):
        await store.keep(mixed(), [])
        postgres.set("default_transaction_read_only", "on")
        try:
            with pytest.raises(StoreBlockedError, match="it may only be read"):
                await store.keep([arrival((9, T0, NOTE))], [])
            assert reader.tallies() == STORED
        finally:
            postgres.set("default_transaction_read_only", "off")
        await store.keep([arrival((9, T0, NOTE))], [])
        assert reader.counts() == {"imm-1": 6}


class Cutting:
    """Passes bytes on to a server. On demand it lets a COMMIT through, hears that it is done, and hangs up."""

    def __init__(self, port: int) -> None:
        self.port, self.armed, self.cuts = port, False, 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._serve, daemon=True).start()

    def url(self, direct: str) -> str:
        return direct.replace(f":{self.port}/", f":{self.listener.getsockname()[1]}/")

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._pass, args=(client,), daemon=True).start()

    def _pass(self, client: socket.socket) -> None:
        with client, socket.create_connection(("127.0.0.1", self.port)) as behind:
            threading.Thread(target=_pour, args=(behind, client), daemon=True).start()
            while piece := client.recv(65_536):
                if self.armed and b"COMMIT" in piece:
                    self.armed, self.cuts = False, self.cuts + 1
                    client.shutdown(socket.SHUT_WR)  # nothing of the answer reaches the hub
                    behind.sendall(piece)
                    behind.shutdown(socket.SHUT_WR)
                    return
                behind.sendall(piece)

    def close(self) -> None:
        self.listener.close()


def _pour(behind: socket.socket, client: socket.socket) -> None:
    try:
        while piece := behind.recv(65_536):
            client.sendall(piece)
    except OSError:
        return  # cut


@pytest.fixture
def cutting(postgres: Server) -> Iterator[Cutting]:
    made = Cutting(postgres.port)
    yield made
    made.close()


async def test_cut_off_within_a_commit_it_is_done_again_once(postgres_place: Place, cutting: Cutting):
    async with opened(Place(postgres_place.data, cutting.url(postgres_place.database))) as (store, reader):
        for seq in (10, 11):
            await store.keep([arrival((seq, T0, NOTE))], [])
            cutting.armed = True
            with pytest.raises(StoreBlockedError, match="cannot be reached"):
                await store.keep(mixed(), [])
            await store.keep(mixed(), [])
            assert (reader.tallies(), cutting.cuts) == ({("gw", "s1", "imm-1"): 5 + seq - 9}, seq - 9)


async def test_a_server_killed_in_the_middle_keeps_every_receipted_frame_once(
    mortal: Server, mortal_place: Place
):
    store = Watched(mortal_place)
    await store.keep([arrival((10**6, T0, birth()))], [])
    sent = 0
    async with at_work(store) as works:
        for _ in range(3):
            killed_at = len(works.broker.receipted) + 200
            while len(works.broker.receipted) < killed_at:
                if len(works.inbox.waiting) < 100:
                    sent += 1
                    works.inbox.deliver(frame_letter(sent))
                await asyncio.sleep(0)  # ingest gets its turn
            mortal.kill()
            receipted = set(works.broker.receipted)
            await store.refuses_again()
            assert "the database server cannot be reached" in works.ingest.problem
            await asyncio.to_thread(mortal.start)
            assert receipted <= set(stored_seqs(mortal_place))  # before anything comes again
        await works.broker.until(sent)
    assert sorted(works.broker.receipted) == list(range(1, sent + 1))
    assert sorted(stored_seqs(mortal_place)) == list(range(1, sent + 1))
    reader = reader_at(mortal_place)
    assert reader.counts() == {"imm-1": sent + 1}
    reader.close()
    await store.close()


def stored_seqs(place: Place) -> list[int]:
    with psycopg.connect(place.database) as db:
        return [seq for (seq,) in db.execute("SELECT seq FROM frames.bundle")]


async def test_while_the_server_is_away_all_say_so_and_then_go_on(mortal: Server, mortal_place: Place):
    async with opened(mortal_place) as (store, reader):
        await store.keep(mixed(), [])
        mortal.kill()
        chart = partial(reader.series, "imm-1", ["x"], from_us=T0, to_us=T0 + 9 * S)
        for ask in (reader.tallies, reader.cells, store.behind, chart):
            with pytest.raises(StoreBlockedError, match="the database server cannot be reached"):
                ask()
        with pytest.raises(StoreBlockedError):
            await store.change(lambda db: db.execute(text("SELECT 1")))
        assert await store.roll() == 0
        await asyncio.to_thread(mortal.start)
        assert reader.tallies() == STORED
        await roll_all(store)
        assert store.behind() == 0


@contextmanager
def fails(*words: str) -> Iterator[None]:
    with pytest.raises(StoreError) as caught:
        yield
    message = str(caught.value)
    for word in (*words, "Nothing was started."):
        assert word in message
    assert "s3cret" not in message
    assert "sprue:" not in message


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda url: url.replace("only%20for%20tests", "s3cret"), "it refuses this user's password"),
        (lambda url: url.replace("/test_", "/nowhere_"), "the server has no such database"),
        (lambda _url: "postgresql://sprue:s3cret@127.0.0.1:1/x", "the database server cannot be reached"),
        (lambda _url: "mysql://sprue:s3cret@127.0.0.1/x", "not an address of a PostgreSQL database"),
        (lambda _url: "postgresql://sprue:s3cret@127.0.0.1:port/x", "not an address of a PostgreSQL database"),
        (lambda _url: "postgresql://sprue:s3cret@127.0.0.1", "not an address of a PostgreSQL database"),
    ],
)
def test_a_database_that_cannot_be_opened_is_one_clear_message_without_the_password(
    postgres_place: Place, spoil: Callable[[str], str], words: str
):
    with fails(words):
        Store(postgres_place.data, ZONE, spoil(postgres_place.database))


def test_a_user_who_may_not_make_tables_is_told_who_may(postgres: Server, postgres_place: Place):
    postgres.ask("DROP ROLE IF EXISTS guest")
    postgres.ask("CREATE ROLE guest LOGIN PASSWORD 's3cret'")
    postgres.ask("CREATE DATABASE bare")
    with fails("this user may not do that there", "owner of the database"):
        Store(postgres_place.data, ZONE, postgres.url("bare", "guest", "s3cret"))
    postgres.drop("bare")


def test_frames_of_a_newer_program_are_refused_and_left_alone(postgres: Server, postgres_place: Place):
    name = postgres_place.database.rpartition("/")[2]
    postgres.ask("UPDATE frames.format SET version = 99", name)
    with fails("its frames have format 99, this program knows 2"):
        Store(postgres_place.data, ZONE, postgres_place.database)


async def test_tables_of_a_newer_program_are_refused_and_left_alone(postgres: Server, postgres_place: Place):
    name = postgres_place.database.rpartition("/")[2]
    postgres.ask("UPDATE alembic_version SET version_num = '9999'", name)
    with pytest.raises(StoreError, match=r"newer Sprue \(its form is 9999\)[\s\S]*Nothing was changed"):
        Store(postgres_place.data, ZONE, postgres_place.database)


@pytest.mark.parametrize("last", ["SELECT 2", None])  # None: it has its answer, and goes back into the pool
def test_a_server_that_dies_under_a_read_costs_that_read_and_nothing_else(mortal, mortal_place, caplog, last):
    reading = database_at(mortal_place.data, mortal_place.database).for_reading()
    with pytest.raises(StoreBlockedError):
        read_of_the_dying(reading.engine, mortal, last)
    mortal.start()
    with reading.engine.connect() as db:
        assert db.execute(text("SELECT 3")).scalar_one() == 3
    reading.close()
    gc.collect()
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == []


def test_a_server_that_dies_after_a_read_of_frames_costs_that_read_and_nothing_else(
    mortal, mortal_place, caplog
):
    reading = database_at(mortal_place.data, mortal_place.database).for_reading()
    event.listen(reading.engine, "commit", lambda _db: mortal.kill())
    event.listen(reading.engine.pool, "reset", lambda *_: mortal.kill())  # whichever of both is the end
    with pytest.raises(StoreBlockedError):
        Asking(reading.engine, "here")("SELECT 1")
    mortal.start()
    reading.close()
    gc.collect()
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == []


def read_of_the_dying(engine: Engine, server: Server, last: str | None) -> None:
    with engine.connect() as db:
        assert db.execute(text("SELECT 1")).scalar_one() == 1
        server.kill()
        if last:
            db.execute(text(last))


LAST_WORDS = "DO $$ BEGIN RAISE 'going down' USING ERRCODE = '57P01'; END $$"


def test_a_connection_whose_server_says_that_it_goes_down_is_not_used_again(mortal_place):
    reading = database_at(mortal_place.data, mortal_place.database).for_reading()
    with reading.engine.connect() as db:
        with pytest.raises(StoreBlockedError, match="going down"):
            db.execute(text(LAST_WORDS))
        assert db.invalidated
    reading.close()


def test_what_the_drivers_own_cursor_hears_of_a_server_going_down_counts_as_well(mortal_place):
    reading = database_at(mortal_place.data, mortal_place.database).for_reading()
    with reading.engine.connect() as db:
        with pytest.raises(psycopg.errors.AdminShutdown), cursor_of(db) as cursor:
            cursor.execute(LAST_WORDS)
        assert db.invalidated
    reading.close()
