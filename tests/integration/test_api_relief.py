"""The relief of an inspection is made of its stored pictures; without four lamps the answer says why not."""

import cv2
import numpy as np
import pytest
from api_hub import a_hub, arrived, fill, image, visitor
from seen import inspection

from sprue_server.store.parcel import StreamKey
from sprue_server.store.pictures import picture_file

LIGHTS = ("diffuse", "raking-n", "raking-e", "raking-s", "raking-w")


def lit(number: int) -> bytes:
    """A face with a step that each lamp lights in its own way."""
    face = np.full((96, 128, 3), 120, np.uint8)
    face[:, 64:66] += np.uint8(30 * number)
    return cv2.imencode(".png", face)[1].tobytes()


@pytest.fixture
async def hub(place):
    async with a_hub(place) as made:
        now = await fill(made)
        shown = {light: image(lit(number), light=light) for number, light in enumerate(LIGHTS)}
        for number, one in enumerate(shown.values()):
            await made.writes.keep([arrived(one, now, 900 + number, now)], [])
        stream = made.writes.number(StreamKey("gw", "s1", "imm-1", "r1"))
        pictures = {light: one.sha256 for light, one in shown.items()}
        whole = inspection(now, stream=stream, pictures=pictures)
        even = inspection(now, stream=stream, seq=2, pictures={"diffuse": pictures["diffuse"]})
        await made.writes.change(lambda db: db.add_all([whole, even]))
        made.id, made.of_dome, made.pictures = f"{stream}-{now}-1", f"{stream}-{now}-2", pictures
        yield made


@pytest.fixture
async def page(hub):
    async with visitor(hub) as client:
        yield client


async def test_a_relief_is_a_picture_as_large_as_those_it_is_made_of(hub, page):
    found = {}
    for shows in ("lines", "hollows"):
        answer = await page.get(f"/export/inspections/{hub.id}/relief.png", params={"shows": shows})
        assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
        assert "immutable" in answer.headers["cache-control"]
        found[shows] = cv2.imdecode(np.frombuffer(answer.content, np.uint8), cv2.IMREAD_UNCHANGED)
        assert found[shows].shape == (96, 128)
    assert found["lines"].std() > 2, "the step is seen"
    assert (found["lines"] != found["hollows"]).any()


async def test_without_four_lamps_or_without_the_files_there_is_none(hub, page):
    answer = await page.get(f"/export/inspections/{hub.of_dome}/relief.png")
    assert answer.status_code == 404
    assert "raking-n" in answer.json()["detail"]
    picture_file(hub.reader.data, hub.pictures["raking-e"], "image/png").unlink()
    gone = await page.get(f"/export/inspections/{hub.id}/relief.png")
    assert (gone.status_code, "raking-e" in gone.json()["detail"]) == (404, True)
    assert (await page.get("/export/inspections/9-9-9/relief.png")).status_code == 404
    assert (await page.get(f"/export/inspections/{hub.id}/relief.png?shows=gold")).status_code == 422
