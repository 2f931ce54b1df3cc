"""Messages are read, or set aside with a reason; nothing a sender writes stops the hub."""

import base64
import gc
import json
import sys
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sprue_contract.topics import ROOT
from sprue_server.inbox import Letter
from sprue_server.ingest import Ingest, sort_out
from sprue_server.link import ranges

LAYOUT = "0123456789abcdef"
SAMPLE = {"layout": LAYOUT, "frames": [[1_000_000, 1.5, None]]}
EVENT = {"what": "note", "name": "hello"}
SHOT = {"started_us": 0, "counter": 1, "values": {}}
CURVE = {"name": "c", "unit": "bar", "period_s": 1, "step": 1, "count": 3, "data": "AAAA"}
IMAGE = {
    "camera": "top",
    "media_type": "image/png",
    "sha256": "0" * 64,
    "data": base64.b64encode(b"picture").decode(),
}
MEASURED = {"inspector": "scales", "origin": "real", "values": {}}


def message(body: Any, seq: int = 7, **other: Any) -> bytes:
    row = {"seq": seq, "run": "r1", "measured_us": 1_000_000, "body": body}
    told = {"v": 1, "gateway": "gw", "session": "s1", "sent_us": 5, "rows": [row]}
    return json.dumps(told | other).encode()


def letter(payload: bytes, kind: str = "event", topic: str | None = None) -> Letter:
    return Letter(topic or f"{ROOT}/gw/imm-1/{kind}", payload, retained=False, arrived_us=9)


MALFORMED = [
    ("unknown-topic", letter(message(EVENT), topic=f"{ROOT}/gw/imm-1/rumour")),
    ("unknown-topic", letter(message(EVENT), topic="elsewhere/gw/imm-1/event")),
    ("unknown-topic", letter(message(EVENT), topic=f"{ROOT}/gw/Press One/event")),
    ("wrong-topic", letter(message(EVENT, gateway="another"))),
    ("not-utf8", letter(b"\xff\xfe")),
    ("not-json", letter(b"{oops")),
    ("not-json", letter(b"9" * 5000)),
    ("not-finite", letter(message(EVENT).replace(b'"v": 1', b'"v": NaN'))),
    ("duplicate-key", letter(b'{"v":1,"v":1}')),
    ("too-deep", letter(b"[" * 100_000)),
    ("too-large", letter(b" " * 8_000_001)),
    ("wrong-version", letter(message(EVENT, v=2))),
    ("wrong-envelope", letter(message(EVENT, session="Not A Slug"))),
    ("wrong-envelope", letter(message(EVENT, rows=[]))),
    ("wrong-envelope", letter(b"[1, 2]")),
    ("wrong-body", letter(message({"what": "rumour", "name": "x"}))),
    ("wrong-body", letter(message(EVENT | {"text": "\ud800"}))),
    ("wrong-body", letter(message(SAMPLE | {"frames": [[1, 2], [3]]}), "sample")),
    ("wrong-body", letter(message(SAMPLE | {"frames": [[2**60, 1]]}), "sample")),
    ("wrong-body", letter(message(SAMPLE | {"frames": [[1, 10**400]]}), "sample")),
    ("wrong-body", letter(message(SAMPLE).replace(b"1.5", b"1e999"), "sample")),
    ("wrong-body", letter(message(SHOT | {"curves": [CURVE]}), "shot")),
    ("wrong-body", letter(message(SHOT | {"curves": [CURVE | {"data": "#"}]}), "shot")),
    ("wrong-body", letter(message(IMAGE), "image")),
    ("wrong-body", letter(message(IMAGE | {"data": "#"}), "image")),
    ("wrong-body", letter(message(MEASURED | {"shot_counter": 2**70}), "measurement")),
    ("wrong-body", letter(b'{"v":1}', topic=f"{ROOT}/gw/status")),
    ("wrong-body", letter(b'"online"', topic=f"{ROOT}/gw/status")),
]


def names(case: Any) -> str:
    return case if isinstance(case, str) else f"{case.topic[-12:]} {case.payload[:24]!r}"


