"""Where hubs share the storing, one of them finds every picture in the database, whoever has stored it."""

import asyncio
import hashlib
from base64 import b64encode

import pytest
from store_world import T0, ZONE, S, arrival, birth, opened, store_at

from sprue_contract.payloads import Image
from sprue_server.config import HubConfig
from sprue_server.inspecting.begin import eyes_of
from sprue_server.inspecting.shared import SharedPictures
from sprue_server.store import dialect, turn
from sprue_server.store.parcel import StreamKey
from sprue_server.store.postgres import frames, rolls
from sprue_server.store.reader import Reader
from sprue_server.store.turn import LOOKING, Turn


def image(number: int, light: str = "diffuse") -> Image:
    content = f"{number} {light}".encode()
    told = {"camera": "part-1", "light": light, "shot_counter": number, "media_type": "image/png"}
    return Image(**told, sha256=hashlib.sha256(content).hexdigest(), data=b64encode(content).decode())


def sent(seq: int, number: int, light: str = "diffuse", session: str = "s1"):
    return arrival((seq, T0 + number * S, image(number, light)), session=session)


@pytest.fixture
async def world(postgres_place):
    """Two hubs on one database."""
    async with opened(postgres_place) as (store, reader):
        await store.keep([arrival((1, T0, birth())), sent(2, 1)], [])
        other = store_at(postgres_place)
        shared = SharedPictures(reader, Turn(store.database.for_reading(), LOOKING), lambda _: None)
        yield store, other, shared
        shared.turn.close()
        await other.close()


def numbers(found) -> list[tuple[int, str]]:
    return sorted((one.shot_counter, one.light) for one in found)


async def test_what_was_there_is_old_and_what_comes_is_found_once_whoever_stored_it(world):
    store, other, shared = world
    assert shared.new() == []
    await store.keep([sent(3, 2)], [])
    await other.keep([sent(4, 2, "raking-n"), sent(5, 3)], [])
    assert numbers(shared.new()) == [(2, "diffuse"), (2, "raking-n"), (3, "diffuse")]
    assert shared.new() == []


async def test_a_light_that_another_hub_stores_later_is_found_too(world):
    store, other, shared = world
    shared.new()
    await store.keep([sent(3, 5)], [])
    assert numbers(shared.new()) == [(5, "diffuse")]
    await other.keep([sent(4, 4, "raking-n")], [])
    assert numbers(shared.new()) == [(4, "raking-n")], "though it is older"


async def test_a_session_that_begins_is_looked_at_from_its_begin(world):
    store, _, shared = world
    shared.new()
    await store.keep([sent(1, 3, session="s2")], [])
    (found,) = shared.new()
    assert found.key == (store.number(store_key("s2")), T0 + 3 * S, 1)


def store_key(session: str):
    return StreamKey("gw", session, "imm-1", "r1")


async def test_only_one_of_them_looks(world, postgres_place):
    store, other, shared = world
    rival = Turn(other.database.for_reading(), LOOKING)
    assert (shared.turn.mine(), rival.mine(), shared.turn.mine()) == (True, False, True)
    assert store.turn.mine(), "roll-ups are another turn"
    shared.turn.close()
    for _ in range(200):  # the server lets go of a lock when it has noticed that who had it is gone
        if rival.mine():
            break
        await asyncio.sleep(0.05)
    assert rival.mine()
    rival.close()
    config = {"broker_url": "", "data": postgres_place.data, "plant": postgres_place.data}
    reader = Reader(postgres_place.data, ZONE, postgres_place.database)
    alone = eyes_of(HubConfig(**config), store, reader)
    sharing = eyes_of(HubConfig(**config, share="hubs", database=postgres_place.database), store, reader)
    assert (alone.shared, eyes_of(HubConfig(**config, eyes=False), store, reader)) == (None, None)
    assert isinstance(sharing.shared, SharedPictures)
    await sharing.end()
    reader.close()


def test_no_two_locks_of_the_database_have_one_number():
    numbers = [dialect.ALONE, rolls.ROLLING, frames.PACKING, turn.FOLLOWING, turn.LOOKING]
    numbers += [turn.MINDING, turn.GAUGING]
    assert len({*numbers}) == len(numbers), "hubs would wait for each other for ever"
