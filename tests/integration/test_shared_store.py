"""Several hubs write into one PostgreSQL at once: none waits in a circle, none forgets what another counted."""

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest
from api_hub import PLANT
from sqlalchemy import Connection, create_engine, text
from store_world import T0, Place, S, arrival, birth, reader_at, sample, shot, store_at

from sprue_contract.messages import UnreadableError
from sprue_contract.payloads import Event
from sprue_server import auth, running
from sprue_server.arrivals import Arrival, Misfit
from sprue_server.live.remember import catch_up, kept
from sprue_server.live.state import LiveState
from sprue_server.store.dialect import ALONE, alone
from sprue_server.store.parcel import StreamKey
from sprue_server.store.postgres import schema
from sprue_server.store.problems import StoreBlockedError
from sprue_server.store.reader import Reader
from sprue_server.store.shots import Named
from sprue_server.store.store import Store

HUBS, ROUNDS, CELLS, MANY = 4, 12, 60, 300
REASONS = tuple(f"reason-{number}" for number in range(60))
HOLDER = "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid::bigint = 7075727575 % 4294967296"
NOTE = Event(what="note", name="hello")


@pytest.fixture
async def stores(postgres_place: Place) -> AsyncIterator[list[Store]]:
    made = [store_at(postgres_place) for _ in range(HUBS)]
    yield made
    for store in made:
        await store.close()


@pytest.fixture
def reader(postgres_place: Place) -> Iterator[Reader]:
    made = reader_at(postgres_place)
    yield made
    made.close()


def names_of(place: int, number: int = 0) -> dict[str, str]:
    return {"run": f"r{number}", "cell": f"imm-{place}"}


def new_runs(number: int, _hub: int) -> list[Arrival]:
    """Nobody has met these streams before."""
    return [arrival((number * 10 + 9, T0, NOTE), **names_of(place, number)) for place in range(CELLS)]


def births(number: int, _hub: int) -> list[Arrival]:
    """The same introduction once more, later, as after a request."""
    return [arrival((number + 1, T0 + number, birth(T0)), **names_of(place)) for place in range(CELLS)]


def same_records(number: int, _hub: int) -> list[Arrival]:
    """Sent again while the first hub had not receipted them."""
    told = []
    for place in range(CELLS):
        seq, at = number * 10, T0 + number * S
        told.append(arrival((seq + 1, at, shot(1, curve=[1, 2])), (seq + 2, at, shot(2)), **names_of(place)))
        told.append(arrival((seq + 3, at, NOTE), **names_of(place)))
    return told


def same_frames(number: int, _hub: int) -> list[Arrival]:
    at = T0 + number * 60 * S
    body = sample((at, 1, 2), (at + S, 3, 4))
    return [arrival((number * 10 + 4, at, body), **names_of(place)) for place in range(CELLS)]


def same_of_one_cell(number: int, _hub: int) -> list[Arrival]:
    """Many rows of one kind by one teller."""
    seqs = range(number * MANY + 1, number * MANY + MANY + 1)
    return [arrival((seq, T0 + seq, NOTE), **names_of(0)) for seq in seqs]


def own_records(number: int, hub: int) -> list[Arrival]:
    """Nothing twice: only the counters of cells meet; kinds are told apart, so cells come in another order."""
    seq = number * 10 + hub + 1
    bodies = (NOTE, shot(seq))
    return [arrival((seq, T0 + seq, bodies[(place + hub) % 2]), **names_of(place)) for place in range(CELLS)]


def misfits() -> list[Misfit]:
    return [Misfit("sprue/v1/gw/imm-1/shot", b"{", UnreadableError(reason, "oops"), T0) for reason in REASONS]


async def eventually(count: Callable[[], Awaitable[int]]) -> bool:
    """Ask again until it is not 0: the server lets go of a lock a moment after its connection ended."""
    for _ in range(400):
        if await count():
            return True
        await asyncio.sleep(0.05)
    return False


Told = Callable[[int, int], list[Arrival]]  # a round and a hub


def shuffled(items: list, seed: int) -> list:
    return random.Random(seed).sample(items, len(items))


async def write_all(stores: list[Store], told: Told, *, unread: bool = False) -> None:
    """All hubs at once, each in an order of its own, what `told` says of a round and a hub."""
    await stores[0].keep([*births(0, 0), *same_frames(0, 0)], [])
    for number in range(1, ROUNDS + 1):
        batches = (
            keep(store, shuffled(told(number, hub), hub), shuffled(misfits(), hub) if unread else [])
            for hub, store in enumerate(stores)
        )
        await asyncio.gather(*batches)


