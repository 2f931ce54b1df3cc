"""What all tests share: where the project is, where the real cycles are, free ports."""

from pathlib import Path

import factory
import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("e2e", "integration", "unit")
OWN_DEMO = {"tests/e2e/test_eyes.py"}  # with eyes; the others share one without
NO_DEMO = {"tests/e2e/test_first_visit.py", "tests/e2e/test_room.py"}
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
    """What takes longest first."""
    items.sort(key=lambda item: FOLDERS.index(item.path.relative_to(ROOT / "tests").parts[0]))


class Files(LoadFileScheduling):
    """A process takes a whole file, and all end-to-end tests on their one demo: what they start is shared."""

    def _split_scope(self, nodeid: str) -> str:
        file = super()._split_scope(nodeid)
        shares_the_demo = file.startswith("tests/e2e/") and file not in OWN_DEMO | NO_DEMO
        return "e2e" if shares_the_demo else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Files:
    return Files(config, log)
