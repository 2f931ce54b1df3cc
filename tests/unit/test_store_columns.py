"""Compressed columns give back every bit, and frames and roll-ups every channel that is asked for."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sprue_server.store import columns
from sprue_server.store.blocks import pack_buckets, pack_frames, unpack_buckets, unpack_frames
from sprue_server.store.frames import (
    HALF_US,
    Bundle,
    Frames,
    Half,
    body_of,
    bundled,
    in_time,
    joined_frames,
    minutes_of,
    unbundled,
)
from sprue_server.store.roll_reading import buckets_in

anything = st.floats(width=64) | st.floats(-1e4, 1e4).map(lambda value: round(value, 2)) | st.just(-0.0)
tables = st.integers(1, 40).flatmap(
    lambda rows: st.integers(1, 6).flatmap(lambda wide: arrays(np.float64, (rows, wide), elements=anything))
)


@given(tables, arrays(np.int64, st.integers(1, 40)))
def test_every_bit_of_every_column_comes_back(table, whole):
    body = columns.pack([*table.T, whole])
    assert columns.width(body) == table.shape[1] + 1
    *found, last = columns.unpack(body, range(table.shape[1] + 1))
    assert [column.tobytes() for column in found] == [column.tobytes() for column in table.T]
    assert last.tobytes() == whole.tobytes()


def test_steady_signals_with_two_decimals_take_a_fraction_of_their_bytes():
    drawn = np.random.default_rng(1).normal(200, 5, (1800, 25)).round(2)
    assert len(columns.pack([*drawn.T])) < 1.7 * drawn.size


def test_a_body_that_is_cut_is_no_answer():
    body = columns.pack([np.arange(100), np.arange(100.0)])
    for cut in (0, 3, 9, len(body) - 5):
        with pytest.raises((ValueError, RuntimeError, TypeError)):
            columns.unpack(body[:cut], [1])


@given(tables, st.lists(st.integers(-1, 7), max_size=8))
def test_frames_give_the_channels_that_are_asked_for(table, which):
    moments = np.arange(len(table), dtype=np.int64) * 1_000_000
    packed = pack_frames(Frames(moments, moments // 7, table))
    found = unpack_frames(packed, which)
    assert found.moments.tolist() == moments.tolist()
    assert found.seqs.tolist() == (moments // 7).tolist()
    for place, column in zip(which, found.values.T, strict=True):
        there = 0 <= place < table.shape[1]
        np.testing.assert_array_equal(column, table[:, place] if there else np.full(len(table), np.nan))


def test_roll_ups_give_the_channels_that_are_asked_for_and_nothing_counted_for_others():
    summary = np.arange(3 * 2 * 6, dtype=float).reshape(3, 2, 6)
    begins = np.array([10, 20, 30])
    packed = pack_buckets(begins, summary)
    found, values = unpack_buckets(packed, [1, -1, 0])
    assert found.tolist() == [10, 20, 30]
    np.testing.assert_array_equal(values[:, [0, 2]], summary[:, [1, 0]])
    assert values[:, 1, -1].tolist() == [0, 0, 0]
    np.testing.assert_array_equal(unpack_buckets(packed)[1], summary)


moments_in_a_half = st.lists(st.integers(0, HALF_US - 1), min_size=1, max_size=4)


@given(st.lists(moments_in_a_half, min_size=1, max_size=6), st.integers(1, 3))
def test_a_packed_half_hour_becomes_the_bundles_that_it_was(records, channels):
    half = Half(3, 7 * HALF_US)
    sent = []
    for seq, moments in enumerate(records, 1):
        at = np.array(sorted(moments), dtype=np.int64) + half.half_us
        values = np.arange(len(at) * channels, dtype=float).reshape(-1, channels) + seq
        sent.append(Bundle(*half, seq, len(at), body_of(at, values)))
    loose = in_time(unbundled([(one.seq, one.frames, one.body) for one in sent]))
    again = list(bundled(half, unpack_frames(pack_frames(loose))))
    assert again == sent


def test_minutes_of_bundles_are_told_once_per_stream_but_not_those_that_are_purged():
    at = np.array([0, 1, 59_999_999, 60_000_000, 180_000_000], dtype=np.int64)
    some = [Bundle(stream, 0, 1, 5, body_of(at, np.zeros((5, 2)))) for stream in (2, 1, 2)]
    assert minutes_of(some, {1: 60_000_000, 3: 1}) == [
        (1, 60_000_000),
        (1, 180_000_000),
        (2, 0),
        (2, 60_000_000),
        (2, 180_000_000),
    ]


def test_frames_of_different_widths_are_read_together():
    narrow = body_of(np.array([1]), np.array([[5.0]]))
    wide = body_of(np.array([2]), np.array([[6.0, 7.0]]))
    found = unbundled([(1, 1, narrow), (2, 1, wide)])
    np.testing.assert_array_equal(found.values, [[5, np.nan], [6, 7]])
    assert joined_frames([], 3).values.shape == (0, 3)


def test_buckets_come_in_order_of_time_however_their_rows_come():
    rows = [(begin, np.full((1, 6), float(begin)).tobytes()) for begin in (40, 10, 30, 20)]
    packed = (None, pack_buckets(np.array([5, 25]), np.ones((2, 1, 6))))
    for some, wanted in ((rows, [20, 30]), ([*rows, packed], [20, 25, 30])):
        begins, summary = buckets_in(some, (15, 40))
        assert begins.tolist() == wanted
        assert summary[begins == 30, 0, 0] == 30
