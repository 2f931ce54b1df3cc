"""docs/models.md: a section is one file; measuring one leaves the others as they were."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from benchmarks import models


def test_every_section_has_its_place_and_is_on_the_page(root: Path):
    found = models.sections()
    assert list(found) == sorted(found, key=lambda name: found[name].ORDER)
    assert len({module.ORDER for module in found.values()}) == len({module.TITLE for module in found.values()})
    page = (root / "docs" / "models.md").read_text("utf-8")
    for module in found.values():
        assert f"\n## {module.TITLE}\n" in page, module.__name__


def test_measuring_one_section_leaves_the_others_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    said = {"one": "first"}
    made = {
        name: SimpleNamespace(TITLE=name.title(), lines=lambda name=name: [said.get(name, "so far")])
        for name in ("one", "two")
    }
    monkeypatch.setattr(models, "PAGE", tmp_path / "models.md")
    monkeypatch.setattr(models, "sections", lambda: made)
    models.main([])
    said["one"] = "again"
    models.main(["one"])
    page = (tmp_path / "models.md").read_text("utf-8")
    assert [line for line in page.splitlines() if line in {"## One", "again", "first", "## Two", "so far"}] == [
        "## One",
        "again",
        "## Two",
        "so far",
    ]
    assert page.startswith("# How well the models tell\n")
    with pytest.raises(SystemExit, match="no section is called 'three'"):
        models.main(["three"])
    assert "measuring one" in capsys.readouterr().out
