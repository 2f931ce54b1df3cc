"""A visitor's press with everything real: broker, hub, simulator, and a gateway of its own."""

import http.cookiejar
import json
import time
import urllib.error
import urllib.request

import psutil
import pytest
from factory import Factory, free_port

from sprue_contract.sandbox import POOL

TINY = ("--hours", "0.05", "--days", "0.02", "--recorded", "/none")
MINUTES = 0.6


class Visitor:
    """A browser: it keeps what it is given."""

    def __init__(self, url: str) -> None:
        self.url = url
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(jar)

    def ask(self, path: str, method: str = "GET", body: object = None) -> tuple[int, object]:
        data = None if body is None else json.dumps(body).encode()
        head = {"content-type": "application/json"}
        request = urllib.request.Request(f"{self.url}/api/v1{path}", data, head, method=method)
        try:
            with self.opener.open(request, timeout=20) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as refusal:
            with refusal:
                return refusal.code, json.load(refusal)

    def get(self, path: str):
        return self.ask(path)[1]

    def take(self) -> tuple[int, dict]:
        return self.ask("/sandbox", "POST", {"machine": "bottle-cap"})


def until(true, seconds: float, told) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, told()
        time.sleep(0.1)


@pytest.fixture
def factory(tmp_path, monkeypatch):
    monkeypatch.setenv("SPRUE_SANDBOX_MINUTES", str(MINUTES))
    demo = Factory(tmp_path / "d", free_port(), *TINY)
    try:
        demo.wait_open()
        yield demo
    finally:
        demo.end()


@pytest.mark.timeout(300)
def test_a_press_of_ones_own_is_real_is_none_of_the_plants_and_ends(factory):
    visitor, late = Visitor(factory.url), Visitor(factory.url)
    plant = [cell["cell"] for cell in visitor.get("/cells")]
    simulator = psutil.Process(factory.pid_of("sprue_sim"))
    began = time.monotonic()
    assert visitor.take()[1]["cell"] == "sandbox-1"
    until(lambda: visitor.ask("/cells/sandbox-1")[0] == 200, 20, factory.told)
    assert visitor.ask("/control/cells/sandbox-1/pace", "POST", {"pace": 20})[0] == 200
    until(lambda: len(visitor.get("/cells/sandbox-1/shots")) > 2, 20, factory.told)
    view = visitor.get("/cells/sandbox-1")
    assert (view["gateway"], view["sandbox"], view["origin"]) == ("sandbox-1", True, "simulated")
    until(lambda: (visitor.get("/cells/sandbox-1")["counts"] or {}).get("produced", 0) > 0, 20, factory.told)
    assert not visitor.get("/cells/sandbox-1")["counts"]["doubtful"]

    health = visitor.get("/health")
    assert (health["cells_known"], [one["gateway"] for one in health["gateways"]]) == (
        len(plant),
        ["gateway-1"],
    )
    assert not any("sandbox" in reason for reason in health["reasons"])
    assert [cell["cell"] for cell in visitor.get("/cells")] == plant

    others = [Visitor(factory.url) for _ in range(POOL - 1)]
    assert [one.take()[0] for one in others] == [200] * (POOL - 1)
    status, told = late.take()
    assert (status, told["watch"]) == (409, "sandbox-12")
    until(lambda: late.ask(f"/cells/{told['watch']}")[0] == 200, 30, factory.told)
    assert late.ask("/control/cells/sandbox-12/freeze", "POST")[0] == 403
    for one in others:
        assert one.ask("/sandbox", "DELETE")[0] == 200

    until(lambda: visitor.ask("/cells/sandbox-1")[0] == 404, MINUTES * 60 + 30, factory.told)
    assert time.monotonic() - began >= MINUTES * 60 - 1
    assert visitor.get("/sandbox")["mine"] is None
    until(lambda: simulator.children() == [], 20, factory.told)
    until(lambda: list((factory.folder / "sandboxes").glob("*")) == [], 20, factory.told)
    assert [cell["cell"] for cell in visitor.get("/live-message")["cells"]] == plant


@pytest.mark.timeout(240)
def test_a_simulator_that_dies_takes_its_sandboxes_along_and_the_hub_says_that_they_are_gone(factory):
    visitor = Visitor(factory.url)
    visitor.take()
    until(lambda: visitor.ask("/cells/sandbox-1")[0] == 200, 20, factory.told)
    simulator = psutil.Process(factory.pid_of("sprue_sim"))
    gateways = simulator.children()
    simulator.kill()
    assert psutil.wait_procs(gateways, timeout=20)[1] == []
    until(lambda: visitor.ask("/cells/sandbox-1")[0] == 404, 30, factory.told)
    until(lambda: visitor.get("/sandbox")["size"] == POOL, 30, factory.told)
    assert visitor.get("/sandbox")["mine"] is None
