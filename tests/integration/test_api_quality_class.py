"""Trying classes over the API: in a program of its own, one at a time, nothing kept."""

import pytest
from api_hub import a_hub, visitor
from store_world import Place

from sprue_server.api import quality_class

FILE = b"peak,class\n" + b"900,a\n950,b\n" * 10


async def test_a_visitor_tries_a_file(sqlite_place: Place):
    async with a_hub(sqlite_place) as hub, visitor(hub) as guest:
        answer = await guest.post("/quality-class/try", content=FILE)
        told = answer.json()
        assert (answer.status_code, told["parts"], told["few"]) == (200, 20, {"a": 10, "b": 10})


async def test_one_at_a_time_and_not_without_end(sqlite_place: Place, monkeypatch: pytest.MonkeyPatch):
    async with a_hub(sqlite_place) as hub, visitor(hub) as guest:
        async with quality_class.busy:
            assert (await guest.post("/quality-class/try", content=FILE)).status_code == 409
        assert (await guest.post("/quality-class/try", content=b" " * 4_000_001)).status_code == 413
        monkeypatch.setattr(quality_class, "LONGEST_S", 0.0)
        assert (await guest.post("/quality-class/try", content=FILE)).status_code == 503
        assert not quality_class.busy.locked()
