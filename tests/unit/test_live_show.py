"""When the screens are told: at once, if they have rested; on a clock that jumps from one wait to the next."""

import asyncio
from collections.abc import Callable, Coroutine
from types import SimpleNamespace
from typing import Any

import pytest

from sprue_server.live.pace import LEAST_S, Pace
from sprue_server.running import BEAT_S, Running


class Jumping(asyncio.SelectorEventLoop):
    """Time is what is waited for."""

    now_s = 1000.0

    def time(self) -> float:
        return self.now_s

    def _run_once(self) -> None:
        if not self._ready and self._scheduled:
            self.now_s = max(self.now_s, self._scheduled[0].when())
        super()._run_once()


class Told:
    """The screens: when they were told, and of which cells."""

    def __init__(self, takes_s: float = 0.0) -> None:
        self.pace, self.takes_s = Pace(), takes_s
        self.at: list[tuple[float, frozenset[str]]] = []

    async def send(self, changed: set[str]) -> None:
        self.at.append((asyncio.get_running_loop().time() - Jumping.now_s, frozenset(changed)))
        await asyncio.sleep(self.takes_s)


def told(
    days: Callable[[Running], Coroutine[Any, Any, None]], screens: Told
) -> list[tuple[float, frozenset[str]]]:
    """What the screens heard while the factory lived through that."""
    live = SimpleNamespace(cells={"imm-1": 0, "imm-2": 0}, take=set)
    hub: Any = SimpleNamespace(
        live=live, viewers=screens, eyes=None, process=None, gauges=None, delta=lambda changed: changed
    )

    async def run() -> None:
        running = Running(None, None, hub, (None, None))  # type: ignore[arg-type]
        showing = asyncio.create_task(running.show())
        await days(running)
        showing.cancel()

    with asyncio.Runner(loop_factory=Jumping) as runner:
        runner.run(run())
    return [(pytest.approx(at_s, abs=1e-6), cells) for at_s, cells in screens.at]


def test_a_change_after_a_rest_is_told_at_once():
    async def days(running: Running) -> None:
        await asyncio.sleep(0.7)
        running.stored(["imm-1"])  # type: ignore[list-item]
        await asyncio.sleep(0.01)

    assert told(days, Told()) == [(0.7, {"imm-1"})]


def test_changes_that_come_closer_are_told_together_as_often_as_the_pace_allows():
    async def days(running: Running) -> None:
        for step in range(18):
            running.stored([f"imm-{1 + step % 2}"])  # type: ignore[list-item]
            await asyncio.sleep(LEAST_S / 5)

    seen = told(days, Told())
    assert [at for at, _ in seen] == [0, LEAST_S, 2 * LEAST_S, 3 * LEAST_S]
    assert seen[1][1] == {"imm-1", "imm-2"}


def test_the_time_that_telling_takes_is_part_of_the_interval():
    async def days(running: Running) -> None:
        for _ in range(14):
            running.stored(["imm-1"])  # type: ignore[list-item]
            await asyncio.sleep(LEAST_S / 4)

    seen = told(days, Told(takes_s=0.2 * LEAST_S))
    assert [at for at, _ in seen] == [0, LEAST_S, 2 * LEAST_S, 3 * LEAST_S]


def test_after_a_telling_that_took_long_readings_have_three_times_as_long():
    async def days(running: Running) -> None:
        for _ in range(22):
            running.stored(["imm-1"])  # type: ignore[list-item]
            await asyncio.sleep(LEAST_S / 8)

    seen = told(days, Told(takes_s=0.5 * LEAST_S))
    assert [at for at, _ in seen] == [0, 2 * LEAST_S]


def test_a_stall_does_not_keep_the_screens_waiting_for_long():
    pace = Pace()
    assert pace.rest_s(0.5) == pytest.approx(2 * LEAST_S)
    pace.took(0.03)
    assert pace.rest_s(0.1) == pytest.approx(0.3)
    assert pace.rest_s(5.0) == pytest.approx(0.6)


def test_with_no_change_all_cells_are_told_every_two_seconds():
    async def days(_: Running) -> None:
        await asyncio.sleep(2.5 * BEAT_S)

    seen = told(days, Told())
    assert [cells for _, cells in seen] == [{"imm-1", "imm-2"}] * 2
    assert seen[0][0] == BEAT_S


def test_one_busy_cell_does_not_keep_the_others_from_being_told_of_every_two_seconds():
    async def days(running: Running) -> None:
        for _ in range(50):
            running.stored(["imm-1"])  # type: ignore[list-item]
            await asyncio.sleep(0.1)

    assert sum("imm-2" in cells for _, cells in told(days, Told())) == 2