async def keep(store: Store, arrivals: list, misfits: list) -> None:
    """As ingest does it: a lock that was held for two seconds, on a loaded machine, is waited for again."""
    for _ in range(20):
        try:
            await store.keep(arrivals, misfits)
        except StoreBlockedError as problem:
            if "keeps it locked" not in str(problem):
                raise  # a circle
        else:
            return
    pytest.fail("it was locked for good")


@pytest.mark.parametrize(
    ("told", "each"),
    [(new_runs, 1), (births, 1), (same_records, 3), (same_frames, 2), (own_records, HUBS)],
    ids=lambda told: getattr(told, "__name__", ""),
)
async def test_hubs_that_write_at_once_neither_wait_in_a_circle_nor_lose_count(stores, reader, told, each):
    await write_all(stores, told)
    there = 1 + 2  # a birth and a bundle of two frames before the first round
    expected = {("gw", "s1", f"imm-{place}"): there + each * ROUNDS for place in range(CELLS)}
    assert reader.tallies() == expected
    assert len({number for store in stores for number in store._streams.values()}) == count(reader, "stream")


async def test_many_rows_of_one_cell_are_taken_in_one_order(stores, reader):
    await write_all(stores, same_of_one_cell)
    assert reader.tallies()["gw", "s1", "imm-0"] == 3 + MANY * ROUNDS


async def test_what_cannot_be_read_is_counted_by_all_of_them_together(stores, reader):
    await write_all(stores, lambda _number, _hub: [], unread=True)
    assert {row.reason: row.count for row in reader.quarantine()} == dict.fromkeys(REASONS, HUBS * ROUNDS)


def count(reader: Reader, table: str) -> int:
    with reader.engine.connect() as db:
        return db.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()  # noqa: S608  # a name of ours


async def test_they_agree_on_the_number_of_a_stream(stores):
    await asyncio.gather(*(store.keep(shuffled(new_runs(1, 0), hub), []) for hub, store in enumerate(stores)))
    assert len({tuple(sorted(store._streams.items())) for store in stores}) == 1


async def test_a_birth_that_another_hub_stored_is_known(stores):
    one, other, *_ = stores
    at = T0 + S
    assert await other.keep([arrival((1, at, NOTE), run="r9")], []) == {("gw", "imm-1")}
    await one.keep([arrival((2, at, birth(at)), run="r9")], [])
    more = [arrival((3, at, NOTE), run="r9"), arrival((4, at, sample((at, 1, 2))), run="r9")]
    assert await other.keep(more, []) == set()


async def test_a_layout_that_nobody_told_of_is_asked_for_though_its_run_is_known(stores):
    one, other, *_ = stores
    await one.keep([arrival((1, T0, birth(T0, layout="1" * 16, channels=[])), run="r9")], [])
    assert await other.keep([arrival((2, T0, NOTE), run="r9")], []) == set()
    assert await other.keep([arrival((3, T0, sample((T0, 1, 2))), run="r9")], []) == {("gw", "imm-1")}


async def test_many_unknown_runs_are_asked_for_in_one_batch(stores):
    told = [arrival((seq, T0, NOTE), run=f"r{seq}", cell=f"imm-{seq}") for seq in range(1, 701)]
    assert len(await stores[0].keep(told, [])) == 700


class Early:
    """Looked before anybody had made a secret."""

    @staticmethod
    def secrets() -> dict[str, str]:
        return {}


async def test_the_secret_of_the_first_start_is_told_by_the_hub_that_made_it(stores, reader, capsys):
    await asyncio.gather(*(running._first_secret(store, Early()) for store in stores))
    told = capsys.readouterr().out.splitlines()
    assert len(told) == 1
    assert auth.HASHER.verify(reader.secrets()["admin"], told[0].removeprefix("SPRUE_ADMIN_SECRET="))


