"""What a gauge is made of keeps its word: models, groups left out, intervals, experience."""

from itertools import combinations

import numpy as np
import pytest
from sklearn.ensemble import ExtraTreesRegressor

from sprue_server.fingerprint import Cycle
from sprue_server.gauge import blend, crossing, validation
from sprue_server.gauge.experience import experience
from sprue_server.gauge.filled import scale
from sprue_server.gauge.growing import boosted, forest
from sprue_server.gauge.interval import width
from sprue_server.gauge.lessons import Wish
from sprue_server.gauge.parts import STRETCHES, grouped, parts
from sprue_server.gauge.smooth import FORMS, _left_out, kernel, smooth

RANDOM = np.random.default_rng(4)
TABLE = RANDOM.normal(size=(60, 4))
TARGET = TABLE[:, 0] + np.sin(2 * TABLE[:, 1]) + RANDOM.normal(0, 0.05, 60)
LABELS = np.arange(60) // 5


class Line:
    """Stands for all models: least squares, so that a test takes no time. Remembers what it was learnt from."""

    def __init__(self, table: np.ndarray, target: np.ndarray) -> None:
        self.seen = {tuple(row) for row in table}
        self.weights = np.linalg.lstsq(np.c_[table, np.ones(len(table))], target, rcond=None)[0]

    def predict(self, table: np.ndarray) -> np.ndarray:
        assert not self.seen & {tuple(row) for row in table}, "it was learnt from what it tells"
        told = np.c_[table, np.ones(len(table))] @ self.weights
        return np.stack([told, told + 0.1, told - 0.1], axis=1)


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> list[Line]:
    made: list[Line] = []

    def members(table: np.ndarray, target: np.ndarray, _groups: np.ndarray) -> Line:
        made.append(Line(table, target))
        return made[-1]

    monkeypatch.setattr(crossing, "members", members)
    monkeypatch.setattr(validation, "members", members)
    return made


def test_nobody_tells_what_it_was_learnt_from(lines: list[Line]):
    part = parts(LABELS, 4)
    told = crossing.singles(TABLE, TARGET, LABELS, part)
    assert len(lines) == 4
    assert np.isfinite(told).all()
    without = crossing.pairs(TABLE, TARGET, LABELS, part)
    assert len(lines) == 4 + 6
    for left_out in range(4):
        own = part == left_out
        assert np.isnan(without[left_out][own]).all()
        assert np.isfinite(without[left_out][~own]).all()
    seen = [line.seen for line in lines[4:]]
    for (one, other), rows in zip(combinations(range(4), 2), seen, strict=True):
        assert rows == {tuple(row) for row in TABLE[(part != one) & (part != other)]}


def test_the_three_ways_to_validate_differ_in_what_is_left_out(lines: list[Line]):
    cycles = [Cycle({"injection_time_s": 1 + row[0] / 20, "dosing_time_s": 3 + row[1] / 20}) for row in TABLE]
    weights = [8 + value / 10 for value in TARGET]
    scores = validation.validate(cycles, weights, [str(label) for label in LABELS], Wish("weight_g"))
    assert [scores[name].by for name in ("random", "grouped", "chronological")] == ["cycle", "group", "time"]
    assert scores["random"].groups == 60
    assert scores["grouped"].groups == 12
    assert scores["chronological"].cycles == 15  # groups that begin after 70 % of the cycles
    assert len(lines) == 2 * (6 + 15) + 6 + 1
    assert len(lines[-1].seen) == 45


def test_parts_are_whole_groups_and_nearly_equal():
    labels = np.repeat(np.arange(30), RANDOM.integers(1, 12, 30))
    part = parts(labels, 6)
    assert set(part) == set(range(6))
    assert all(len(set(part[labels == label])) == 1 for label in range(30))
    sizes = np.bincount(part)
    assert sizes.max() - sizes.min() <= 11
    np.testing.assert_array_equal(part, parts(labels, 6))
    assert not np.array_equal(part, parts(labels, 6, seed=1))


