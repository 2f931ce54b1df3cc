"""What all tests share: where the project is, where the real cycles are, free ports."""

from pathlib import Path

import factory
import pytest

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("e2e", "integration", "unit")
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
    """What takes longest first; one process takes a file, and all end-to-end tests with their demo."""
    items.sort(key=lambda item: FOLDERS.index(_folder(item)))
    for item in items:
        group = "e2e" if _folder(item) == "e2e" else item.path.name
        item.add_marker(pytest.mark.xdist_group(group))


def _folder(item: pytest.Item) -> str:
    return item.path.relative_to(ROOT / "tests").parts[0]
