"""Cells lent to visitors: each has one, each ends, nothing stays; and what their gateways may do."""

import asyncio
import sys
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import psutil
import pytest
import yaml

from sprue_cli import processes
from sprue_contract.control import TOKEN_SETTING, FaultWish
from sprue_contract.refusals import RefusalView, refusal
from sprue_contract.sandbox import BROKER_SETTING, LASTS_MIN, POOL, SandboxWish, sandbox_names
from sprue_sim import sandbox_gateway
from sprue_sim.faces.lines import Face
from sprue_sim.live import Live
from sprue_sim.orders import Refused
from sprue_sim.sandbox import FullError, Pool
from sprue_sim.sandbox_gateway import DEATHS, Gateways, start, why_none


class Time:
    """Half an hour passes when the test says so; shorter rests take no time."""

    def __init__(self) -> None:
        self.over = asyncio.Event()
        self.rests: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.rests.append(seconds)
        if seconds == LASTS_MIN * 60:
            await self.over.wait()


class Child:
    """A gateway that runs until it is told to end; one with a code dies by itself."""

    stdout = None

    def __init__(self, code: int | None = None) -> None:
        self.returncode, self.ended = code, asyncio.Event()
        if code is not None:
            self.ended.set()

    def terminate(self) -> None:
        self.returncode = 0
        self.ended.set()

    async def wait(self) -> int:
        await self.ended.wait()
        return self.returncode


@asynccontextmanager
async def pool(folder, spawn=None, count: int = POOL, why_not: RefusalView | None = None):
    time, children = Time(), []

    async def child(_command, _environment):
        children.append(Child())
        return children[-1]

    gateways = Gateways("127.0.0.1:1", folder, spawn or child)
    gateways.why_not = why_not
    desk = Pool(sandbox_names(count), Face({}), {}, gateways)
    desk.sleep = time.sleep
    work = asyncio.create_task(desk.work())
    await asyncio.sleep(0)
    try:
        yield desk, time, children
    finally:
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)
        assert desk.lent == {}
        assert not folder.exists()


def wish(number: int = 1, machine: str = "toy-gear") -> SandboxWish:
    return SandboxWish(machine=machine, owner=f"{number:064x}")


async def until(true) -> None:
    """Real processes and threads end in their own time."""

    async def look() -> bool:
        return bool(true())

    assert await processes.until(look, 20, 0.005)


async def test_a_borrowed_press_has_a_name_in_every_language_and_no_slug(tmp_path):
    async with pool(tmp_path) as (desk, _, _):
        desk.take(wish(1))
        told = desk.take(wish(2)).live.machine.birth(1.0).body
        assert told["title"] == "Borrowed press 2: Toy gears"
        assert {language: one["title"] for language, one in told["translations"].items()} == {
            "es": "Prensa prestada 2: Engranajes de juguete",
            "ca-valencia": "Premsa prestada 2: Engranatges de joguet",
            "it": "Pressa in prestito 2: Ingranaggi giocattolo",
        }


async def test_a_visitor_has_a_machine_of_his_own_that_says_so_and_begins_now(tmp_path):
    async with pool(tmp_path) as (desk, _, _):
        one = desk.take(wish())
        told = [one.live.machine.birth(1.0)]
        assert (told[0].body["sandbox"], told[0].body["pace"]) == (True, 1.0)
        assert one.live.machine.state.now_us == one.live.machine.start_us == told[0].body["started_us"]
        assert desk.face.cells["sandbox-1"].pasts == ()
        desk.hands["sandbox-1"].inject(FaultWish(name="worn_check_ring", severity=0.5))
        assert desk.take(wish()) is one, "asked twice, lent once"
        with pytest.raises(Refused, match="You have sandbox-1 already"):
            desk.take(wish(machine="bottle-cap"))


async def test_two_visitors_with_the_same_machine_see_different_chance(tmp_path):
    async with pool(tmp_path) as (desk, _, _):
        seeds = {desk.take(wish(number)).live.machine.state.seed for number in range(4)}
        assert len(seeds) == 4


async def test_it_works_from_the_first_moment_on(tmp_path):
    async with pool(tmp_path) as (desk, _, _):
        live: Live = desk.take(wish()).live
        await asyncio.wait_for(live.changed(), 20)
        assert live.machine.state.doing.doing == "production"
        assert not live.catching_up


async def test_who_comes_when_all_are_taken_watches_the_one_taken_last(tmp_path):
    async with pool(tmp_path) as (desk, _, _):
        for number in range(POOL):
            desk.take(wish(number))
        desk.give_back("sandbox-2")
        await until(lambda: len(desk.lent) == POOL - 1)
        assert desk.take(wish(50)).name == "sandbox-2"
        with pytest.raises(FullError, match="sandbox-2 can be watched") as full:
            desk.take(wish(99))
        assert full.value.watch == "sandbox-2"
        assert desk.view().free == 0


async def test_after_half_an_hour_it_is_gone_from_everywhere(tmp_path):
    async with pool(tmp_path) as (desk, time, children):
        desk.take(wish())
        await until(lambda: children)
        time.over.set()
        await until(lambda: not desk.lent)
        assert (desk.face.cells, desk.hands, desk.view().lent) == ({}, {}, [])
        assert children[0].returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="signals are not Windows'")
