"""Outlines come in mm with their fixture's markers; a photograph is looked at, told of, and thrown away."""

import io
import struct
import tempfile
import zlib
from pathlib import Path

import cv2
import numpy as np
import pypdfium2
import pytest
from api_hub import S, a_hub, arrived, birth, fill, visitor
from PIL import Image
from seen import inspection

from benchmarks.augmented.stream import Plate, frames, plate
from sprue_server.augmented import photos
from sprue_server.inspecting.jobs import Answer, CheckTold, RegionTold, Seen
from sprue_server.inspecting.process import WorkerError
from sprue_server.vision.fixture import Fixture, moved

MOULD, NAME = "Toy gear, 4 cavities", "toy-gear-4-cavities-mould"
SQUARE = [(-2.0, 3.0), (4.0, 3.0), (4.0, 8.0), (-2.0, 8.0)]
RESIDUE = {
    "check": "vents",
    "distance": 9.0,
    "p_value": 0.005,
    "regions": [{"outline_mm": SQUARE, "area_mm2": 30.0}],
    "numbers": {},
}
USUAL = {"check": "colour", "distance": 0.5, "p_value": 0.4, "regions": RESIDUE["regions"], "numbers": {}}


@pytest.fixture(scope="module")
def shown() -> Plate:
    return plate("toy-gear", "mould", residue_at_vents=0.7)


@pytest.fixture(scope="module")
def taken(shown) -> tuple[np.ndarray, np.ndarray]:
    """A telephone's photograph, and the truth of it."""
    *_, (picture, truth) = frames(shown, 9)
    return picture, truth


@pytest.fixture
async def hub(place):
    async with a_hub(place) as made:
        made.newest_us = await fill(made)
        yield made


@pytest.fixture
async def learnt(hub, shown) -> Fixture:
    """The cell's mould is known, and what was learnt of it lies in its folder."""
    told = birth(hub.newest_us - 60 * 30 * S).model_copy(update={"mould": MOULD})
    await hub.writes.keep([arrived(told, hub.newest_us, 700, hub.newest_us)], [])
    corners = [one["corners_mm"] for one in shown.markers_mm()]
    frame = shown.frame
    fixture = Fixture.model_validate(
        {"of": "mould", "width_mm": frame.frame_mm, "height_mm": frame.frame_mm * 0.75, "markers_mm": corners}
    )
    folder = hub.reader.data / "eyes"
    folder.mkdir(exist_ok=True)
    np.savez(
        folder / f"{NAME}.npz", stage_fixture=np.array(fixture.model_dump_json()), stage_usual=fixture.to_px()
    )
    return fixture


@pytest.fixture
async def page(hub, learnt):  # noqa: ARG001  # the others want it there
    async with visitor(hub) as client:
        yield client


@pytest.fixture
def nothing_stays(hub, tmp_path, monkeypatch):
    """Whether neither the hub's folder nor the system's has anything new."""
    passing = tmp_path / "passing"
    passing.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(passing))
    before = sorted(hub.reader.data.rglob("*"))
    return lambda: list(passing.iterdir()) == [] and sorted(hub.reader.data.rglob("*")) == before


async def look(hub, measured_us: int, **other) -> None:
    told = {"of": "mould", "camera": "mould-1", "name": NAME, "verdict": "reject", "checks": [RESIDUE, USUAL]}
    row = inspection(measured_us, **(told | other))
    await hub.writes.change(lambda db: db.add(row))


class Eyes:
    """A hub's desk, as far as photographs need it."""

    def __init__(self, seen: Seen | Exception) -> None:
        self.worker, self.seen, self.asked = self, seen, []

    async def ask(self, job, _limit_s) -> Answer:
        self.asked.append((job, cv2.imread(job.pictures["diffuse"])))
        if isinstance(self.seen, Exception):
            raise self.seen
        return Answer(seen=self.seen)


def says(verdict: str, reason: str | None = None, mm_to_px: list[float] | None = None) -> Seen:
    region = RegionTold(outline_mm=SQUARE, area_mm2=30)
    check = CheckTold(check="vents", distance=9, p_value=0.01, regions=[region])
    return Seen(
        verdict=verdict,
        reason=reason,
        warnings=[],
        score=3.0,
        p_value=0.01,
        checks=[check],
        map_png="",
        milliseconds=40,
        model="v1",
        mm_to_px=mm_to_px or [],
    )


def jpeg(picture: np.ndarray, quality: int = 92) -> bytes:
    return cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes()


def send(page, body: bytes, **ask):
    return page.post("/ar/inspect", params={"cell": "imm-1", "kind": "mould", **ask}, content=body)


async def test_the_newest_outlines_come_in_mm_with_the_markers_and_their_age(page, hub, learnt):
    await look(hub, hub.newest_us - 90 * S, cavity=2)
    await look(hub, hub.newest_us - 30 * S, cavity=1, verdict="look again")
    told = (await page.get("/ar/overlay", params={"cell": "imm-1", "kind": "mould"})).json()
    assert (told["mould"], told["cavities"]) == (MOULD, [1, 2])
    assert [tuple(map(tuple, one["corners_mm"])) for one in told["fixture"]["markers"]] == [*learnt.markers_mm]
    stored = told["stored"]
    assert (stored["cavity"], stored["verdict"], stored["measured_us"]) == (
        1,
        "look again",
        hub.newest_us - 30 * S,
    )
    assert stored["origin"] == "simulated"
    assert [(one["check"], one["outline_mm"]) for one in stored["places"]] == [
        ("vents", [[*p] for p in SQUARE])
    ]
    other = (await page.get("/ar/overlay", params={"cell": "imm-1", "kind": "mould", "cavity": 2})).json()
    assert other["stored"]["measured_us"] == hub.newest_us - 90 * S


@pytest.mark.parametrize("verdict", ["pass", "cannot judge"])
async def test_what_passed_or_was_not_judged_has_nothing_to_draw(page, hub, verdict):
    await look(hub, hub.newest_us - 30 * S, verdict=verdict)
    told = (await page.get("/ar/overlay", params={"cell": "imm-1", "kind": "mould"})).json()
    assert (told["stored"]["verdict"], told["stored"]["places"]) == (verdict, [])


async def test_before_the_first_look_there_is_a_fixture_and_nothing_else(page, learnt):
    told = (await page.get("/ar/overlay", params={"cell": "imm-1", "kind": "mould"})).json()
    assert told["stored"] is None
    assert told["fixture"]["width_mm"] == learnt.width_mm


async def test_a_mould_that_nobody_told_or_learnt_is_said_in_words(page, hub):
    answer = await page.get("/ar/overlay", params={"cell": "imm-1", "kind": "part"})
    assert (answer.status_code, answer.json()["code"]) == (409, "ar_not_learnt")
    assert answer.json()["params"]["mould"]["en"] in answer.json()["detail"]
    answer = await page.get("/ar/overlay", params={"cell": "imm-2"})
    assert (answer.status_code, answer.json()["code"]) == (409, "ar_no_mould")
    assert (await page.get("/ar/overlay", params={"cell": "nobody"})).status_code == 404
    (hub.reader.data / "eyes" / f"{NAME}.npz").write_bytes(b"PK\x03\x04oops")
    answer = await page.get("/ar/overlay", params={"cell": "imm-1"})
    assert (answer.status_code, answer.json()["code"]) == (409, "ar_not_learnt")


async def test_a_photograph_comes_back_with_its_verdict_and_where_everything_is(page, hub, learnt, taken):
    picture, truth = taken
    await look(hub, hub.newest_us - 30 * S)
    hub.eyes = Eyes(says("reject", mm_to_px=[float(one) for one in learnt.to_px().ravel()]))
    answer = await send(page, jpeg(picture))
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert (told["width_px"], told["height_px"], told["markers"]) == (640, 480, [0, 1, 2, 3])
    assert (told["judged"]["verdict"], len(told["judged"]["places"])) == ("reject", 1)
    assert len(told["overlay"]["stored"]["places"]) == 1
    here = np.array([(x, y) for x in (-20, 0, 20) for y in (-15, 0, 15)], float)
    for way in ("mm_to_photo", "part_to_photo"):
        off = moved(here, np.array(told[way]).reshape(3, 3)) - moved(here, truth)
        assert np.hypot(*off.T).max() < 0.3, way


