"""The page of quality classes shows what docs/models.md says."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "dashboards/src/lib/quality-class/lenses.ts").read_text("utf-8")
MODELS = (ROOT / "docs/models.md").read_text("utf-8")
SECTION = MODELS[MODELS.index("## Quality classes of road lenses") :].split("\n## ")[0]


def shown(name: str) -> float:
    found = re.search(rf"\b{name}: ([\d.]+)", PAGE)
    assert found, name
    return float(found[1])


def test_the_page_shows_what_was_measured():
    found = re.search(r"\*\*([\d.]+) ± ([\d.]+) %\*\* \| \*\*([\d.]+)\*\*", SECTION)
    assert found
    assert [shown(name) for name in ("accuracy", "spread", "f1")] == [float(one) for one in found.groups()]


def test_the_table_of_what_is_mistaken_is_the_same_and_holds_every_lens():
    rows = re.findall(r"^\| ([1-4]) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$", SECTION, re.MULTILINE)
    measured = [[int(one) for one in row[1:]] for row in rows]
    lines = re.search(r"confusion: \[(.*)\],", PAGE)
    assert lines
    told = [[int(one) for one in re.findall(r"\d+", row)] for row in re.findall(r"\[([\d, ]+)\]", lines[1])]
    assert told == measured
    assert sum(map(sum, told)) == 1451
    assert shown("commonest") == round(max(map(sum, told)) / 1451, 4)


def test_what_decides_is_the_same():
    measured = dict(re.findall(r"(\w+) (\d+) %", SECTION[SECTION.index("What decides") :]))
    told = dict(re.findall(r"(\w+): (\d+)", PAGE[PAGE.index("decides: {") :]))
    assert told == measured
