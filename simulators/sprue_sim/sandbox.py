"""Sandboxes: cells that are lent to visitors for a while, each with a gateway of its own.

They are settled from the first shot on, have no past, and leave nothing behind. A restart of the simulator ends
them all.
"""

import asyncio
import logging
import secrets
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from sprue_contract.refusals import RefusalView, refusal
from sprue_contract.sandbox import LASTS_MIN, Lent, PoolView, SandboxMachine, SandboxWish
from sprue_contract.words import Words, naming
from sprue_sim import library
from sprue_sim.cable_pull import CablePull
from sprue_sim.clock import MachineClock, wall_us
from sprue_sim.control import Control
from sprue_sim.control_time import SEEDED_US
from sprue_sim.data import Preset
from sprue_sim.faces.lines import Cell, Face
from sprue_sim.live import Live
from sprue_sim.machine import Machine, begin
from sprue_sim.orders import Refused
from sprue_sim.sandbox_gateway import Gateway, Gateways
from sprue_sim.truth import Truth

if TYPE_CHECKING:
    from sprue_sim.cameras.studio import Studio

log = logging.getLogger(__name__)


class FullError(Refused):
    """All are lent; `watch` is the one taken last."""

    def __init__(self, watch: str) -> None:
        super().__init__(409, "sandboxes_taken", cell=watch)
        self.watch = watch


@dataclass
class Borrowed:
    """A sandbox that somebody has."""

    name: str
    machine: str
    owner: str
    expires_us: int
    live: Live
    gateway: Gateway
    back: asyncio.Event = field(default_factory=asyncio.Event)
    problem: str | None = None
    picture: Callable[[], Awaitable[None]] | None = None

    def view(self) -> Lent:
        """What others may know of it."""
        problem = self.problem or self.gateway.problem
        return Lent(
            cell=self.name,
            machine=self.machine,
            owner=self.owner,
            expires_us=self.expires_us,
            problem=problem,
            unplugged=self.gateway.cable.unplugged,
        )


