"""What passes by, for the page under the hood."""

import pytest

from sprue_server.inbox import Letter
from sprue_server.traffic import MOST, SHOWN, Traffic

S = 1_000_000


def letter(topic: str, at_s: float, payload: bytes = b"x" * 100, *, retained: bool = False) -> Letter:
    return Letter(topic, payload, retained, int(at_s * S))


def test_a_steady_topic_shows_its_rate_and_fades_when_it_falls_silent():
    traffic = Traffic()
    for tenth in range(1000):
        traffic.count(letter("t", tenth / 10))
    (busy,) = traffic.views(100 * S)
    assert busy.per_s == pytest.approx(10, rel=0.05)
    assert busy.bytes_per_s == pytest.approx(1000, rel=0.05)
    (silent,) = traffic.views(200 * S)
    assert silent.per_s < 0.01
    assert (silent.count, round(silent.age_s)) == (1000, 100)


def test_the_newest_payload_is_shown_up_to_its_first_two_kilobytes():
    traffic = Traffic()
    traffic.count(letter("t", 1, b"old"))
    traffic.count(letter("t", 2, "é".encode() * 2000 + b"\xff", retained=True))
    (view,) = traffic.views(2 * S)
    assert view.last == "é" * (SHOWN // 2)
    assert view.retained is True


def test_whoever_invents_topics_cannot_fill_the_memory_nor_push_out_who_speaks():
    traffic = Traffic()
    for number in range(3 * MOST):
        traffic.count(letter(f"invented/{number}", number))
        traffic.count(letter("steady", number))
    names = [view.topic for view in traffic.views(0)]
    assert len(names) == MOST
    assert "steady" in names
