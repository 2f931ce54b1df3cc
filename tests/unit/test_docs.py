"""The documents tell the truth: their commands, folders, files and links exist."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCS = ["README.md", "CONTRIBUTING.md", "DECISIONS.md", "CHANGELOG.md", "requirements/README.md"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", DOCS)
def test_every_link_and_picture_leads_somewhere(name: str):
    for target in re.findall(r"\]\(([^)#\s]+)", text(name)):
        if not target.startswith("http"):
            assert ((ROOT / name).parent / target).exists(), target


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_every_path_that_is_named_exists(name: str):
    tops = "edge|server|simulators|dashboards|tests|benchmarks|requirements"
    for path in re.findall(rf"`((?:{tops})/[\w./-]*)`", text(name)):
        assert (ROOT / path).exists(), path


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_every_command_of_sprue_exists(name: str):
    commands = {*PROJECT["project"]["entry-points"]["sprue.commands"], "demo", "test"}
    for command in re.findall(r"(?:\./)?\bsprue ([a-z]+)\b", " ".join(re.findall(r"`[^`]+`", text(name)))):
        assert command in commands, command


def test_contributing_has_a_recipe_for_every_extension():
    things = ["source", "machine", "mould", "fault", "analysis", "check", "page", "language", "API resource"]
    for thing in things:
        assert re.search(rf"### A new .*{thing}", text("CONTRIBUTING.md")), thing


def test_every_benchmark_can_be_run_and_says_what_it_measures():
    for path in (ROOT / "benchmarks").glob("*.py"):
        code = path.read_text(encoding="utf-8")
        assert code.startswith('"""'), path.name
        if path.stem not in {"__init__", "common"}:
            assert '__name__ == "__main__"' in code, path.name


def test_every_pinned_package_has_a_hash_and_no_file_names_a_registry():
    for path in (ROOT / "requirements").glob("*.txt"):
        lines = path.read_text(encoding="utf-8")
        assert "index-url" not in lines
        assert "://" not in lines, path.name
        pins = re.findall(r"^[\w.\[\]-]+==", lines, re.MULTILINE)
        assert lines.count("--hash=sha256:") >= len(pins) > 0


def test_the_front_ends_lock_names_no_registry():
    assert "resolved" not in text("dashboards/package-lock.json")
