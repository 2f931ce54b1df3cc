"""What the eyes have seen is found by what one looks for, page after page, and rejects are kept longest."""

import os
from pathlib import Path

import pytest
from seen import NAME, correction, inspection
from store_world import T0, Place, S, arrival, birth, opened

from sprue_contract.plant import Keep
from sprue_server.store.inspections import Sought, key_of
from sprue_server.store.parcel import StreamKey
from sprue_server.store.pictures import picture_file
from sprue_server.store.retention import GB, Retention
from sprue_server.store.tables import ShotRow
from sprue_server.store.visibility import Stretch

ALWAYS = [Stretch("r1", 0, T0 * 2)]


@pytest.fixture
async def world(place: Place):
    async with opened(place) as (store, reader):
        yield store, reader


async def put(store, *rows) -> None:
    await store.change(lambda db: db.add_all(rows))


def moments(rows) -> list[int]:
    return [(row.measured_us - T0) // S for row in rows]


async def test_they_are_found_by_what_one_looks_for_newest_first(world):
    store, reader = world
    await put(
        store,
        inspection(T0),
        inspection(T0 + S, verdict="reject", worst="silhouette"),
        inspection(T0 + 2 * S, of="mould", camera="mould-2", cavity=2, name="test-mould-mould"),
        inspection(T0 + 3 * S, run="r2"),
        inspection(T0 + 4 * S, cell="imm-2"),
    )

    def found(**sought):
        return moments(reader.inspections("imm-1", ALWAYS, Sought(**sought), 10))

    assert found() == [2, 1, 0], "of the run that is shown, of this cell"
    assert found(verdict="reject") == found(check="silhouette") == [1]
    assert found(of="mould") == found(cavity=2) == found(name="test-mould-mould") == [2]
    assert found(verdict="cannot judge") == []


async def test_a_list_is_continued_where_it_ended_also_within_one_moment(world):
    store, reader = world
    await put(store, *(inspection(T0 + n // 3 * S, seq=n) for n in range(9)))
    seen, after = [], None
    while page := reader.inspections("imm-1", ALWAYS, Sought(after=after), 2):
        seen += [key_of(row) for row in page]
        after = seen[-1]
    assert seen == sorted({(1, T0 + n // 3 * S, n) for n in range(9)}, key=lambda key: key[1:], reverse=True)


async def test_the_last_word_counts_and_all_are_kept(world):
    store, reader = world
    await put(store, inspection(T0), inspection(T0 + S), correction(T0), correction(T0 + S))
    await put(store, correction(T0, "good"))
    assert {one.row.measured_us: one.told.told for one in reader.labelled(NAME)} == {
        T0: "good",
        T0 + S: "defect",
    }
    assert [one.told for one in reader.corrections_of([(1, T0, 1)])[1, T0, 1]] == ["defect", "good"]
    await put(store, inspection(T0 + 2 * S))
    told = [moments(reader.inspections("imm-1", ALWAYS, Sought(corrected=how), 9)) for how in (True, False)]
    assert told == [[1, 0], [2]]


async def test_a_shot_has_what_was_seen_of_its_part(world):
    store, reader = world
    await put(store, inspection(T0), inspection(T0 + S, shot_counter=61), inspection(T0 - 3600 * S, seq=2))
    shot = ShotRow(cell="imm-1", run="r1", counter=60, measured_us=T0, stream=1, seq=1)
    assert moments(reader.inspections_of(shot)) == [0], "counts begin anew with each order"


async def test_a_visitors_inspections_go_with_everything_else_of_his(world):
    store, reader = world
    old = arrival((1, T0, birth(sandbox=True)), session="s1")
    await store.keep([old], [])
    number = store.number(StreamKey("gw", "s1", "imm-1", "r1"))
    await put(store, inspection(T0, stream=number), correction(T0, stream=number))
    await store.keep([arrival((1, T0 + S, birth(sandbox=True)), session="s2", run="r2")], [])
    assert (reader.inspection((number, T0, 1)), reader.corrections_of([(number, T0, 1)])) == (None, {})


async def test_pictures_of_rejects_and_of_what_people_spoke_about_go_last(world):
    store, reader = world
    names = {word: f"{number:064x}" for number, word in enumerate(("map", "bad", "told", "good", "loose"))}
    await put(
        store,
        inspection(T0, verdict="reject", pictures={"diffuse": names["bad"]}, map_sha256=names["map"]),
        inspection(T0 + S, pictures={"diffuse": names["told"]}),
        correction(T0 + S, "good"),
        inspection(T0 + 2 * S, pictures={"diffuse": names["good"]}),
    )
    files = {word: picture_file(reader.data, name, "image/png") for word, name in names.items()}
    for age, path in enumerate(files.values()):
        fill(path, age)
    left = {}
    for most in (4900, 1200):
        keep = Keep(pictures_gb=most / GB)
        await Retention(store, reader.engine, keep, reader.worth_keeping).step(T0)
        left[most] = {word for word, path in files.items() if path.exists()}
    assert left == {4900: {"map", "bad", "told", "loose"}, 1200: {"told"}}, "the oldest of each kind first"


def fill(path: Path, age: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x" * 1000)
    os.utime(path, ns=(10**9 * age, 10**9 * age))
