"""A hub with a mould that the eyes know, and a telephone before it; for the end-to-end tests of /ar."""

import asyncio
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import cv2
import numpy as np
import yaml
from factory import ROOT, free_port

from benchmarks.augmented.stream import Bytes, Numbers, Plate, frames
from sprue_contract.layout import channel, layout_id
from sprue_contract.messages import Message, Row
from sprue_contract.payloads import Birth
from sprue_contract.topics import CellTopic
from sprue_server.arrivals import Arrival
from sprue_server.store.eye_tables import InspectionRow
from sprue_server.store.store import Store
from sprue_server.vision.fixture import Fixture

MOULD, NAME, CELL = "Gear with 24 teeth, 2 cavities", "gear-with-24-teeth-2-cavities-mould", "gears"
OUTLINE = [(-8.0, 8.0), (8.0, 8.0), (8.0, 18.0), (-8.0, 18.0)]
CHANNELS = [channel("machine_mode", "simulated")]
GONE = range(80, 120)  # frames on which the plate is away
ZONE = "Europe/Madrid"


def passing(shown: Plate) -> Iterator[tuple[Bytes, Numbers]]:
    """The stream, with a while in which somebody has taken the plate away."""
    for number, (picture, truth) in enumerate(frames(shown)):
        if number in GONE:
            picture[24:] = 80
        yield picture, truth


def learnt(folder: Path, shown: Plate) -> None:
    """What the hub needs to know of the fixture. Nothing else is in it: nobody can judge with it."""
    told = {"of": "mould", "width_mm": shown.frame.frame_mm, "height_mm": shown.frame.frame_mm * 0.75}
    fixture = Fixture.model_validate({**told, "markers_mm": [one["corners_mm"] for one in shown.markers_mm()]})
    folder.mkdir(parents=True)
    arrays = {"stage_fixture": np.array(fixture.model_dump_json()), "stage_usual": fixture.to_px()}
    np.savez(folder / f"{NAME}.npz", **arrays)


def looked_at(data: Path) -> None:
    """A press has introduced itself, and a cavity of its mould was found wanting."""
    with ThreadPoolExecutor(1) as aside:  # Playwright keeps a loop open in this thread
        aside.submit(asyncio.run, _looked_at(data)).result()


async def _looked_at(data: Path) -> None:
    now_us = time.time_ns() // 1000
    birth = Birth(
        title="Press 4, gears",
        machine="Test press",
        mould=MOULD,
        origin="simulated",
        pace=1,
        started_us=now_us - 3_600_000_000,
        layout=layout_id(CHANNELS),
        channels=CHANNELS,
        shot_fields=[],
    )
    rows = [Row(seq=1, run="r1", measured_us=now_us - 3_600_000_000, body=birth)]
    message = Message(gateway="gw", session="s1", sent_us=now_us, rows=rows)
    store = Store(data, ZONE)
    await store.keep([Arrival(CellTopic("gw", CELL, "birth"), message, now_us)], [])
    await store.change(lambda db: db.add(_row(now_us - 60_000_000)))
    await store.close()


def _row(measured_us: int) -> InspectionRow:
    region = {"outline_mm": OUTLINE, "area_mm2": 160.0}
    check = {"check": "vents", "distance": 9.0, "p_value": 0.003, "regions": [region], "numbers": {}}
    return InspectionRow(
        stream=1,
        measured_us=measured_us,
        seq=1,
        cell=CELL,
        run="r1",
        camera="mould-1",
        of="mould",
        cavity=1,
        inspected_us=measured_us,
        verdict="reject",
        warnings=[],
        checks=[check],
        place={},
        pictures={},
        took_ms=50,
        name=NAME,
        model="v1",
    )


@contextmanager
def a_hub(folder: Path) -> Iterator[str]:
    """A hub over that data, with the built pages; its address."""
    plant = folder / "plant.yaml"
    cell = {
        "name": CELL,
        "title": "Press 4, gears",
        "at": {"x_m": 1, "y_m": 2},
        "source": {"type": "simulated"},
    }
    plant.write_text(
        yaml.safe_dump({"title": "Test hall", "timezone": ZONE, "cells": [cell]}), encoding="utf-8"
    )
    port = free_port()
    command = [
        *(sys.executable, "-m", "sprue_server", "run", "--data", str(folder / "hub"), "--plant", str(plant)),
        *("--broker", "mqtt://127.0.0.1:9", "--port", str(port)),
        *("--static", str(ROOT / "dashboards" / "dist")),
    ]
    with (folder / "hub.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, "SPRUE_DATABASE": ""})
        try:
            _answers(f"http://127.0.0.1:{port}", process, folder / "hub.log")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(20)


def _answers(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + 90
    while time.monotonic() < end and process.poll() is None:
        try:
            urllib.request.urlopen(f"{url}/api/v1/plant", timeout=5).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
        else:
            return
    raise AssertionError(log.read_text(errors="replace")[-3000:])


def drawn(png: bytes) -> tuple[Bytes, np.ndarray]:
    """A canvas's picture, and where the colour of a reject is on it: points (n, 2)."""
    picture = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_COLOR)
    apart = np.abs(picture.astype(int) - (56, 122, 255)).max(axis=2)  # #ff7a38, in OpenCV's order
    down, right = np.nonzero(apart < 40)
    return picture, np.column_stack([right, down])
