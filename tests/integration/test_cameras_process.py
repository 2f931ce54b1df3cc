"""A camera's picture with everything real: simulated press, gateway's lane of pictures, broker, hub, a file."""

import hashlib
import json
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import cv2
import numpy as np
import pytest
from factory import Factory, free_port

from sprue_sim.cameras.settings import ALL

TINY = ("--hours", "0.02", "--days", "0.01", "--recorded", "/none")
IMAGES = "SELECT cell, camera, light, sha256, media_type, shot_counter FROM image"


@pytest.fixture
def factory(tmp_path):
    demo = Factory(tmp_path / "d", free_port(), *TINY)
    try:
        demo.wait_open()
        yield demo
    finally:
        demo.end()


def images(factory: Factory) -> list[tuple]:
    hub = next(factory.folder.rglob("hub.db"))
    with closing(sqlite3.connect(f"{hub.as_uri()}?mode=ro", uri=True)) as db:
        return db.execute(IMAGES).fetchall()


def one_series(factory: Factory) -> list[tuple]:
    """All lights of the first cavity that was pictured."""
    end = time.monotonic() + 120
    while True:
        found = images(factory)
        cells = [cell for cell in {one[0] for one in found} if sum(one[0] == cell for one in found) >= len(ALL)]
        if cells:
            return [one for one in found if one[0] == cells[0]][: len(ALL)]
        assert time.monotonic() < end, factory.told()
        time.sleep(0.3)


@pytest.mark.timeout(240)
def test_a_cavitys_picture_is_a_file_at_the_hub_under_each_light_and_its_truth_stays_behind(factory):
    series = one_series(factory)
    assert {light for _, _, light, *_ in series} == set(ALL)
    for _cell, camera, _light, digest, media_type, counter in series:
        assert (camera.split("-")[0], media_type) == ("mould", "image/jpeg")
        assert counter > 0
        (file,) = factory.folder.rglob(f"{digest}.jp*g")
        content = file.read_bytes()
        assert hashlib.sha256(content).hexdigest() == digest
        picture = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR)
        assert picture.shape == (480, 640, 3)
        assert 20 < picture.mean() < 200
    (kept,) = factory.folder.rglob(f"{series[0][0]}-pictures.jsonl")
    entry = json.loads(kept.read_text().splitlines()[0])
    assert entry["sha256"]["diffuse"] in {one[3] for one in series}
    assert set(entry["severities"]) == set(entry["outlines_mm"])
    assert not _is_readable_by_others(kept)


def _is_readable_by_others(file: Path) -> bool:
    return bool(file.stat().st_mode & 0o077)
