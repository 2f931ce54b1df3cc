"""The hub behind HTTPS, beside plain HTTP: a tablet that trusts the authority comes in and sees live values."""

import asyncio
import json
import ssl
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx2
import pytest
import yaml
from api_hub import PLANT
from factory import free_port
from hub_process import Hub, eventually, listens
from store_world import Place
from websockets.asyncio.client import connect

from sprue_server.tls.authority import HUB_DAYS, host
from sprue_server.tls.folder import AUTHORITY, HUB, HUB_KEY, make

NOWHERE = "mqtt://127.0.0.1:9"  # no broker: the hub says so and answers all the same
HOSTS = [host("sprue.lan"), host("127.0.0.1")]


@pytest.fixture
def plant(tmp_path) -> Path:
    path = tmp_path / "plant.yaml"
    path.write_text(yaml.safe_dump(PLANT.model_dump(mode="json", exclude_none=True)), encoding="utf-8")
    return path


@pytest.fixture
def certified(tmp_path) -> Path:
    make(tmp_path / "tls", HOSTS, datetime.now(UTC))
    return tmp_path / "tls"


@pytest.fixture
def home(tmp_path) -> Place:
    return Place(tmp_path / "hub")


def options(folder: Path, port: int) -> list[str]:
    return [
        *("--tls-cert", str(folder / HUB), "--tls-key", str(folder / HUB_KEY)),
        *("--tls-port", str(port), "--no-eyes"),
    ]


def tablet(folder: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=folder / AUTHORITY)


async def test_a_tablet_that_trusts_the_authority_reads_and_watches_and_http_goes_on(home, plant, certified):
    port = free_port()
    async with Hub(home, plant, NOWHERE, *options(certified, port)) as hub:
        await eventually(lambda: listens(port))
        url = f"https://127.0.0.1:{port}/api/v1"
        health = httpx2.get(f"{url}/health", verify=tablet(certified), timeout=10).json()
        days = (health["tls_until_us"] / 1e6 - datetime.now(UTC).timestamp()) / 86_400
        assert HUB_DAYS - 1 < days < HUB_DAYS
        assert not [one for one in health["reasons"] if "certificate" in one]
        async with connect(f"wss://127.0.0.1:{port}/api/v1/live", ssl=tablet(certified)) as line:
            assert json.loads(await line.recv())["type"] == "snapshot"
        assert hub.get("/health")["tls_until_us"] == health["tls_until_us"]
        with pytest.raises(httpx2.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
            httpx2.get(f"{url}/health", timeout=10)
        status, _, said = await hub.end()
    assert (status, b"Traceback" in said) == (0, False)
    assert f"https://127.0.0.1:{port}".encode() in said


async def test_a_certificate_that_ends_soon_is_a_reason_on_the_health_page(home, plant, tmp_path):
    make(tmp_path / "tls", HOSTS, datetime.now(UTC) - timedelta(days=HUB_DAYS - 5))
    async with Hub(home, plant, NOWHERE, *options(tmp_path / "tls", free_port())) as hub:
        reasons = hub.get("/health")["reasons"]
    assert [one for one in reasons if "sprue certificate renews it" in one]


def readable_key(folder: Path) -> None:
    (folder / HUB_KEY).chmod(0o644)


def ended(folder: Path) -> None:
    make(folder, HOSTS, datetime.now(UTC) - timedelta(days=HUB_DAYS + 1))


def other_key(folder: Path) -> None:
    first = (folder / HUB_KEY).read_bytes()
    make(folder, HOSTS, datetime.now(UTC))
    (folder / HUB_KEY).write_bytes(first)


@pytest.mark.parametrize(
    ("spoil", "words"), [(readable_key, "chmod 600"), (ended, "ended on"), (other_key, "is not the key of")]
)
async def test_a_hub_does_not_start_with_a_certificate_that_no_tablet_would_believe(
    home, plant, certified, spoil, words
):
    spoil(certified)
    code, said = await refused(home, plant, *options(certified, free_port()))
    assert (code, words in said, said.strip().endswith("Nothing was started.")) == (2, True, True), said


async def test_half_a_certificate_and_a_port_in_use_are_refused(home, plant, certified):
    code, said = await refused(home, plant, "--tls-cert", str(certified / HUB))
    assert (code, "--tls-key is not named" in said) == (2, True), said
    async with Hub(home, plant, NOWHERE, "--no-eyes") as other:
        again = Place(home.data.parent / "again")
        code, said = await refused(again, plant, *options(certified, other.port))
    assert (code, "Choose another --tls-port" in said) == (2, True), said


async def refused(home: Place, plant: Path, *more: str) -> tuple[int, str]:
    """A hub that ends by itself: its code, and what it said."""
    command = [sys.executable, "-m", "sprue_server", "run", "--data", str(home.data), "--plant", str(plant)]
    pipe = asyncio.subprocess.PIPE
    where = ["--broker", NOWHERE, "--port", str(free_port())]
    process = await asyncio.create_subprocess_exec(*command, *where, *more, stdout=pipe, stderr=pipe)
    _, said = await asyncio.wait_for(process.communicate(), 60)
    return process.returncode, said.decode()
