"""What the virtual gauge says of a part, as a finding: first what makes it doubtful."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from sprue_server.analytics import weighed
from sprue_server.findings import Gauged, ShotFacts

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = sorted(path.stem for path in (ROOT / "dashboards" / "src" / "i18n").glob("*.json"))
TOLD = Gauged("weight_g", "g", "D", 8.1, 8.09, 8.11, in_experience=True, trusted=True)


@pytest.mark.parametrize(
    ("one", "key"),
    [
        (TOLD, "told"),
        (replace(TOLD, measured=8.105), "held"),
        (replace(TOLD, measured=8.2), "missed"),
        (replace(TOLD, trusted=False), "doubtful"),
        (replace(TOLD, in_experience=False, trusted=False), "outside"),
        (replace(TOLD, value=None, low=None, high=None, in_experience=False), "silent"),
    ],
)
def test_what_is_told_comes_with_what_makes_it_doubtful(one: Gauged, key: str):
    (found,) = weighed.analyse([ShotFacts("old", 1, {}), ShotFacts("new", 2, {}, gauged=(one,))])
    assert (found.key, found.numbers["quantity"], found.numbers["level"]) == (key, "weight_g", "D")
    assert found.numbers.get("value") == one.value


def test_without_a_gauge_it_says_so():
    assert [one.key for one in weighed.analyse([ShotFacts("new", 2, {})])] == ["no_gauge"]


@pytest.mark.parametrize(
    "language", sorted((ROOT / "dashboards/src/i18n").glob("*.json")), ids=lambda path: path.stem
)
def test_every_sentence_is_there(language: Path):
    words = json.loads(language.read_text("utf-8"))
    code = Path(weighed.__file__).read_text("utf-8")
    keys = set(re.findall(r'Finding\(\s*"(\w+)"', code)) | {"held", "missed"}
    assert not {f"finding.weighed.{key}" for key in keys} - set(words)
