"""An ingest without a broker: letters go in, receipts come out, the store tells when it refuses."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from store_world import LAYOUT, T0, ZONE, Place, S

from sprue_contract.payloads import Event
from sprue_server.inbox import Inbox, Letter
from sprue_server.ingest import Ingest
from sprue_server.store.problems import StoreBlockedError
from sprue_server.store.store import Store

BIG = Event(what="note", name="big", text="x" * 400)


class Broker:
    """What ingest tells gateways."""

    def __init__(self) -> None:
        self.receipted: list[int] = []
        self.told = asyncio.Condition()

    def receipt(self, _gateway: str, _session: str, seqs: list[int]) -> None:
        self.receipted += seqs

    def rebirth(self, _gateway: str, _cell: str, _reason: str) -> None:
        """Not asked here."""

    async def until(self, number: int) -> None:
        """So many rows have been receipted."""
        async with asyncio.timeout(60), self.told:
            await self.told.wait_for(lambda: len(self.receipted) >= number)


class Watched(Store):
    """Tells when it could not write."""

    def __init__(self, place: Place) -> None:
        super().__init__(place.data, ZONE, place.database)
        self.refused = asyncio.Event()

    async def keep(self, *batch: Any) -> set[tuple[str, str]]:
        try:
            return await super().keep(*batch)
        except StoreBlockedError:
            self.refused.set()
            raise

    async def refuses_again(self) -> None:
        self.refused.clear()
        await asyncio.wait_for(self.refused.wait(), 60)


class Works:
    """What is at work; `shown` counts the arrivals that pages were told of."""

    def __init__(self, store: Watched) -> None:
        self.inbox, self.broker, self.shown = Inbox(asyncio.get_running_loop()), Broker(), 0
        self.ingest = Ingest(self.inbox, store, self.broker)

    def stored(self, arrivals: list[Any]) -> None:
        self.shown += len(arrivals)
        self._waking = asyncio.ensure_future(self._wake())

    async def _wake(self) -> None:
        async with self.broker.told:
            self.broker.told.notify_all()


@asynccontextmanager
async def at_work(store: Watched) -> AsyncIterator[Works]:
    works = Works(store)
    task = asyncio.create_task(works.ingest.work(works.stored, lambda _word: None))
    try:
        yield works
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def note_letter(seq: int) -> Letter:
    return letter("event", seq, BIG.model_dump_json())


def frame_letter(seq: int) -> Letter:
    return letter("sample", seq, f'{{"layout":"{LAYOUT}","frames":[[{T0 + seq * S},{seq},0.5]]}}')


def letter(kind: str, seq: int, body: str) -> Letter:
    row = f'{{"seq":{seq},"run":"r1","measured_us":{T0},"body":{body}}}'
    payload = f'{{"v":1,"gateway":"gw","session":"s1","sent_us":1,"rows":[{row}]}}'
    return Letter(f"sprue/v1/gw/imm-1/{kind}", payload.encode(), retained=False, arrived_us=T0)
