"""Lines from a simulated machine: what is kept must be readable at the hub."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sprue_contract.messages import message_bytes, read_message, row_text
from sprue_contract.payloads import Sample
from sprue_edge.face_reader import read_record
from sprue_edge.intake import Draft
from sprue_edge.reading import SourceError

LAYOUT = "0123456789abcdef"
ODD = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 2**54), st.floats(), st.text(max_size=2), st.lists(st.none())
)
TIME = st.one_of(st.integers(0, 2**52), ODD)
FRAMES = st.lists(
    st.one_of(st.builds(lambda time, rest: [time, *rest], TIME, st.lists(ODD, max_size=3)), ODD), max_size=3
)


def line(kind="sample", **changes):
    body = {"layout": LAYOUT, "frames": [[5, 1.5, None]]}
    return json.dumps(
        {"position": 1, "kind": kind, "run": "r", "measured_us": 5, "body": body, **changes}
    ).encode()


@given(frames=FRAMES)
def test_the_quick_check_of_frames_lets_nothing_through_that_the_contract_refuses(frames):
    body = {"layout": LAYOUT, "frames": frames}
    try:
        _, reading = read_record(line(body=body))
    except ValueError:
        return
    Sample.model_validate(body)
    draft = Draft("live", "c", "s", "sample", "r", 5, reading.layout, [reading.body], 1, None)
    message = read_message(message_bytes("g", "s", 1, [row_text(1, "r", 5, draft.body())]), "sample")
    assert message.rows[0].body.frames == frames


@given(
    frames=st.lists(
        st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=2, max_size=2), min_size=1
    )
)
def test_frames_that_the_contract_takes_are_kept(frames):
    whole = [[at, *frame] for at, frame in enumerate(frames)]
    _, reading = read_record(line(body={"layout": LAYOUT, "frames": whole}))
    assert json.loads(f"[{reading.body}]") == whole
    assert reading.frames == len(whole)


@pytest.mark.parametrize(
    "changes",
    [
        {"position": 0.5},
        {"run": "Not A Slug"},
        {"measured_us": -1},
        {"kind": "weather"},
        {"body": {"layout": "x", "frames": [[1, 2]]}},
        {"body": {"layout": LAYOUT, "frames": [[1, float("nan")]]}},
        {"body": {"layout": LAYOUT, "frames": [[1, 2]], "more": 1}},
        {"kind": "shot", "body": {"started_us": 1, "counter": -1, "values": {}}},
    ],
)
def test_a_record_that_the_hub_could_not_read_is_refused_here(changes):
    with pytest.raises(ValueError, match=r"\w"):
        read_record(line(**changes))


def test_what_is_no_json_is_refused():
    with pytest.raises(ValueError, match="Expecting"):
        read_record(b"hello")


def test_a_missing_key_is_named():
    with pytest.raises(ValueError, match="no 'position' in it"):
        read_record(b'{"kind": "shot"}')


def test_a_refusal_is_told_in_the_simulators_words():
    with pytest.raises(SourceError, match="no machine of that name"):
        read_record(b'{"refused": "no machine of that name"}')


def test_the_contracts_own_mistake_type_is_a_value_error():
    assert issubclass(ValidationError, ValueError)