class Pool:
    """Lends, takes back, and supervises what is lent, as long as `work` runs."""

    def __init__(
        self,
        names: Sequence[str],
        face: Face,
        hands: dict[str, Control],
        gateways: Gateways,
        minutes: float = LASTS_MIN,
    ) -> None:
        self.names = [name for name in names if name not in face.cells]
        self.face, self.hands, self.gateways = face, hands, gateways
        self.minutes = minutes
        self.sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
        self.lent: dict[str, Borrowed] = {}  # in the order of taking
        self.studio: Studio | None = None  # whoever has cameras sets it
        self._group: asyncio.TaskGroup | None = None

    async def work(self) -> None:
        """Until cancelled; then every sandbox is ended."""
        try:
            async with asyncio.TaskGroup() as self._group:
                await asyncio.Event().wait()
        finally:
            self.gateways.close()

    def view(self) -> PoolView:
        """All of them."""
        if why_not := self._why_not():
            return PoolView(minutes=self.minutes, size=0, free=0, why_not=why_not, machines=[], lent=[])
        return PoolView(
            minutes=self.minutes,
            size=len(self.names),
            free=len(self.names) - len(self.lent),
            why_not=None,
            machines=[_machine(name) for name in library.names("cells")],
            lent=[one.view() for one in self._used()],
        )

    def _why_not(self) -> RefusalView | None:
        if self.gateways.why_not is None and not self.names:
            return refusal("sandbox_none_wanted")
        return self.gateways.why_not

    def _used(self) -> list[Borrowed]:
        """Those that are not being ended, in the order of taking."""
        return [one for one in self.lent.values() if not one.back.is_set()]

    def take(self, wish: SandboxWish) -> Borrowed:
        """Lend a machine.

        Raises:
            FullError: all are taken.
            Refused: there are none here, no such machine, or the visitor has one.
        """
        preset = self._wanted(wish.machine)
        mine = next((one for one in self._used() if one.owner == wish.owner), None)
        if mine is not None and mine.machine == wish.machine:
            return mine
        if mine is not None:
            raise Refused(409, "sandbox_already", cell=mine.name)
        name = next((one for one in self.names if one not in self.lent), None)
        if name is None:
            raise FullError([*self.lent, *(one.name for one in self._used())][-1])
        return self._lend(name, preset, wish)

    def _wanted(self, machine: str) -> Preset:
        if why_not := self._why_not():
            raise Refused(503, why_not)
        try:
            return library.preset(machine)
        except library.LibraryError as problem:
            why = str(problem).removesuffix("Nothing was started.").strip()
            raise Refused(422, "unknown_machine", why=why) from problem

    def _lend(self, name: str, preset: Preset, wish: SandboxWish) -> Borrowed:
        try:
            gateway = self.gateways.make(name, wish.machine)
        except OSError as problem:
            raise Refused(503, "sandbox_no_room", why=problem.strerror or str(problem)) from problem
        live = machine_of(preset, library.lent(preset.title, self.names.index(name) + 1))
        expires_us = wall_us() + int(self.minutes * 60e6)
        one = self.lent[name] = Borrowed(name, wish.machine, wish.owner, expires_us, live, gateway)
        self.face.admit(name, Cell(live, ()))
        self.hands[name] = Control(live, Truth(name, live))
        one.picture = self.studio.lend(name, live) if self.studio else None
        assert self._group is not None  # noqa: S101  # asked before
        self._group.create_task(self._keep(one), name=name)
        return one

    def give_back(self, name: str) -> None:
        """It ends now; its name is free once it has ended."""
        self._one(name).back.set()

    def cable(self, name: str) -> CablePull:
        """What lies between its gateway and the broker.

        Raises:
            Refused: nobody has it.
        """
        return self._one(name).gateway.cable

    def _one(self, name: str) -> Borrowed:
        if name not in self.lent:
            raise Refused(404, "unknown_sandbox", cell=name)
        return self.lent[name]

    async def _keep(self, one: Borrowed) -> None:
        """The life of one sandbox."""
        try:
            async with asyncio.TaskGroup() as group:
                keep = partial(one.gateway.keep, self.sleep)
                works: list[Callable[[], Awaitable[None]]] = [
                    one.live.work,
                    one.gateway.cable.work,
                    keep,
                    partial(self._expire, one),
                ]
                works += [one.picture] if one.picture else []
                tasks = [group.create_task(_guarded(one, work)) for work in works]
                await one.back.wait()
                for task in tasks:
                    task.cancel()
        finally:
            await one.gateway.end()
            self.face.dismiss(one.name)
            del self.hands[one.name], self.lent[one.name]

    async def _expire(self, one: Borrowed) -> None:
        await self.sleep(self.minutes * 60)
        one.back.set()


async def _guarded(one: Borrowed, work: Callable[[], Awaitable[None]]) -> None:
    """What goes wrong with one sandbox is told to its visitor, and nobody else notices."""
    try:
        await work()
    except Exception as problem:  # the supervisor of a sandbox's tasks
        log.exception("sandbox %s", one.name)
        one.problem = f"{type(problem).__name__}: {problem}"


def machine_of(preset: Preset, title: Words) -> Live:
    """A machine in settled production, with chance of its own and no break for an hour."""
    now_us, seed = wall_us(), secrets.randbelow(2**31)
    machine = Machine(preset, title, seed, now_us)
    machine.sandbox = True
    machine.resume(begin(preset, seed, SEEDED_US), now_us)
    return Live(machine, MachineClock(now_us, now_us, launched_s=time.monotonic()))


def _machine(name: str) -> SandboxMachine:
    found = library.preset(name)
    named = naming(
        title=found.title,
        product=found.mould.product,
        press=found.press.name,
        material=found.material.name,
    )
    return SandboxMachine(machine=name, **named)