async def test_all_twelve_taken_and_given_back_twice_leave_no_task_no_process_no_file(tmp_path):
    children = lambda: len(psutil.Process().children())  # noqa: E731

    async def real(_command, environment):
        return await start([sys.executable, "-S", "-c", "import signal; signal.pause()"], environment)

    async with pool(tmp_path, real) as (desk, _, _):
        tasks, before = len(asyncio.all_tasks()), children()
        for _ in range(2):
            for number in range(POOL):
                desk.take(wish(number))
            await until(lambda: children() == before + POOL)
            for name in sandbox_names():
                desk.give_back(name)
            assert desk.view().lent == [], "what is being ended is nobody's any more"
            await until(lambda: not desk.lent)
            assert (len(asyncio.all_tasks()), children()) == (tasks, before)
            assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="signals are not Windows'")
async def test_a_gateway_that_does_not_listen_is_killed(tmp_path, monkeypatch):
    monkeypatch.setattr(sandbox_gateway, "PATIENCE_S", 0.2)
    deaf = "from signal import *; signal(SIGTERM, SIG_IGN); print('deaf', flush=True); pause()"
    pids = []

    async def spawn(_command, environment):
        child = await start([sys.executable, "-S", "-c", deaf], environment)
        pids.append(child.pid)
        return child

    async with pool(tmp_path, spawn) as (desk, _, _):
        one = desk.take(wish())
        await until(lambda: one.gateway._said)
        desk.give_back("sandbox-1")
        await until(lambda: not desk.lent)
        assert not psutil.pid_exists(pids[0])


async def test_a_gateway_that_dies_is_started_again_and_given_up_after_five_deaths(tmp_path):
    codes = [1] * DEATHS

    async def spawn(_command, _environment):
        return Child(codes.pop())

    async with pool(tmp_path, spawn) as (desk, time, _):
        desk.take(wish())
        await until(lambda: desk.view().lent[0].problem)
        assert "its gateway does not run" in desk.view().lent[0].problem
        assert codes == []
        assert time.rests.count(LASTS_MIN * 60) == 1, "it still ends by itself"


async def test_what_goes_wrong_with_one_sandbox_leaves_the_others_alone(tmp_path):
    async with pool(tmp_path) as (desk, _, _):
        one, other = desk.take(wish(1)), desk.take(wish(2))
        one.live.machine.advance = lambda: 1 / 0
        one.live.turn()
        await until(lambda: one.view().problem)
        assert "ZeroDivisionError" in one.view().problem
        assert other.view().problem is None


@pytest.mark.parametrize(
    ("wanted", "options", "words"),
    [
        (wish(machine="anvil"), {}, "no 'anvil' among the cells"),
        (wish(), {"why_not": refusal("sandbox_no_program")}, "There are no sandboxes here: a sandbox needs"),
        (wish(), {"count": 0}, "the pool is empty"),
    ],
)
async def test_what_cannot_be_lent_is_refused_with_a_reason(tmp_path, wanted, options, words):
    async with pool(tmp_path, **options) as (desk, _, _):
        with pytest.raises(Refused, match=words) as refused:
            desk.take(wanted)
        assert str(refused.value).endswith("Nothing was changed.")
        with pytest.raises(Refused, match="nobody has a sandbox"):
            desk.give_back("sandbox-1")


async def test_a_disk_that_is_full_is_told(tmp_path):
    def full(_name, _machine):
        raise OSError(28, "No space left on device")

    async with pool(tmp_path) as (desk, _, _):
        desk.gateways.make = full
        with pytest.raises(Refused, match="No space left on device"):
            desk.take(wish())
        assert desk.view().free == POOL


def test_a_name_of_the_plants_own_cell_is_not_lent():
    desk = Pool(sandbox_names(2), Face({"sandbox-1": None}), {}, None)
    assert desk.names == ["sandbox-2"]


async def test_a_gateway_gets_its_own_broker_user_and_no_token(tmp_path, monkeypatch):
    monkeypatch.setenv(BROKER_SETTING, "mqtt://sandbox:word@127.0.0.1:1")
    monkeypatch.setenv(TOKEN_SETTING, "a-token-for-the-controls")
    asked = []

    async def spawn(command, environment):
        asked.append((command, environment))
        return Child(2)

    gateway = Gateways("0.0.0.0:7", tmp_path, spawn).make("sandbox-3", "toy-gear")
    await gateway.keep()
    (command, environment), plant = asked[0], next(tmp_path.glob("sandbox-3-*/plant.yaml"))
    called = urlsplit(environment["SPRUE_BROKER_URL"])
    assert called.netloc.startswith("sandbox:word@127.0.0.1:")
    assert called.port not in {1, None}, "not the broker itself: its cable"
    assert environment["SPRUE_FACE"] == "127.0.0.1:7"
    assert TOKEN_SETTING not in environment
    assert str(plant) in command
    told = yaml.safe_load(plant.read_text(encoding="utf-8"))
    assert (told["gateway"], told["cells"][0]["name"]) == ("sandbox-3", "sandbox-3")
    assert told["cells"][0]["source"] == {"type": "simulated", "machine": "toy-gear", "history": False}
    await gateway.end()


def test_why_there_are_none_is_said_in_one_sentence(monkeypatch):
    monkeypatch.delenv(BROKER_SETTING, raising=False)
    assert BROKER_SETTING in why_none().detail
    monkeypatch.setenv(BROKER_SETTING, "mqtt://127.0.0.1")
    assert why_none() is None
    monkeypatch.setattr(sandbox_gateway, "PROGRAM", "sprue_nothing")
    assert "not installed" in why_none().detail