async def test_one_hub_rolls_up_and_when_it_ends_another_goes_on(stores, reader):
    one, other, *_ = stores
    await one.keep(same_frames(1, 0), [])
    assert await one.roll() > 0
    await other.keep(same_frames(2, 0), [])
    assert (await other.roll(), other.behind() > 0) == (0, True), "it is not its turn"
    assert await one.roll() > 0
    await one.keep(same_frames(3, 0), [])
    with reader.engine.connect() as db:  # killed: the server ends what it held
        mine = db.execute(text(HOLDER)).scalar_one()
        db.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": mine})
    assert await eventually(other.roll)
    while other.behind():
        assert await other.roll() > 0
    assert await one.roll() == 0, "it has noticed, and waits"


async def test_followers_neither_double_nor_block_each_other(stores, reader):
    await write_all(stores, same_frames)

    async def follow(store: Store) -> None:
        while store.behind():
            await store.roll()

    async with asyncio.timeout(60):
        await asyncio.gather(*(follow(store) for store in stores))
    for place in (0, CELLS - 1):
        answer = reader.series(
            f"imm-{place}", ["melt_temperature_c"], from_us=T0 - 86_400 * S, to_us=T0 + 86_400 * S
        )
        assert answer["rung"] != "frames"
        assert max(value for value in answer["series"][0]["high"] if value is not None) == 3


async def test_a_live_state_that_missed_something_takes_it_from_the_database(stores, reader):
    live = LiveState(PLANT, lambda *_: "no id")
    alarm = Event(what="alarm", name="mould_not_shut", severity=700, active=True)
    begin = [arrival((1, T0, birth(T0)))]
    await stores[0].keep([*begin, arrival((2, T0, shot(4))), arrival((3, T0 + S, alarm))], [])
    live.take(begin)
    catch_up(live, kept(reader, [*live.cells]))
    now = live.cells["imm-1"]
    assert (now.run, now.last_shot.counter, [*now.alarms]) == ("r1", 4, ["mould_not_shut"])
    assert reader.shot(*map(int, now.last_shot.id.split("-"))).counter == 4
    over = alarm.model_copy(update={"active": False})
    live.take([arrival((9, T0 + 9 * S, over)), arrival((8, T0 + 8 * S, shot(9)))])
    catch_up(live, kept(reader, [*live.cells]))
    assert ([*now.alarms], now.last_shot.counter) == ([], 9), "what is newer stays"


async def test_shots_are_found_by_what_names_them_before_they_have_an_id(stores, reader):
    await stores[0].keep([arrival((seq, T0 + seq, shot(seq))) for seq in range(1, 401)], [])
    stream = StreamKey("gw", "s1", "imm-1", "r1")
    wanted = [Named(stream, T0 + seq, seq) for seq in range(1, 501)]
    found = reader.stored_shots(wanted)
    assert found.keys() == {*wanted[:400]}
    assert {*found.values()} == {stores[0].number(stream)}
    assert reader.stored_shots([]) == {}


async def test_a_hub_that_starts_waits_for_one_that_is_changing_the_form_of_tables(postgres):
    postgres.drop("changing")
    postgres.ask("CREATE DATABASE changing")
    url = postgres.url("changing")
    with TemporaryDirectory() as folder, psycopg.connect(url) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", (ALONE,))
        starting = asyncio.create_task(asyncio.to_thread(store_at, Place(Path(folder), url)))
        waits = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
        with psycopg.connect(url, autocommit=True) as look:
            while look.execute(waits).fetchone() != (1,):
                assert not starting.done()
                await asyncio.sleep(0.05)
            await asyncio.sleep(2.5)  # longer than a writer waits for a lock
            assert not starting.done()
        other.rollback()
        store = await starting
        await store.close()
    postgres.drop("changing")


def test_what_another_hub_makes_just_before_one_is_alone_is_not_made_again(
    postgres, monkeypatch: pytest.MonkeyPatch
):
    postgres.drop("made")
    postgres.ask("CREATE DATABASE made")
    engine = create_engine(postgres.url("made").replace("postgresql://", "postgresql+psycopg://"))

    def after_another(db: Connection) -> None:
        postgres.ask("CREATE SCHEMA IF NOT EXISTS frames", "made")
        alone(db)

    with engine.connect() as db:  # a backend hears of changes when it looks for what is new to it
        alone(db)
        db.exec_driver_sql("CREATE SCHEMA IF NOT EXISTS other")
        db.rollback()
    monkeypatch.setattr(schema, "alone", after_another)
    with engine.begin() as db:
        schema.make_schema(db, "made")
        assert db.execute(text("SELECT version FROM frames.format")).scalar() == schema.VERSION
    engine.dispose()
    postgres.drop("made")