async def test_what_the_eyes_are_given_is_what_the_fixtures_own_camera_would_have_taken(
    page, hub, shown, taken
):
    hub.eyes = Eyes(says("pass").model_copy(update={"silent": ["lines"]}))
    told = await send(page, jpeg(taken[0]))
    assert (told.status_code, told.json()["judged"]["silent"]) == (200, ["lines"])
    ((job, laid),) = hub.eyes.asked
    assert (Path(job.model).stem, job.fewer) == (NAME, True)
    own = cv2.resize(shown.picture, (640, 480), interpolation=cv2.INTER_AREA)
    assert laid.shape == own.shape
    inner = np.s_[60:420, 80:560]
    alike = np.corrcoef(laid[inner].mean(2).ravel(), own[inner].mean(2).ravel())[0, 1]
    assert alike > 0.9


def turned(picture: np.ndarray, orientation: int) -> bytes:
    """As a telephone writes what it took while it was turned."""
    lying = Image.fromarray(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)).transpose(Image.Transpose.ROTATE_90)
    told = Image.Exif()
    told[0x0112] = orientation
    out = io.BytesIO()
    lying.save(out, "JPEG", quality=92, exif=told)
    return out.getvalue()


async def test_a_turned_telephone_and_a_large_photograph_are_told_in_upright_pixels_of_their_own(page, taken):
    picture, truth = taken
    here = np.array([(-20.0, -15.0), (20.0, 15.0), (0.0, 0.0)])
    told = (await send(page, turned(picture, 6))).json()
    assert (told["width_px"], told["height_px"]) == (640, 480)
    off = moved(here, np.array(told["mm_to_photo"]).reshape(3, 3)) - moved(here, truth)
    assert np.hypot(*off.T).max() < 0.3
    large = cv2.resize(picture, (3840, 2880), interpolation=cv2.INTER_CUBIC)
    told = (await send(page, jpeg(large))).json()
    assert (told["width_px"], told["height_px"]) == (3840, 2880)
    wanted = (moved(here, truth) + 0.5) * 6 - 0.5
    assert np.hypot(*(moved(here, np.array(told["mm_to_photo"]).reshape(3, 3)) - wanted).T).max() < 1.5


async def test_without_markers_nothing_is_judged_and_the_newest_inspection_still_comes(page, hub, taken):
    await look(hub, hub.newest_us - 30 * S)
    hub.eyes = Eyes(says("reject"))
    told = (await send(page, jpeg(np.full((480, 640, 3), 90, np.uint8)))).json()
    assert told["mm_to_photo"] == told["part_to_photo"] == []
    assert (told["judged"]["verdict"], told["judged"]["reason"]) == ("cannot judge", "no_markers")
    assert told["overlay"]["stored"]["verdict"] == "reject"
    half = taken[0].copy()
    half[:, 320:] = 90
    told = (await send(page, jpeg(half))).json()
    assert (told["judged"]["reason"], len(told["markers"])) == ("few_markers", 2)
    assert hub.eyes.asked == [], "what has no place is not judged"


@pytest.mark.parametrize(
    ("eyes", "reason"),
    [
        (None, "no_eyes"),
        (Eyes(WorkerError("no answer within 30 s")), "eyes_away"),
        (Eyes(says("cannot judge", "missing_light")), "missing_light"),
    ],
)
async def test_who_cannot_judge_says_why_and_the_place_is_found_all_the_same(page, hub, taken, eyes, reason):
    hub.eyes = eyes
    told = (await send(page, jpeg(taken[0]))).json()
    assert (told["judged"]["verdict"], told["judged"]["reason"]) == ("cannot judge", reason)
    assert told["judged"]["places"] == []
    assert len(told["mm_to_photo"]) == 9


async def test_a_verdict_that_is_about_the_camera_is_none(page, hub, taken):
    hub.eyes = Eyes(says("reject").model_copy(update={"warnings": ["focus_drift"]}))
    told = (await send(page, jpeg(taken[0]))).json()["judged"]
    assert (told["verdict"], told["reason"], told["places"]) == ("cannot judge", "other_camera", [])
    assert told["warnings"] == ["focus_drift"]


def gif() -> bytes:
    out = io.BytesIO()
    Image.new("P", (64, 64)).save(out, "GIF")
    return out.getvalue()


