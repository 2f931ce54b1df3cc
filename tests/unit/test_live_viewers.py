"""The live stream's fan-out: encoded once, the same for all, the slow are let go, readings come first."""

import asyncio
import json
import resource

import pytest
from websockets.frames import Frame, Opcode
from websockets.protocol import CLIENT, OPEN, Protocol

from sprue_server.eye_views import EyesHealth
from sprue_server.health_views import HealthView
from sprue_server.live.pace import LEAST_S, MOST_S, SHARE, Pace
from sprue_server.live.room import viewers_that_fit
from sprue_server.live.viewers import BEHIND_S, SLICE, Viewer, Viewers
from sprue_server.live.wire import framed, goodbye
from sprue_server.views import LiveDelta, LiveSnapshot

COUNTS = ("cells_live", "cells_known", "inbox", "inbox_dropped", "quarantined", "rollup_behind")
MORE = ("viewers", "viewers_slow", "screens_every_s", "messages_per_s", "rows_per_s", "uptime_s")
HEALTH = HealthView(
    status="ok",
    reasons=[],
    broker="connected",
    store="ok",
    store_problem=None,
    gateways=[],
    version="test",
    eyes=EyesHealth(state="off", waiting=0, limit=0, inspected=0, skipped=0, failed=0, why=None),
    **dict.fromkeys((*COUNTS, *MORE), 0),
)


class Clock:
    """Stands until it is moved."""

    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


class Screen:
    """A wire that keeps what is written; `full`: what is written waits."""

    def __init__(self, clock: Clock, write_s: float = 0.0) -> None:
        self.clock, self.write_s = clock, write_s
        self.full, self.bytes, self.over = False, b"", False

    def write(self, frame: bytes) -> None:
        self.clock.now_s += self.write_s
        self.bytes += frame

    def hang_up(self, frame: bytes) -> None:
        self.write(frame)
        self.over = True

    def frames(self) -> list[Frame]:
        """As a browser's own reader of frames reads them."""
        reader = Protocol(CLIENT, state=OPEN)
        reader.receive_data(self.bytes)
        return reader.events_received()

    def read(self) -> list[tuple[str, int]]:
        told = [json.loads(frame.data) for frame in self.frames() if frame.opcode == Opcode.TEXT]
        return [(message["type"], message["seq"]) for message in told]


class Encoder:
    """Counts how often a change is encoded."""

    def __init__(self) -> None:
        self.encoded = 0

    def __call__(self, seq: int) -> LiveDelta:
        self.encoded += 1
        return LiveDelta(seq=seq, now_us=seq, health=None, cells=[])


