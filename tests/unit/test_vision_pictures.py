"""Whatever lies in a folder of pictures ends as pixels or as one clear sentence."""

import re
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from sprue_server.vision.pictures import PictureError, listed, read

RANDOM = np.random.default_rng(1)
COLOUR = RANDOM.integers(0, 256, (40, 60, 3), np.uint8)


def saved(folder: Path, name: str, array: np.ndarray = COLOUR, **options: object) -> Path:
    Image.fromarray(array).save(folder / name, **options)
    return folder / name


def bomb(folder: Path, side: int = 10_000) -> Path:
    """A PNG that says it has 100 megapixels; nobody needs to decode it."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    path = folder / "bomb.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b""))
    return path


@pytest.mark.parametrize("name", ["a.png", "a.bmp", "A.PNG"])
def test_colours_arrive_as_they_were_saved(tmp_path: Path, name: str):
    assert (read(saved(tmp_path, name)).pixels == COLOUR).all()


def test_grey_becomes_three_equal_channels(tmp_path: Path):
    found = read(saved(tmp_path, "g.png", COLOUR[:, :, 0])).pixels
    assert (found == COLOUR[:, :, :1]).all()
    assert found.shape == (40, 60, 3)


def test_sixteen_bits_keep_their_sixteen_bits(tmp_path: Path):
    deep = RANDOM.integers(0, 65536, (40, 60), np.uint16)
    found = read(saved(tmp_path, "deep.png", deep)).pixels
    assert found.dtype == np.uint16
    assert (found[:, :, 2] == deep).all()


def test_what_is_transparent_is_black(tmp_path: Path):
    clear = np.dstack([COLOUR, np.zeros((40, 60), np.uint8)])
    assert not read(saved(tmp_path, "clear.png", clear)).pixels.any()


def test_a_picture_stands_upright_however_the_camera_was_held(tmp_path: Path):
    exif = Image.Exif()
    exif[0x0112] = 6  # turn by 90 degrees clockwise
    found = read(saved(tmp_path, "turned.png", exif=exif))
    assert (found.pixels == np.rot90(COLOUR, -1)).all()
    assert (found.width, found.height) == (40, 60)


def test_a_large_jpeg_keeps_its_size_and_costs_less_memory(tmp_path: Path):
    found = read(saved(tmp_path, "large.jpg", np.full((400, 6400, 3), 90, np.uint8)))
    assert (found.width, found.height) == (6400, 400)
    assert found.pixels.shape == (100, 1600, 3)


def moving(folder: Path) -> Path:
    frames = [Image.fromarray(COLOUR), Image.fromarray(255 - COLOUR)]
    frames[0].save(folder / "moving.png", save_all=True, append_images=frames[1:])
    return folder / "moving.png"


def cut(folder: Path, name: str) -> Path:
    whole = saved(folder, name).read_bytes()
    (folder / name).write_bytes(whole[: len(whole) // 2])
    return folder / name


def written(folder: Path, name: str, content: bytes) -> Path:
    (folder / name).write_bytes(content)
    return folder / name


BAD = {
    "empty": (lambda folder: written(folder, "empty.png", b""), "is empty (0 bytes)"),
    "text": (lambda folder: written(folder, "text.jpg", b"no picture"), "no JPEG, PNG or BMP"),
    "gif": (lambda folder: saved(folder, "still.gif"), "no JPEG, PNG or BMP"),
    "cut jpeg": (lambda folder: cut(folder, "cut.jpg"), "damaged"),
    "cut png": (lambda folder: cut(folder, "cut.png"), "damaged"),
    "cut bmp": (lambda folder: cut(folder, "cut.bmp"), "damaged"),
    "moving": (moving, "moves"),
    "100 megapixels": (bomb, "100 megapixels"),
    "tiny": (lambda folder: saved(folder, "tiny.png", COLOUR[:4, :4]), "4 x 4 pixels"),
}


@pytest.mark.parametrize("kind", BAD)
def test_what_is_no_picture_is_told_in_one_sentence(tmp_path: Path, kind: str):
    make, what = BAD[kind]
    path = make(tmp_path)
    with pytest.raises(PictureError, match=re.escape(what)) as told:
        read(path)
    assert str(told.value).startswith(str(path)), "where"
    assert "left out" in str(told.value), "what did not happen"


@pytest.mark.parametrize("seed", range(60))
def test_bits_that_flipped_never_end_in_another_error(tmp_path: Path, seed: int):
    random = np.random.default_rng(seed)
    name = ("a.jpg", "a.png", "a.bmp")[seed % 3]
    content = np.frombuffer(saved(tmp_path, name).read_bytes(), np.uint8).copy()
    content[random.integers(0, min(200, content.size), 5)] = random.integers(0, 256, 5)
    try:
        found = read(written(tmp_path, name, content.tobytes()))
    except PictureError:
        return
    assert found.pixels.ndim == 3


def test_a_folder_is_listed_by_name_without_what_systems_leave(tmp_path: Path):
    for name in ("b.png", "a.jpg", ".hidden", "Thumbs.db", "notes.txt"):
        written(tmp_path, name, b"x")
    (tmp_path / "folder").mkdir()
    assert [path.name for path in listed(tmp_path)] == ["a.jpg", "b.png", "notes.txt"]


def test_a_folder_of_folders_says_which_to_name(tmp_path: Path):
    (tmp_path / "good").mkdir()
    with pytest.raises(PictureError, match="good"):
        listed(tmp_path)
