"""The structure holds: sizes, import direction, nothing half done."""

import ast
import re
from pathlib import Path
from statistics import median, quantiles

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = [
    path
    for folder in ("edge", "server", "simulators", "benchmarks")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "migrations" not in path.parts
]
MAX_FILE, MAX_CLASS, MAX_FUNCTION = 300, 150, 40


def names(path: Path) -> str:
    return str(path.relative_to(ROOT))


def spans(kind: type | tuple[type, ...]) -> list[tuple[int, str]]:
    return [
        (node.end_lineno - node.lineno + 1, f"{names(path)}:{node.lineno} {node.name}")
        for path in CODE
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, kind)
    ]


FUNCTIONS = spans((ast.FunctionDef, ast.AsyncFunctionDef))


def test_functions_fit_in_a_glance():
    sizes = [size for size, _ in FUNCTIONS]
    assert median(sizes) <= 8
    assert quantiles(sizes, n=10)[-1] <= 30
    assert [where for size, where in FUNCTIONS if size > MAX_FUNCTION] == []


def test_classes_stay_small():
    assert [where for size, where in spans(ast.ClassDef) if size > MAX_CLASS] == []


@pytest.mark.parametrize("path", CODE, ids=names)
def test_a_file_says_what_it_is_for_and_stays_short(path: Path):
    code = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(code)), "the first line says what the file is for"
    assert code.count("\n") <= MAX_FILE


@pytest.mark.parametrize("path", CODE, ids=names)
def test_nothing_is_half_done(path: Path):
    code = path.read_text(encoding="utf-8")
    assert not re.search(r"\b(TODO|FIXME|XXX|raise NotImplementedError)\b", code)
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            where = f"{names(path)}:{node.lineno}"
            assert not (node.func.attr == "create_task" and ast.unparse(node.func.value) == "asyncio") or (
                path.name == "demo.py"
            ), f"{where}: a task without a supervisor can die unseen"
            lost = (
                "before Python 3.12 it swallows an end that comes with what it waits for: use asyncio.timeout"
            )
            assert ast.unparse(node.func) != "asyncio.wait_for", f"{where}: {lost}"
