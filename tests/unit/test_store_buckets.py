"""Summing up readings."""

import math

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sprue_server.store.buckets import (
    COUNT,
    FIRST,
    HIGH,
    LAST,
    LOW,
    MEAN,
    combine,
    matrix,
    of_readings,
    starts,
    summaries,
)

readings = st.one_of(st.just(math.nan), st.floats(-1e6, 1e6))
tables = st.integers(1, 30).flatmap(lambda rows: arrays(np.float64, (rows, 3), elements=readings))


def plain(column: list[float]) -> list[float]:
    """The same by hand: first, last, low, high, mean, count."""
    there = [value for value in column if not math.isnan(value)]
    if not there:
        return [math.nan] * 5 + [0.0]
    return [there[0], there[-1], min(there), max(there), math.fsum(there) / len(there), len(there)]


@settings(deadline=None, max_examples=40)
@given(tables, st.lists(st.integers(0, 3), min_size=30, max_size=30))
def test_a_summary_says_what_counting_by_hand_says(values: np.ndarray, keys: list[int]):
    keys = sorted(keys[: len(values)])
    begin = starts(np.array(keys))
    found = combine(of_readings(values), begin)
    for row, key in enumerate(sorted(set(keys))):
        inside = values[[n for n, one in enumerate(keys) if one == key]]
        for channel in range(3):
            wanted = plain(inside[:, channel].tolist())
            np.testing.assert_allclose(found[row, channel], wanted, rtol=1e-9, atol=1e-6)


@settings(deadline=None, max_examples=40)
@given(tables, st.integers(1, 29))
def test_summing_up_in_two_steps_says_the_same(values: np.ndarray, cut: int):
    whole = combine(of_readings(values), np.array([0]))
    parts = combine(of_readings(values), np.array(sorted({0, min(cut, len(values) - 1)})))
    np.testing.assert_allclose(combine(parts, np.array([0])), whole, rtol=1e-9, atol=1e-6)


def test_where_nothing_was_measured_there_is_no_number():
    summary = combine(of_readings(np.full((4, 1), np.nan)), np.array([0]))[0, 0]
    assert summary[COUNT] == 0
    assert all(math.isnan(summary[stat]) for stat in (FIRST, LAST, LOW, HIGH, MEAN))


def test_a_row_that_is_too_short_is_missing_at_its_end():
    rows = [np.float64([1, 2]).tobytes(), np.float64([3]).tobytes()]
    assert matrix(rows)[0].tolist() == [1, 2]
    assert math.isnan(matrix(rows)[1, 1])


def test_a_channel_that_a_summary_does_not_have_counts_nothing():
    rows = [np.zeros((2, 6)).tobytes(), np.zeros((1, 6)).tobytes()]
    assert summaries(rows)[1, 1, COUNT] == 0


def test_no_rows_are_no_rows():
    assert matrix([]).shape == (0, 0)
    assert starts(np.empty(0, dtype=np.int64)).size == 0
    assert combine(of_readings(np.empty((0, 2))), np.empty(0, dtype=np.intp)).shape == (0, 2, 6)
