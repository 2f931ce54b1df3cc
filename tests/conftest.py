"""What all tests share: where the project is, where the real cycles are, free ports."""

from pathlib import Path

import factory
import pytest

ROOT = Path(__file__).resolve().parents[1]
KASSEL = ROOT.parent / "shared" / "data" / "kassel"


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def kassel() -> Path:
    """Folder of a real press's cycles; tests that need it say plainly when it is not there."""
    if not (KASSEL / "doe_cycles.csv").exists():
        pytest.skip("real cycles not here: put the Kassel data beside the project (see shared/data)")
    return KASSEL


@pytest.fixture
def free_port() -> int:
    return factory.free_port()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """End-to-end tests last: Playwright keeps its loop open to the end, and async tests need theirs."""
    items.sort(key=lambda item: "e2e" in item.path.parts)
