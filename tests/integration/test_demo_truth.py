"""The ground truth of a demo: it outlives simulator and demo, and nobody but who teaches ever gets it."""

import json
import os
import signal
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest
from factory import Factory, free_port
from test_brokers import Person
from test_demo import TINY

SECRET = "Admin secret, shown this once: "
WATCH = "Listen in with any MQTT client: "
FAULT = {"name": "blocked_vents", "severity": 0.37}


def said(factory: Factory, words: str) -> str:
    return next(line.split(words)[1].split()[0] for line in factory.lines if words in line)


@contextmanager
def api(factory: Factory, secret: str = "") -> Iterator[httpx2.Client]:
    """A browser; with the secret it has signed in."""
    with httpx2.Client(base_url=f"{factory.url}/api/v1", timeout=20) as client:
        if secret:
            assert client.post("/login", json={"secret": secret}).json()["role"] == "admin"
        yield client


def truth(teacher: httpx2.Client, what: str) -> list[dict]:
    """Once the simulator is there: it may be starting again."""
    end = time.monotonic() + 60
    while (answer := teacher.get("/control/cells/caps/truth", params={"limit": 1000, "what": what})).is_error:
        assert time.monotonic() < end, answer.text
        time.sleep(0.2)
    return answer.json()


def everything_a_visitor_reads(factory: Factory) -> str:
    """Each address of the API that needs no more than a browser, and guesses at the file."""
    found = []
    with api(factory) as visitor:
        shot = visitor.get("/cells/caps/shots", params={"limit": 1}).json()[0]["id"]
        paths = visitor.get("/../openapi.json").json()["paths"]
        for path in (path for path, methods in paths.items() if "get" in methods):
            filled = path.replace("{cell}", "caps").replace("{shot}", shot).removeprefix("/api/v1")
            asked = {"channel": "power_kw", "from_us": 0, "to_us": 10}
            found.append(visitor.get(filled, params=asked).text)
        places = ("truth/caps.jsonl", "..%2ftruth/caps.jsonl", "%2e%2e/%2e%2e/truth/caps.jsonl")
        found += [visitor.get(f"{factory.url}/{place}").text for place in places]
    return "\n".join(found)


@pytest.mark.timeout(240)
def test_the_truth_outlives_simulator_and_demo_and_is_told_to_who_teaches_only(tmp_path: Path):
    first = Factory(tmp_path / "d", free_port(), *TINY)
    first.wait_open()
    secret, listener = said(first, SECRET), Person(said(first, WATCH), "listener").listen("#")
    try:
        with api(first, secret) as teacher:
            assert teacher.post("/control/cells/caps/inject", json=FAULT).status_code == 200
            teacher.post("/control/cells/caps/freeze")
            assert teacher.post("/control/cells/caps/step").status_code == 200
            before = truth(teacher, "shot")
            os.kill(first.pid_of("sprue_sim"), signal.SIGKILL)
            again = truth(teacher, "shot")
            assert [one for one in again if one["number"] <= before[0]["number"]] == before
        folder = tmp_path / "d" / "truth"
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert {stat.S_IMODE(one.stat().st_mode) for one in folder.iterdir()} == {0o600}
        assert FAULT["name"] in (folder / "caps.jsonl").read_text(encoding="utf-8")
        heard = b"".join(payload for _, payload, _ in listener.heard).decode()
        for told in (heard, everything_a_visitor_reads(first)):
            assert len(told) > 10_000, "it is the whole of it"
            assert FAULT["name"] not in told
            assert "severities" not in told
            assert '"strengths"' not in told
    finally:
        listener.client.disconnect()
        listener.client.loop_stop()
        first.end()

    second = Factory(tmp_path / "d", free_port(), *TINY)
    second.wait_open()
    try:
        with api(second, secret) as teacher:
            deeds = [(one["deed"], one["detail"].get("name")) for one in truth(teacher, "deed")]
            assert ("inject", FAULT["name"]) in deeds
    finally:
        second.end()
    numbers = [json.loads(line)["number"] for line in (folder / "caps.jsonl").read_text().splitlines()]
    assert numbers == sorted(set(numbers)), "no number twice"
