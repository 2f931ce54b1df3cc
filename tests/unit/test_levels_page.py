"""The page of sensor levels shows what docs/models.md says."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "dashboards/src/lib/levels/levels.ts").read_text("utf-8")
MODELS = (ROOT / "docs/models.md").read_text("utf-8")
START = {"weight": "| weight, from", "diameter": "| inner diameter, from"}


def measured(target: str) -> dict[str, tuple[float, float]]:
    """R² at random and by setting, by the first word of a row."""
    table = MODELS[MODELS.index(START[target]) :].split("\n\n")[0]
    rows = re.findall(r"^\| (\w+)[^|]*\| ([\d.-]+) \| \*\*([\d.-]+)\*\*", table, re.MULTILINE)
    return {word: (float(random), float(grouped)) for word, random, grouped in rows}


def shown(target: str) -> dict[str, tuple[float, float]]:
    pair = rf"{target}: \{{ random: ([\d.]+), grouped: ([\d.]+) \}}"
    levels = {level: re.search(pair, line) for level, line in re.findall(r"level: '([A-D])', (.*)", PAGE)}
    found = {level: told for level, told in levels.items() if told}
    only = re.search(pair, PAGE[PAGE.index("SETTINGS_ONLY") :])
    assert only
    return {"settings": (float(only[1]), float(only[2]))} | {
        level: (float(told[1]), float(told[2])) for level, told in found.items()
    }


@pytest.mark.parametrize("target", ["weight", "diameter"])
def test_the_page_shows_what_was_measured(target: str):
    assert shown(target) == measured(target)
    assert set(shown(target)) == {"settings", "B", "C", "D"}


def test_the_page_says_of_how_many_cycles():
    words = json.loads((ROOT / "dashboards/src/i18n/en.json").read_text("utf-8"))["levels.origin"]
    assert "1,389 cycles of 137 settings" in MODELS
    assert "1,389 recorded cycles of one press, 137 settings" in words
