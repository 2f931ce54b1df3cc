"""What tests with a hub share: quick hashes, and where records are kept.

Every test of store, ingest and API that asks for `place` runs on each database.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from postgres_server import QUICK, Server, server
from store_world import Place

from sprue_server import auth


@pytest.fixture(scope="module", autouse=True)
def quick_hashes() -> Iterator[None]:
    """Argon2 is slow on purpose. That a real hub is as slow as it should be is told by test_api_process.py."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(auth, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """One server per test process, started by the first test that needs it."""
    with server(*QUICK) as made:
        yield made


@pytest.fixture
def sqlite_place(tmp_path: Path) -> Place:
    return Place(tmp_path / "store")


@pytest.fixture
def postgres_place(tmp_path: Path, postgres: Server) -> Iterator[Place]:
    name = postgres.fresh()
    yield Place(tmp_path / "store", postgres.url(name))
    postgres.give_back(name)


@pytest.fixture(scope="module")
def mortal() -> Iterator[Server]:
    """A server that is killed: it keeps what it has committed, as one in a plant does."""
    with server() as made:
        yield made


@pytest.fixture
def mortal_place(mortal: Server, tmp_path: Path) -> Place:
    return Place(tmp_path / "store", mortal.url(mortal.fresh()))


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest) -> Place:
    return request.getfixturevalue(f"{request.param}_place")