def test_groups_are_as_told_else_settings_else_stretches():
    settings = [{"set_hold_time_s": float(number // 10)} for number in range(80)]
    same: list[dict[str, float]] = [{}] * 80
    told = grouped([str(number % 7) for number in range(80)], settings)
    assert (told.by, told.count) == ("group", 7)
    assert (grouped(None, settings).by, grouped(None, settings).count) == ("setting", 8)
    for found in (grouped(["a"] * 80, settings), grouped(None, same), grouped([""] * 80, same)):
        assert (found.by, found.count) == ("stretch", STRETCHES)
        assert (np.diff(found.labels) >= 0).all()


def test_errors_of_groups_left_out_need_no_second_fit():
    shots = scale(TABLE).of(TABLE)
    wanted = TARGET - TARGET.mean()
    for form in FORMS[::10]:
        total = 0.0
        for label in range(12):
            out = label == LABELS
            covariance = kernel(form, shots[~out], shots[~out]) + form.noise * np.eye((~out).sum())
            told = kernel(form, shots[out], shots[~out]) @ np.linalg.solve(covariance, wanted[~out])
            total += float(((wanted[out] - told) ** 2).sum())
        assert _left_out(form, shots, wanted, LABELS) == pytest.approx(total, rel=1e-6)


def test_a_smooth_model_tells_between_what_it_was_shown():
    found = smooth(TABLE, TARGET, LABELS, np.array([0.5, 0.5, 0.0, 0.0]))
    assert np.corrcoef(found.predict(TABLE * 0.97), TARGET)[0, 1] > 0.95
    assert found.form.leaning > 0  # two of its inputs mean nothing, and the forest says so
    assert found.pull[0] > 5 * found.pull[2]
    assert (found.pull**2).mean() == pytest.approx(1)


def test_trees_as_arrays_say_what_the_forest_says():
    found, importance = forest(TABLE, TARGET, seed=3)
    assert importance[:2].min() > importance[2:].max()
    model = ExtraTreesRegressor(80, min_samples_leaf=2, max_features=0.4, random_state=3)
    model.fit(scale(TABLE).filled(TABLE), TARGET)
    fresh = RANDOM.normal(size=(30, 4))
    np.testing.assert_allclose(found.predict(fresh), model.predict(scale(TABLE).filled(fresh)), rtol=1e-9)


def test_boosted_trees_fit_better_than_the_mean_of_shots_never_seen():
    fresh = np.random.default_rng(8).normal(size=(200, 4))
    target = fresh[:, 0] + np.sin(2 * fresh[:, 1])
    told = boosted(TABLE, TARGET, seed=0).predict(fresh)
    assert ((told - target) ** 2).mean() < 0.5 * target.var()


def test_the_blend_leans_on_the_model_that_is_right():
    wrong, right = RANDOM.normal(size=60), TARGET + RANDOM.normal(0, 0.01, 60)
    shares = blend.weights(np.stack([wrong, right, wrong[::-1]], axis=1), TARGET)
    assert shares.sum() == pytest.approx(1)
    assert (shares >= 0).all()
    assert shares[1] > 0.95
    equal = blend.weights(np.stack([-TARGET] * 3, axis=1), TARGET)
    np.testing.assert_allclose(equal, 1 / 3)


def test_an_interval_holds_nine_readings_of_ten_and_is_wider_where_models_disagree():
    truth = RANDOM.normal(size=4000)
    doubt = RANDOM.uniform(0.1, 1, 4000)
    said = truth[:, None] + doubt[:, None] * RANDOM.normal(size=(4000, 3))
    found = width(said[:2000], said[:2000].mean(1), truth[:2000])
    half = found.half(said[2000:])
    held = np.abs(said[2000:].mean(1) - truth[2000:]) <= half
    assert 0.87 <= held.mean() <= 0.93
    assert found.half(np.array([[1.0, 1.0, 1.0]]))[0] < found.half(np.array([[0.0, 1.0, 2.0]]))[0]


def test_missing_inputs_are_filled_in_from_what_goes_with_them():
    base = RANDOM.normal(size=500)
    table = np.stack([base, 2 * base + 5, RANDOM.normal(size=500)], axis=1)
    found = scale(table)
    row = np.array([[1.5, np.nan, 0.0]])
    assert found.filled(row)[0, 1] * found.spread[1] + found.middle[1] == pytest.approx(8.0, abs=0.3)
    assert np.isfinite(found.filled(np.full((1, 3), np.nan))).all()


def test_experience_is_range_company_and_neighbours():
    base = RANDOM.uniform(0, 1, (300, 2))
    table = np.stack([base[:, 0], base[:, 1], base.sum(1), base[:, 0] - base[:, 1]], axis=1)
    table += RANDOM.normal(0, 0.01, table.shape)
    labels = np.arange(300) // 10
    found = experience(table, labels, parts(labels, 6))
    assert (found.strangeness(table) <= 1).mean() > 0.97
    outside = np.array([[2.0, 0.5, 2.5, 1.5]])
    unlike = np.array([[0.5, 0.5, 0.2, 0.0]])  # each in its range, but the third is not the sum
    missing = np.array([[0.5, np.nan, 1.0, 0.0]])
    assert found.strangeness(outside)[0] > 3
    assert found.strangeness(unlike)[0] > 3
    assert found.strangeness(missing)[0] == np.inf
