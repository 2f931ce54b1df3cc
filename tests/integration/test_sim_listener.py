"""Who only listens to a machine neither holds it back nor drives it on."""

import asyncio

from sprue_sim import library
from sprue_sim.clock import MachineClock
from sprue_sim.live import AHEAD, Live
from sprue_sim.machine import Machine
from sprue_sim.schedule import HOUR_US
from sprue_sim.told import Told

START = 1_795_000_000_000_000


def machine(clock: MachineClock) -> Live:
    return Live(Machine(library.preset("bottle-cap"), "Caps", 3, START), clock)


async def test_a_machine_that_catches_up_waits_for_its_reader_although_somebody_listens():
    live = machine(MachineClock(START, START + 168 * HOUR_US, wall_s=lambda: 0.0))
    heard: list[Told] = []
    live.listen(heard.append)
    work = asyncio.create_task(live.work())
    before = -1
    while before != live.told:
        before = live.told
        for _ in range(20):
            await asyncio.sleep(0)
    assert AHEAD <= len(heard) == live.told < AHEAD + 20
    assert heard[0].kind == "birth"
    work.cancel()


async def test_a_machine_in_step_with_the_clock_is_heard_without_any_reader():
    loop = asyncio.get_running_loop()
    live = machine(MachineClock(START, START, 1000, loop.time, loop.time(), fixed=True))
    enough = asyncio.Event()
    heard: list[Told] = []

    def hear(told: Told) -> None:
        heard.append(told)
        if len(heard) > AHEAD:
            enough.set()

    live.listen(hear)
    work = asyncio.create_task(live.work())
    await enough.wait()
    moments = [told.measured_us for told in heard]
    assert moments == sorted(moments)
    work.cancel()