def moving() -> bytes:
    first, second = (Image.new("RGB", (64, 64), colour) for colour in ("red", "blue"))
    out = io.BytesIO()
    first.save(out, "PNG", save_all=True, append_images=[second])
    return out.getvalue()


def hundred_megapixels() -> bytes:
    """A header that promises them; nothing of it need be decoded."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 10_000, 10_000, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


def truncated() -> bytes:
    whole = jpeg(np.random.default_rng(1).integers(0, 255, (480, 640, 3)).astype(np.uint8))
    return whole[: len(whole) // 2]


BAD = {
    "photo_empty": lambda: b"",
    "photo_none": gif,
    "photo_damaged": truncated,
    "photo_large": hundred_megapixels,
    "photo_small": lambda: jpeg(np.zeros((4, 4, 3), np.uint8)),
    "photo_moves": moving,
}


@pytest.mark.parametrize("code", BAD)
async def test_a_bad_file_has_one_clear_message_and_leaves_nothing_behind(page, nothing_stays, code):
    answer = await send(page, BAD[code]())
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert answer.json()["detail"].endswith("Nothing was changed.")
    assert nothing_stays()


async def test_a_good_photograph_is_thrown_away_too(page, hub, taken, nothing_stays):
    hub.eyes = Eyes(says("pass"))
    assert (await send(page, jpeg(taken[0]))).status_code == 200
    assert nothing_stays()


async def test_what_is_too_heavy_is_cut_off_while_it_comes(page, monkeypatch):
    monkeypatch.setattr(photos, "MOST_BYTES", 100_000)
    sent = []

    async def much():
        for _ in range(100):
            sent.append(1)
            yield b"\xff" * 10_000

    answer = await send(page, much())
    assert (answer.status_code, answer.json()["code"]) == (413, "photo_heavy")


async def test_an_address_that_sends_too_many_waits_and_others_do_not(hub, page):
    async with visitor(hub, "10.0.0.7") as other:
        codes = [(await send(page, b"")).status_code for _ in range(photos.PHOTOS + 1)]
        assert codes == [422] * photos.PHOTOS + [429]
        assert (await send(other, b"")).status_code == 422


async def test_when_many_wait_the_next_is_told_at_once(page, hub):
    hub.photos.waiting = photos.WAITING
    answer = await send(page, b"x")
    assert (answer.status_code, answer.json()["code"]) == (503, "photos_busy")
    assert hub.photos.waiting == photos.WAITING


async def test_the_sheet_of_a_cell_has_its_fixtures_own_markers(page, learnt):
    answer = await page.get("/ar/export/sheet.pdf", params={"cell": "imm-1", "language": "es"})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    document = pypdfium2.PdfDocument(answer.content)
    image = document[0].render(scale=12 * 25.4 / 72, grayscale=True).to_numpy().squeeze()
    said = document[0].get_textpage().get_text_range()
    document.close()
    assert MOULD in said
    finder = cv2.aruco.ArucoDetector(cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_ARUCO_MIP_36h12))
    corners, numbers, _ = finder.detectMarkers(image)
    found = {int(number): quad[0] / 12 for number, quad in zip(numbers.ravel(), corners, strict=True)}
    told = {number: np.array(corners) for number, corners in enumerate(learnt.markers_mm)}
    for number, quad in told.items():
        assert np.abs((found[number] - found[0][0]) - (quad - told[0][0])).max() < 0.15, number


async def test_a_sheet_for_a_fixture_of_ones_own_needs_no_cell(page):
    answer = await page.get(
        "/ar/export/sheet.pdf", params={"width_mm": 400, "height_mm": 300, "name": "Pallet"}
    )
    document = pypdfium2.PdfDocument(answer.content)
    assert len(document) == 4
    document.close()
    assert (await page.get("/ar/export/sheet.pdf", params={"width_mm": 5})).status_code == 422
    answer = await page.get("/ar/export/sheet.pdf", params={"width_mm": 400, "height_mm": 2})
    assert (answer.status_code, answer.json()["code"]) == (422, "sheet_size")
    assert (await page.get("/ar/export/sheet.pdf", params={"cell": "imm-2"})).json()["code"] == "ar_no_mould"
