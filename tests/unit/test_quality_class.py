"""Classes of quality from a shot's numbers: told with how likely each is, and by what."""

import numpy as np
import pytest

from sprue_server.quality_class import ClassError, Judge, decides, learn
from sprue_server.quality_class import learning as module
from sprue_server.quality_class.together import with_together

NAMES = ("torque_peak_nm", "torque_mean_nm", "cycle_time_s")


def parts(count: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """The swing of the torque makes the class; its level and the cycle time say nothing."""
    random = np.random.default_rng(seed)
    mean, swing = random.uniform(80, 120, count), random.uniform(0, 6, count)
    table = np.stack([mean + swing, mean, random.uniform(70, 80, count)], axis=1)
    return table, np.where(swing < 2, 1, np.where(swing < 4, 2, 7))


@pytest.fixture(scope="module")
def judge() -> Judge:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "TREES", 30)
        patch.setattr(module, "HELD_BACK", 2)
        return learn(*parts(200, 0), NAMES)


def test_classes_of_parts_never_seen_are_told(judge: Judge):
    table, classes = parts(300, 1)
    assert (judge.judge(table) == classes).mean() > 0.9
    assert judge.classes.tolist() == [1, 2, 7]


def test_probabilities_are_shares_of_one_and_doubt_at_the_border(judge: Judge):
    table = np.array([[101.0, 100, 75], [102.0, 100, 75], [105.5, 100, 75]])
    told = judge.probabilities(table)
    np.testing.assert_allclose(told.sum(axis=1), 1)
    assert told[0, 0] > 0.9
    assert told[2, 2] > 0.9
    assert told[1].max() < 0.9


def test_what_decides_is_named_first(judge: Judge):
    table, classes = parts(300, 2)
    found = decides(judge, table, classes)
    assert set(found) == set(NAMES)
    assert list(found)[-1] == "cycle_time_s"
    assert abs(found["cycle_time_s"]) < 0.05
    assert min(found["torque_peak_nm"], found["torque_mean_nm"]) > 0.3
    assert decides(judge, table, classes) == found


def test_numbers_are_put_together_where_both_are_there():
    table = np.array([[5.0, 2.0], [7.0, np.nan]])
    whole = with_together(table, ("torque_peak_nm", "torque_mean_nm"))
    np.testing.assert_array_equal(whole, [[5, 2, 3], [7, np.nan, np.nan]])
    np.testing.assert_array_equal(with_together(table, ("torque_peak_nm", "other")), table)
    ratio = with_together(np.array([[5.0, 0.0]]), ("injection_pressure_peak_bar", "back_pressure_peak_bar"))
    assert np.isnan(ratio[0, 2])


def test_too_few_parts_of_a_class_are_one_clear_error():
    table, classes = parts(60, 3)
    classes[:50], classes[50:] = 1, 2
    with pytest.raises(ClassError, match="50 of class 1, 10 of class 2: two classes with 20 parts"):
        learn(table, classes, NAMES)
    with pytest.raises(ClassError, match=r"Nothing was learnt\.$"):
        learn(table, np.ones(60, np.int64), NAMES)
    with pytest.raises(ClassError, match="no parts"):
        learn(table[:0], classes[:0], NAMES)
