"""Trying classes over the API: in a program of its own, one at a time, nothing kept."""

import pytest
from api_hub import a_hub, visitor
from store_world import Place

from sprue_server.api import quality_class

FEW = b"peak,class\n" + b"900,a\n950,b\n" * 10
FILE = b"peak,class\n" + b"".join(b"%d,a\n%d,b\n" % (900 + n % 7, 950 + n % 5) for n in range(25))


async def test_a_visitor_tries_a_file_in_a_program_of_its_own(sqlite_place: Place, monkeypatch):
    monkeypatch.setattr(quality_class, "COMMAND", ("python3", "-c", ECHO))
    async with a_hub(sqlite_place) as hub, visitor(hub) as guest:
        told = (await guest.post("/quality-class/try", content=FILE)).json()
        assert (told["parts"], told["columns"], told["few"]) == (50, ["peak"], None)
        assert told["trial"]["counts"] == [len(FILE)], "the program was given the file"
        few = (await guest.post("/quality-class/try", content=FEW)).json()
        assert (few["few"], few["trial"]) == ({"a": 10, "b": 10}, None)


ECHO = """
import json, sys
told = {"classes": [], "counts": [len(sys.stdin.buffer.read())], "accuracy": 1, "macro_f1": 1, "commonest": 1}
print(json.dumps({**told, "newest": None, "confusion": [], "decides": {}}))
"""


async def test_one_at_a_time_and_not_without_end(sqlite_place: Place, monkeypatch: pytest.MonkeyPatch):
    async with a_hub(sqlite_place) as hub, visitor(hub) as guest:
        async with quality_class.busy:
            assert (await guest.post("/quality-class/try", content=FILE)).status_code == 409
        assert (await guest.post("/quality-class/try", content=b" " * 4_000_001)).status_code == 413
        monkeypatch.setattr(quality_class, "LONGEST_S", 0.0)
        assert (await guest.post("/quality-class/try", content=FILE)).status_code == 503
        assert not quality_class.busy.locked()
        monkeypatch.setattr(quality_class, "LONGEST_S", 60.0)
        monkeypatch.setattr(quality_class, "COMMAND", ("python3", "-c", "raise SystemExit(3)"))
        assert (await guest.post("/quality-class/try", content=FILE)).status_code == 500
