"""The line before the planner: short jobs first, an answer for all, whatever becomes of the process."""

import asyncio
import json
import sys
from contextlib import suppress
from datetime import date

import psutil
import pytest

from sprue_server.content.shelves import shelves
from sprue_server.inspecting.process import WorkerError
from sprue_server.planning.desk import PlanDesk
from sprue_server.planning.jobs import Job, Told, done
from sprue_server.roadmap_views import RoadMapIn

DAY = date(2026, 11, 30)


def job(kind: str = "plan", conditions: list[str] | None = [], budget_eur: float = 20_000) -> Job:  # noqa: B006
    """A wish of the example firm."""
    asked = RoadMapIn(conditions=conditions, budget_eur=budget_eur)
    return Job(kind=kind, folders=tuple(shelves()), day=DAY, asked=asked)


async def works(desk: PlanDesk, asks) -> list:
    """Ask while the desk works."""
    async with asyncio.TaskGroup() as group:
        line = group.create_task(desk.work())
        try:
            return await asyncio.wait_for(asks(), 60)
        finally:
            line.cancel()
            with suppress(asyncio.CancelledError):
                await line
            await desk.end()


async def comes(desk: PlanDesk) -> None:
    """Who asks calls it, after its rest."""
    while not desk.ready:
        await desk.told(job("effects"))


async def ready(desk: PlanDesk) -> None:
    """The first job calls the process."""
    await desk.told(job())
    async with asyncio.timeout(30):
        await comes(desk)


@pytest.mark.parametrize("kind", ["plan", "effects"])
def test_the_process_says_what_the_hub_itself_would_say(kind):
    desk = PlanDesk()

    async def asks():
        first = await desk.told(job(kind))
        await ready(desk)
        return [first, await desk.told(job(kind))]

    here, there = asyncio.run(works(desk, asks))
    assert desk.process.started == 1
    assert json.loads(here) == json.loads(there) == json.loads(done(job(kind)).text)


class Slow:
    """A process that notes what it is given, and answers when it is let."""

    pid = None

    def __init__(self, fails: int = 0, off: int = 0) -> None:
        self.given: list[Job] = []
        self.may, self.fails, self.off, self.heard, self.ended = asyncio.Event(), fails, off, 0, 0

    async def send(self, job: Job, limit_s: float) -> None:  # noqa: ARG002  # as a pipe's
        self.given.append(job)

    async def hear(self, limit_s: float) -> Told:  # noqa: ARG002  # as a pipe's
        await self.may.wait()
        if self.fails:
            self.fails -= 1
            raise WorkerError("died")
        job = self.given[self.heard]
        self.heard += 1
        return Told(text=f"{job.asked.budget_eur:.0f}", number=job.number + self.off)

    async def end(self) -> None:
        self.ended += 1


def test_short_jobs_go_before_long_ones_and_each_gets_its_own_answer():
    async def asks():
        desk.process, desk.ready = Slow(), True
        first = asyncio.create_task(desk.told(job(budget_eur=1)))
        await asyncio.sleep(0)
        wished = [(2, None), (3, []), (4, None), (5, ["energy"])]
        rest = [asyncio.create_task(desk.told(job("plan", first, eur))) for eur, first in wished]
        gone = asyncio.create_task(desk.told(job(budget_eur=6)))
        await asyncio.sleep(0)
        gone.cancel()
        desk.process.may.set()
        return await asyncio.gather(first, *rest)

    desk = PlanDesk()
    assert asyncio.run(works(desk, asks)) == ["1", "2", "3", "4", "5"]
    assert [one.asked.budget_eur for one in desk.process.given] == [1, 3, 5, 2, 4], "6 had gone"


@pytest.mark.parametrize("broken", [{"fails": 1}, {"off": 1}], ids=["it dies", "it answers another's job"])
def test_whoever_waits_when_the_process_fails_is_answered_by_the_hub(broken):
    async def asks():
        desk.process, desk.ready = Slow(**broken), True
        all_ = [asyncio.create_task(desk.told(job(budget_eur=eur))) for eur in (1_000, 30_000, 5_000)]
        await asyncio.sleep(0)
        desk.process.may.set()
        return await asyncio.gather(*all_)

    desk = PlanDesk()
    told = asyncio.run(works(desk, asks))
    assert [json.loads(one)["budget_eur"] for one in told] == [1_000, 30_000, 5_000]
    assert (len(desk.process.given), desk.process.ended) == (3, 2), "ended after it failed, and at the end"


def test_a_process_that_is_killed_is_called_again():
    desk = PlanDesk()

    async def asks():
        await ready(desk)
        psutil.Process(desk.process.pid).kill()
        told = await desk.told(job())
        async with asyncio.timeout(30):
            await comes(desk)
        return json.loads(told)["budget_eur"]

    assert asyncio.run(works(desk, asks)) == 20_000
    assert desk.process.started == 2


def test_without_a_process_the_hub_reckons():
    desk = PlanDesk((sys.executable, "-c", "raise SystemExit(3)"))

    async def asks():
        return [json.loads(await desk.told(job(budget_eur=eur)))["budget_eur"] for eur in (1_000, 2_000, 3_000)]

    assert asyncio.run(works(desk, asks)) == [1_000, 2_000, 3_000]
