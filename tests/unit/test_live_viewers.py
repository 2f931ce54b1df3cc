"""The live stream's fan-out: encoded once, everybody gets the same, the slow are let go."""

import json

import pytest

from sprue_server.live.viewers import ROOM, Viewer, Viewers
from sprue_server.views import HealthView, LiveDelta, LiveSnapshot

COUNTS = ("cells_live", "cells_known", "inbox", "inbox_dropped", "quarantined", "rollup_behind", "viewers")
RATES = ("messages_per_s", "rows_per_s", "uptime_s")
HEALTH = HealthView(
    status="ok",
    reasons=[],
    broker="connected",
    store="ok",
    store_problem=None,
    gateways=[],
    version="test",
    **dict.fromkeys((*COUNTS, *RATES), 0),
)


class Encoder:
    """Counts how often a change is encoded."""

    def __init__(self) -> None:
        self.encoded = 0

    def __call__(self, seq: int) -> LiveDelta:
        self.encoded += 1
        return LiveDelta(seq=seq, now_us=seq, health=None, cells=[])


def snapshot(seq: int) -> LiveSnapshot:
    return LiveSnapshot(seq=seq, now_us=0, health=HEALTH, cells=[])


def read(viewer: Viewer) -> list[dict]:
    return [json.loads(viewer.queue.get_nowait()) for _ in range(viewer.queue.qsize())]


async def test_a_viewer_begins_with_a_snapshot_and_misses_nothing_after_it():
    viewers = Viewers()
    viewers.send(Encoder())
    viewer = viewers.join(snapshot)
    for _ in range(3):
        viewers.send(Encoder())
    assert [(told["type"], told["seq"]) for told in read(viewer)] == [
        ("snapshot", 1),
        ("delta", 2),
        ("delta", 3),
        ("delta", 4),
    ]


async def test_a_change_is_encoded_once_for_two_hundred_viewers_and_the_slow_harm_nobody():
    viewers, encoder = Viewers(), Encoder()
    all_of_them = [viewers.join(snapshot) for _ in range(200)]
    slow, quick = all_of_them[:20], all_of_them[20:]
    heard = dict.fromkeys(quick, 0)
    for _ in range(40):
        viewers.send(encoder)
        for viewer in quick:
            heard[viewer] += len(read(viewer))
    assert encoder.encoded == 40
    assert set(heard.values()) == {41}
    assert viewers.dropped == 20
    assert all(viewer.slow.is_set() for viewer in slow)
    assert not any(viewer.slow.is_set() for viewer in quick)
    assert viewers.all == set(quick)


async def test_what_waits_for_a_viewer_is_bounded():
    viewers = Viewers()
    viewer = viewers.join(snapshot)
    for _ in range(10 * ROOM):
        viewers.send(Encoder())
    assert viewer.queue.qsize() == ROOM
    assert viewers.dropped == 1, "a viewer is let go once"


async def test_nothing_is_encoded_for_nobody():
    viewers, encoder = Viewers(), Encoder()
    viewers.send(encoder)
    assert encoder.encoded == 0
    assert viewers.seq == 1


@pytest.mark.parametrize("times", [1, 2])
async def test_a_viewer_may_leave_at_any_time(times: int):
    viewers = Viewers()
    viewer = viewers.join(snapshot)
    for _ in range(times):
        viewers.leave(viewer)
    viewers.send(Encoder())
    assert len(read(viewer)) == 1