@pytest.mark.parametrize(("reason", "bad"), MALFORMED, ids=names)
def test_what_cannot_be_read_is_set_aside_with_its_reason(reason: str, bad: Letter):
    good = letter(message(EVENT))
    batch = sort_out([good, bad, good])
    assert [misfit.problem.reason for misfit in batch.misfits] == [reason]
    assert len(batch.arrivals) == len(batch.parcels) == 2


class Gateway:
    """Remembers what it was told."""

    def __init__(self) -> None:
        self.receipts: list[tuple[str, str, list[int]]] = []

    def receipt(self, gateway: str, session: str, seqs: list[int]) -> None:
        self.receipts.append((gateway, session, seqs))

    def rebirth(self, gateway: str, cell: str, reason: str) -> None:
        raise AssertionError((gateway, cell, reason))


def receipted(*letters: Letter) -> list[tuple[str, str, list[int]]]:
    gateway = Gateway()
    Ingest(None, None, gateway)._receipt(sort_out(letters))
    return gateway.receipts


@pytest.mark.parametrize(("reason", "bad"), MALFORMED, ids=names)
def test_what_cannot_be_read_is_receipted_as_far_as_it_can_be_told(reason: str, bad: Letter):
    if reason in {"wrong-topic", "wrong-body", "wrong-version"} and "status" not in bad.topic:
        assert receipted(bad) == [("gw", "s1", [7])]
    else:  # no gateway, no session that is one, or no seq: nobody waits for this receipt
        assert [seqs for _, _, seqs in receipted(bad) if seqs] == []


def test_stored_and_unreadable_rows_of_a_session_are_receipted_together():
    good, bad = letter(message(EVENT, seq=1)), letter(message({}, seq=2))
    assert receipted(good, bad) == [("gw", "s1", [1, 2])]


def test_a_retained_message_that_is_taken_back_is_no_message():
    batch = sort_out([letter(b"", "birth"), letter(b"", topic=f"{ROOT}/gw/status")])
    assert not any(batch)


@pytest.mark.parametrize(
    ("spoilt", "reason"),
    [({"v": 2}, "wrong-version"), ({"gateway": "other"}, "wrong-topic"), ({"sent_us": -1}, "wrong-body")],
)
def test_a_status_is_checked_as_strictly_as_a_row(spoilt: dict[str, Any], reason: str):
    told = {"v": 1, "gateway": "gw", "session": "s1", "sent_us": 3, "status": {"state": "online"}}
    topic = f"{ROOT}/gw/status"
    (word,) = sort_out([letter(json.dumps(told).encode(), topic=topic)]).words
    assert (word.gateway, word.session, word.sent_us, word.status.state) == ("gw", "s1", 3, "online")
    (misfit,) = sort_out([letter(json.dumps(told | spoilt).encode(), topic=topic)]).misfits
    assert misfit.problem.reason == reason


@settings(deadline=None, max_examples=40)
@given(st.binary(max_size=200), st.sampled_from(["birth", "sample", "shot", "image", "measurement", "event"]))
def test_no_bytes_whatever_stop_the_sorting(payload: bytes, kind: str):
    batch = sort_out([letter(payload, kind)])
    assert len(batch.misfits) == (1 if payload else 0)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.integers(1, 60)))
def test_ranges_name_exactly_the_rows_that_are_stored(seqs: list[int]):
    found = ranges(seqs)
    assert [seq for low, high in found for seq in range(low, high + 1)] == sorted(set(seqs))
    assert all(before[1] + 1 < after[0] for before, after in pairwise(found))


def test_what_cannot_be_read_keeps_nothing_alive():
    """A misfit's traceback would know the batch that it is in: a cycle around a thousand payloads."""

    payload = b'{"v":1,"rows":' + b"x" * 10_000
    letters = [Letter("sprue/v1/gw/imm-1/sample", payload, retained=False, arrived_us=1)]
    before = sys.getrefcount(payload)
    gc.disable()
    try:
        batch = sort_out(letters)
        assert batch.misfits[0].problem.__traceback__ is None
        assert batch.misfits[0].problem.__cause__ is None
        assert sys.getrefcount(payload) > before
        del batch
        assert sys.getrefcount(payload) == before, "freed at once, without a search for cycles"
    finally:
        gc.enable()
