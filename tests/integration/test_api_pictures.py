"""A part's pictures stand beside its curves, bytes come as they were sent, and one that has gone is told."""

import hashlib

import pytest
from api_hub import PNG, S, a_hub, arrived, fill, image, visitor

from sprue_contract.payloads import Image
from sprue_server.store.pictures import picture_file


@pytest.fixture
async def hub(place):
    async with a_hub(place) as made:
        made.newest_us = await fill(made)
        sent = [image(PNG), image(PNG + b"2", light="raking-n"), image(PNG + b"3", counter=59)]
        now_us = made.newest_us
        pictures = [arrived(one, now_us + 2 * S, 500 + n, now_us) for n, one in enumerate(sent)]
        long_ago = arrived(image(PNG + b"4"), now_us - 3600 * S, 900, now_us)
        await made.writes.keep([*pictures, long_ago], [])
        yield made


@pytest.fixture
async def page(hub):
    async with visitor(hub) as client:
        yield client


async def newest_shot(page) -> dict:
    (shot,) = (await page.get("/cells/imm-1/shots", params={"limit": 1})).json()
    return (await page.get(f"/cells/imm-1/shots/{shot['id']}")).json()


async def test_a_shot_has_the_pictures_of_its_count_taken_within_minutes(page):
    told = (await newest_shot(page))["pictures"]
    assert [(one["camera"], one["light"], one["kept"]) for one in told] == [
        ("parts", "diffuse", True),
        ("parts", "raking-n", True),
    ]


async def test_bytes_come_as_they_were_sent_and_may_be_kept_by_a_browser(page):
    sha256 = hashlib.sha256(PNG).hexdigest()
    answer = await page.get(f"/export/pictures/{sha256}")
    assert (answer.status_code, answer.content) == (200, PNG)
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "immutable" in answer.headers["cache-control"]


async def test_a_picture_that_has_gone_is_told_and_not_found(page, hub):
    sha256 = hashlib.sha256(PNG).hexdigest()
    picture_file(hub.reader.data, sha256, "image/png").unlink()
    assert [one["kept"] for one in (await newest_shot(page))["pictures"]] == [False, True]
    answer = await page.get(f"/export/pictures/{sha256}")
    assert (answer.status_code, "no such picture" in answer.text) == (404, True)


@pytest.mark.parametrize("name", ["0" * 64, "..%2f..%2fhub.db", "A" * 64, "abc"])
async def test_no_other_file_can_be_asked_for(page, name: str):
    answer = await page.get(f"/export/pictures/{name}")
    assert answer.status_code in {404, 422}


async def test_what_a_camera_took_last_is_there_before_anybody_looks_at_it(page, hub):
    async def newest(of: str) -> dict | None:
        return (await page.get("/cells/imm-1/pictured", params={"of": of})).json()

    assert await newest("mould") is None, "no cavity was pictured yet"
    now_us, lights = hub.newest_us, {"raking-n": PNG + b"n", "diffuse": PNG + b"d"}
    sent = [named("part-2", image(data, 60, light)) for light, data in lights.items()]
    sent += [named("mould-1", image(PNG + b"m", 61)), named("part-1", image(PNG + b"o", 59))]
    ages_s = [-5, -6, -7, 50]
    told = [
        arrived(one, now_us - age * S, 700 + n, now_us)
        for n, (one, age) in enumerate(zip(sent, ages_s, strict=True))
    ]
    await hub.writes.keep(told, [])
    part, mould = await newest("part"), await newest("mould")
    assert (part["camera"], part["shot_counter"], part["measured_us"]) == ("part-2", 60, now_us + 6 * S)
    assert [(one["light"], one["kept"]) for one in part["pictures"]] == [("diffuse", True), ("raking-n", True)]
    assert (mould["camera"], mould["shot_counter"]) == ("mould-1", 61)
    assert (await page.get("/cells/nobody/pictured")).status_code == 404


def named(camera: str, picture: Image) -> Image:
    return picture.model_copy(update={"camera": camera})


async def test_of_a_press_that_was_lent_before_only_the_present_run_counts(hub):
    assert hub.reader.newest_series("imm-1", "part", "r1") == hub.reader.newest_series("imm-1", "part") != []
    assert hub.reader.newest_series("imm-1", "part", "of-an-earlier-visitor") == []