def snapshot(seq: int) -> LiveSnapshot:
    return LiveSnapshot(seq=seq, now_us=0, health=HEALTH, cells=[])


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def viewers(clock: Clock) -> Viewers:
    return Viewers(clock, effort=clock)


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65_535, 65_536, 70_000])
def test_a_frame_is_read_as_it_was_written(size: int):
    screen = Screen(Clock())
    screen.write(framed("é" * (size // 2) + "x" * (size % 2)))
    [frame] = screen.frames()
    assert (frame.opcode, len(frame.data), frame.fin) == (Opcode.TEXT, size, True)


def test_a_goodbye_bears_its_code_and_reason():
    screen = Screen(Clock())
    screen.write(goodbye(1013, "too slow"))
    [frame] = screen.frames()
    assert (frame.opcode, frame.data) == (Opcode.CLOSE, b"\x03\xf5too slow")


async def test_a_viewer_begins_with_a_snapshot_and_misses_nothing_after_it(viewers: Viewers, clock: Clock):
    await viewers.send(Encoder())
    screen = Screen(clock)
    viewers.join(screen, snapshot)
    for _ in range(3):
        await viewers.send(Encoder())
    assert screen.read() == [("snapshot", 1), ("delta", 2), ("delta", 3), ("delta", 4)]


async def test_who_joins_while_others_are_being_told_misses_nothing_and_gets_nothing_twice(viewers, clock):
    for _ in range(3 * SLICE):
        viewers.join(Screen(clock), snapshot)
    sending = asyncio.create_task(viewers.send(Encoder()))
    await asyncio.sleep(0)  # the first slice
    late = Screen(clock)
    viewers.join(late, snapshot)
    await sending
    await viewers.send(Encoder())
    assert late.read() == [("snapshot", 1), ("delta", 2)]


async def test_readings_have_their_turn_while_many_are_being_told(viewers: Viewers, clock: Clock):
    for _ in range(10 * SLICE):
        viewers.join(Screen(clock), snapshot)
    turns = 0
    sending = asyncio.create_task(viewers.send(Encoder()))
    while not sending.done():
        await asyncio.sleep(0)
        turns += 1
    assert turns >= 10


async def test_a_change_is_encoded_once_for_two_hundred_viewers_and_the_slow_harm_nobody(viewers, clock):
    encoder, screens = Encoder(), [Screen(clock) for _ in range(200)]
    for screen in screens:
        viewers.join(screen, snapshot)
    slow, quick = screens[:20], screens[20:]
    for screen in slow:
        screen.full = True
    for _ in range(40):
        await viewers.send(encoder)
        clock.now_s += BEHIND_S / 20
    assert encoder.encoded == 40
    assert {len(screen.read()) for screen in quick} == {41}
    assert viewers.dropped == 20
    assert all(screen.over for screen in slow)
    assert not any(screen.over for screen in quick)
    assert {viewer.wire for viewer in viewers.all} == set(quick)


async def test_who_is_let_go_is_told_why(viewers: Viewers, clock: Clock):
    screen = Screen(clock)
    viewer = viewers.join(screen, snapshot)
    screen.full = True
    for _ in range(3):
        await viewers.send(Encoder())
        clock.now_s += BEHIND_S
    assert screen.frames()[-1].data == b"\x03\xf5too slow; connect again"
    assert not viewer.waiting
    assert viewers.dropped == 1, "a viewer is let go once"


async def test_who_catches_up_in_time_gets_all_of_it_in_order_and_stays(viewers: Viewers, clock: Clock):
    screen = Screen(clock)
    viewer = viewers.join(screen, snapshot)
    for round_ in range(5):
        screen.full = True
        for _ in range(3):
            clock.now_s += BEHIND_S / 4
            await viewers.send(Encoder())
        screen.full = False
        viewer.goes_on()
        assert len(screen.read()) == 1 + 3 * (round_ + 1)
    assert [seq for _, seq in screen.read()] == list(range(16))
    assert viewers.dropped == 0


def test_what_waits_goes_out_only_while_there_is_room(clock: Clock):
    screen = Screen(clock)
    viewer = Viewer(screen)
    screen.full = True
    for _ in range(3):
        assert viewer.offer(b"x", 0.0)
    screen.full = False
    screen.write = lambda _frame: setattr(screen, "full", True)
    viewer.goes_on()
    assert len(viewer.waiting) == 2


def test_what_is_new_does_not_overtake_what_waits(clock: Clock):
    screen = Screen(clock)
    viewer = Viewer(screen)
    screen.full = True
    viewer.offer(b"1", 0.0)
    screen.full = False
    viewer.offer(b"2", 0.0)
    viewer.goes_on()
    assert screen.bytes == b"12"


async def test_nothing_is_encoded_for_nobody(viewers: Viewers):
    encoder = Encoder()
    await viewers.send(encoder)
    assert encoder.encoded == 0
    assert viewers.seq == 1


@pytest.mark.parametrize("times", [1, 2])
async def test_a_viewer_may_leave_at_any_time(viewers: Viewers, clock: Clock, times: int):
    screen = Screen(clock)
    viewer = viewers.join(screen, snapshot)
    for _ in range(times):
        viewers.leave(viewer)
    await viewers.send(Encoder())
    assert screen.read() == [("snapshot", 0)]


async def test_who_leaves_while_others_are_being_told_gets_nothing_more(viewers: Viewers, clock: Clock):
    screens = [Screen(clock) for _ in range(2 * SLICE)]
    joined = [viewers.join(screen, snapshot) for screen in screens]
    sending = asyncio.create_task(viewers.send(Encoder()))
    await asyncio.sleep(0)
    for viewer in joined:
        viewers.leave(viewer)
    await sending
    assert sum(len(screen.read()) for screen in screens) == 2 * SLICE + SLICE


async def test_the_more_time_screens_take_the_less_often_they_are_told(viewers: Viewers, clock: Clock):
    for _ in range(400):
        viewers.join(Screen(clock, write_s=0.0005), snapshot)
    await viewers.send(Encoder())
    assert viewers.pace.every_s == pytest.approx(400 * 0.0005 / SHARE)
    for viewer in list(viewers.all):
        viewers.leave(viewer)
    for _ in range(100):
        await viewers.send(Encoder())
    assert viewers.pace.every_s == pytest.approx(LEAST_S)


async def test_what_others_do_in_between_does_not_count_as_the_screens_time(viewers: Viewers, clock: Clock):
    for _ in range(4 * SLICE):
        viewers.join(Screen(clock), snapshot)
    sending = asyncio.create_task(viewers.send(Encoder()))
    while not sending.done():
        await asyncio.sleep(0)
        clock.now_s += 1.0
    assert viewers.pace.every_s == LEAST_S


def test_the_pace_is_slower_at_once_quicker_step_by_step_and_has_bounds():
    pace = Pace()
    pace.took(100.0)
    assert pace.every_s == MOST_S
    seen = [pace.every_s]
    for _ in range(60):
        pace.took(0.0)
        seen.append(pace.every_s)
    assert seen == sorted(seen, reverse=True)
    assert seen[1] > MOST_S / 2
    assert seen[-1] == pytest.approx(LEAST_S, rel=1e-3)


def test_a_hub_is_full_when_one_more_viewer_would_take_what_it_needs_itself(clock: Clock):
    viewers = Viewers(clock, most=2)
    viewers.join(Screen(clock), snapshot)
    assert not viewers.full
    second = viewers.join(Screen(clock), snapshot)
    assert viewers.full
    viewers.leave(second)
    assert not viewers.full


@pytest.mark.parametrize(("hard", "fit"), [(20_000, 19_500), (1_024, 524), (600, 300), (-1, 20_000)])
def test_as_many_viewers_fit_as_files_may_be_open_less_what_the_hub_needs(monkeypatch, hard: int, fit: int):
    limits = [(256, hard)]
    monkeypatch.setattr(resource, "getrlimit", lambda _: limits[-1])
    monkeypatch.setattr(resource, "setrlimit", lambda _, wanted: limits.append(wanted))
    assert resource.RLIM_INFINITY == -1
    assert viewers_that_fit() == fit
    assert limits[-1] == (fit + min(500, fit), hard)
