"""A trial of classes on somebody's own parts: what is read, what is told, and when it tells nothing."""

import json
from typing import Any

import numpy as np
import pytest

from sprue_server.classing.reading import read
from sprue_server.imports.classes import LEAST, read_classes
from sprue_server.imports.rejections import FileWrong
from sprue_server.quality_class import learning, trial
from sprue_server.quality_class.__main__ import answer
from sprue_server.quality_class.learning import ClassError
from sprue_server.quality_class.trial import tried


def sheet(parts: int = 120, *, says: bool = True) -> bytes:
    """Peak pressure says the class, or nothing does; decimal commas, as a spreadsheet here saves them."""
    draw = np.random.default_rng(4)
    rows = ["Peak bar;Fill s;Operator;Class"]
    for number in range(parts):
        good = number % 3 > 0
        peak = 900 + (60 if good and says else 0) + draw.normal(0, 10)
        fill = 1.2 + draw.normal(0, 0.01)
        rows.append(f"{peak:.2f};{fill:.3f};Ana;{'good' if good else 'short'}".replace(".", ","))
    return "\n".join(rows).encode()


def test_numbers_and_classes_are_read_and_a_column_of_words_is_named():
    found = read_classes(sheet(6))
    assert found.names == ("peak_bar", "fill_s")
    assert found.left_out == ("operator",)
    assert found.table.shape == (6, 2)
    assert found.classes[:3] == ("short", "good", "good")
    assert found.table[0, 1] == pytest.approx(1.2, abs=0.05)


def test_a_row_with_a_mistake_is_told_and_an_empty_cell_is_not_measured():
    found = read_classes(b"peak,class\n900,good\nmany,good\n910,\n,good\n")
    assert [(one.line, one.column, one.code) for one in found.rejected] == [
        (3, "peak", "number"),
        (4, "class", "missing"),
    ]
    assert np.isnan(found.table[1, 0])


MANY = b"class,a\n" + b"x,1\n" * 3001


@pytest.mark.parametrize(
    ("data", "code"), [(b"peak\n1\n", "column_missing"), (b"", "empty"), (MANY, "rows_many")]
)
def test_a_file_that_cannot_be_tried_says_why(data: bytes, code: str):
    with pytest.raises(FileWrong) as problem:
        read_classes(data)
    assert problem.value.rejection.code == code
    told, ready = read(data)
    assert (told.rejected[0].code, ready) == (code, False)


def tried_of(data: bytes) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(answer(data))
    return told


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few trees and folds: what is tried here is what is told of them."""
    monkeypatch.setattr(learning, "TREES", 5)
    monkeypatch.setattr(learning, "HELD_BACK", 2)
    monkeypatch.setattr(trial, "FOLDS", 2)


@pytest.mark.usefixtures("quick")
def test_what_says_the_class_is_found_and_what_says_nothing_is_no_better_than_guessing():
    told = tried_of(sheet())
    assert told["accuracy"] > 0.97
    assert told["newest"] > 0.9
    assert next(iter(told["decides"])) == "peak_bar"
    assert np.trace(told["confusion"]) == round(told["accuracy"] * 120)
    blind = tried_of(sheet(says=False))
    assert blind["commonest"] == pytest.approx(2 / 3)
    assert blind["accuracy"] < 0.75


def test_too_few_parts_are_counted():
    told, ready = read(sheet(30))
    assert (told.few, told.needs, ready) == ({"short": 10, "good": 20}, LEAST, False)
    with pytest.raises(ClassError, match="10 of short"):
        tried(np.ones((30, 1)), read_classes(sheet(30)).classes, ("a",))
