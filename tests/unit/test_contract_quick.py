"""The short way to read samples and the long one say the same, or the short one says nothing."""

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sprue_contract import messages
from sprue_contract.messages import MAX_ROWS, UnreadableError, message_bytes, read_message, row_text
from sprue_contract.quick import read_sample

LAYOUT = "0123456789abcdef"
VALUE = st.none() | st.integers(-(2**60), 2**60) | st.floats(allow_nan=False, allow_infinity=False)


def frames_of(width: int) -> st.SearchStrategy:
    frame = st.tuples(st.integers(0, 2**53 - 1), *[VALUE] * width).map(list)
    return st.lists(frame, min_size=1, max_size=6)


ROW = st.tuples(
    st.integers(1, 2**53 - 1),
    st.from_regex(r"[a-z0-9][a-z0-9-]{0,39}", fullmatch=True),
    st.integers(0, 2**53 - 1),
    st.integers(1, 4).flatmap(frames_of),
)


def text(rows: list, sent_us: int = 5) -> bytes:
    told = [
        row_text(seq, run, at, json.dumps({"layout": LAYOUT, "frames": frames}, separators=(",", ":")))
        for seq, run, at, frames in rows
    ]
    return message_bytes("gateway-1", "s-1", sent_us, told)


def the_long_way(payload: bytes, monkeypatch: pytest.MonkeyPatch) -> object:
    with monkeypatch.context() as patch:
        patch.setattr(messages, "read_sample", lambda *_: None)
        try:
            return read_message(payload, "sample")
        except UnreadableError as problem:
            return problem.reason


def as_told(payload: bytes) -> object:
    try:
        return read_message(payload, "sample")
    except UnreadableError as problem:
        return problem.reason


@given(rows=st.lists(ROW, min_size=1, max_size=4))
@settings(max_examples=150, deadline=None)
def test_what_a_gateway_writes_is_read_the_short_way_and_the_same(rows: list):
    payload = text(rows)
    assert read_sample(payload, MAX_ROWS) is not None
    with pytest.MonkeyPatch.context() as patch:
        long = the_long_way(payload, patch)
    short = read_message(payload, "sample")
    assert short == long
    assert [type(v) for row in short.rows for frame in row.body.frames for v in frame] == [
        type(v) for row in long.rows for frame in row.body.frames for v in frame
    ]


@given(seed=st.integers(0, 10**9), changes=st.integers(1, 4))
@settings(max_examples=400, deadline=None)
def test_whatever_is_changed_both_ways_say_the_same(seed: int, changes: int):
    chance = random.Random(seed)
    payload = bytearray(text([(7, "run-1", 1000, [[1000, 1.5, None], [2000, -3, 1e-7]])]))
    for _ in range(changes):
        at = chance.randrange(len(payload))
        match chance.randrange(3):
            case 0:
                payload[at] = chance.choice(b'0123456789.,-+eE[]{}":nulx \n')
            case 1:
                del payload[at]
            case _:
                payload[at:at] = chance.choice(
                    (b"0", b"9" * 20, b"[", b"]", b",", b"1e999", b"-", b"null", b".")
                )
    with pytest.MonkeyPatch.context() as patch:
        long = the_long_way(bytes(payload), patch)
    assert as_told(bytes(payload)) == long


@pytest.mark.parametrize(
    "frames",
    [
        "[[1,NaN]]",
        "[[1,1e999]]",
        "[[1,-1e999]]",
        "[[1.0,2]]",
        "[[-1,2]]",
        "[[1]]",
        "[[1,2],[1]]",
        "[[1,[2]]]",
        "[1,2]",
        "[[null,2]]",
        f"[[1,{'9' * 5000}]]",
        f"[[1,{'9' * 400}.0]]",
        "[[1,01]]",
        "[[1,1.]]",
        "[[1,+1]]",
        "[[9007199254740993,1]]",
        f"[{','.join(['[1,2]'] * 5001)}]",
        f"[[1,{','.join('2' * 501)}]]",
    ],
)
def test_numbers_and_shapes_at_the_edge(frames: str, monkeypatch: pytest.MonkeyPatch):
    body = f'{{"layout":"{LAYOUT}","frames":{frames}}}'
    payload = message_bytes("gateway-1", "s-1", 5, [row_text(1, "r", 1, body)])
    assert as_told(payload) == the_long_way(payload, monkeypatch)


@pytest.mark.parametrize("sent_us", [2**53 - 1, 2**53, 10**16])
@pytest.mark.parametrize("seq", [0, 1, 2**53 - 1, 2**53])
def test_times_and_numbers_of_rows_at_the_edge(sent_us: int, seq: int, monkeypatch: pytest.MonkeyPatch):
    payload = text([(seq, "r", 2**53 - 1, [[1, 2]])], sent_us)
    assert as_told(payload) == the_long_way(payload, monkeypatch)


def test_more_rows_than_a_message_may_have(monkeypatch: pytest.MonkeyPatch):
    payload = text([(1, "r", 1, [[1, 2]])] * (MAX_ROWS + 1))
    assert as_told(payload) == the_long_way(payload, monkeypatch) == "wrong-envelope"


def test_a_message_that_is_too_large_is_not_even_looked_at(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(messages, "MAX_BYTES", 10)
    assert as_told(text([(1, "r", 1, [[1, 2]])])) == "too-large"
