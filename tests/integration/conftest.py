"""What tests with a hub in their own process share."""

from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher

from sprue_server import auth


@pytest.fixture(scope="module", autouse=True)
def quick_hashes() -> Iterator[None]:
    """Argon2 is slow on purpose. That a real hub is as slow as it should be is told by test_api_process.py."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(auth, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield
