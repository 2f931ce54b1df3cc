"""From the broker to the store: take, decode, store, receipt. What is not stored is not receipted."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from pydantic import TypeAdapter, ValidationError

from sprue_contract.fields import VERSION, Microseconds, Slug, Strict
from sprue_contract.messages import UnreadableError, decode, read_message
from sprue_contract.payloads import Status
from sprue_contract.topics import CellTopic, GatewayTopic, parse_topic
from sprue_server.arrivals import Arrival, Misfit
from sprue_server.inbox import Inbox, Letter
from sprue_server.store.parcel import Parcel, parcel
from sprue_server.store.problems import StoreBlockedError

BATCH = 1000  # messages of one commit
SLUG: TypeAdapter[str] = TypeAdapter(Slug)
AGAIN_S = (0.25, 5.0)  # first and longest wait while the store takes nothing
log = logging.getLogger(__name__)


class Keeps(Protocol):
    """Where batches go."""

    async def keep(
        self, arrivals: Sequence[Arrival], misfits: Sequence[Misfit], parcels: Sequence[Parcel] | None = None
    ) -> set[tuple[str, str]]:
        """Store for good."""
        ...


class Speaks(Protocol):
    """How the hub answers gateways."""

    def receipt(self, gateway: str, session: str, seqs: Sequence[int]) -> None:
        """These rows are stored."""
        ...

    def rebirth(self, gateway: str, cell: str | None, reason: str) -> None:
        """This cell's birth is needed; None: all births, and what was sent and not receipted."""
        ...


class Word(NamedTuple):
    """A gateway's status as it arrived."""

    gateway: str
    session: str
    status: Status
    arrived_us: int
    sent_us: int


class Sorted(NamedTuple):
    """A batch, read; `parcels[i]` is `arrivals[i]` as rows."""

    arrivals: list[Arrival]
    parcels: list[Parcel]
    misfits: list[Misfit]
    words: list[Word]


class Ingest:
    """The loop, and what it knows of itself for the health page."""

    def __init__(self, inbox: Inbox, store: Keeps, link: Speaks) -> None:
        self.inbox, self.store, self.link = inbox, store, link
        self.problem: str | None = None
        self.rows, self.quarantined = 0, 0
        self._met: set[str] = set()

    async def work(self, stored: Callable[[list[Arrival]], None], heard: Callable[[Word], None]) -> None:
        """For ever: the store and the live state see what came, in this order."""
        while True:
            batch = await asyncio.to_thread(sort_out, await self.inbox.take(BATCH))
            unborn = await self._keep(batch)
            self._receipt(batch)
            stored(batch.arrivals)
            for word in batch.words:
                heard(word)
                self._meet(word)
            for gateway, cell in unborn:
                self.link.rebirth(gateway, cell, "the hub met a run or layout whose birth it does not know")

    def _meet(self, word: Word) -> None:
        """What a hub before us has taken and not receipted would come again only after 5, 10, 20 s."""
        if word.status.state == "online" and word.gateway not in self._met:
            self._met.add(word.gateway)
            self.link.rebirth(word.gateway, None, "the hub has just started")

    async def _keep(self, batch: Sorted) -> set[tuple[str, str]]:
        """Try until the store takes it; meanwhile nothing is receipted and the inbox fills or drops."""
        wait_s, longest_s = AGAIN_S
        while True:
            try:
                unborn = await self.store.keep(batch.arrivals, batch.misfits, batch.parcels)
            except StoreBlockedError as problem:
                if self.problem is None:
                    log.warning("store blocked: %s", problem)
                self.problem = str(problem)
                await asyncio.sleep(wait_s)
                wait_s = min(wait_s * 2, longest_s)
                continue
            if self.problem is not None:
                log.info("the store takes records again")
            self.problem = None
            return unborn

    def _receipt(self, batch: Sorted) -> None:
        """One receipt per gateway session; unreadable rows too, or they would come for ever."""
        seqs: dict[tuple[str, str], list[int]] = defaultdict(list)
        for _, message, _ in batch.arrivals:
            seqs[message.gateway, message.session] += [row.seq for row in message.rows]
            self.rows += len(message.rows)
        for misfit in batch.misfits:
            self.quarantined += 1
            teller = _teller_of(misfit)
            if teller:
                seqs[teller] += misfit.problem.seqs
        for (gateway, session), known in seqs.items():
            self.link.receipt(gateway, session, known)


def sort_out(letters: Iterable[Letter]) -> Sorted:
    """Read what can be read; the rest are misfits with a reason."""
    batch = Sorted([], [], [], [])
    for letter in letters:
        try:
            _sort(letter, batch)
        except UnreadableError as problem:
            # without its traceback: that knows this frame, this frame the batch, the batch the problem, and
            # a thousand payloads would stay until somebody looks for cycles
            batch.misfits.append(Misfit(letter.topic, letter.payload, problem.bare(), letter.arrived_us))
    return batch


def _sort(letter: Letter, batch: Sorted) -> None:
    topic = _topic(letter.topic)
    if not letter.payload:
        return  # how a retained message is taken back
    if isinstance(topic, CellTopic):
        arrival = _arrival(topic, letter)
        batch.parcels.append(_packed(arrival))
        batch.arrivals.append(arrival)
    elif topic.talk == "status":
        batch.words.append(read_status(topic.gateway, letter))


@lru_cache(maxsize=4096)  # topics are few and come again and again
def _topic(text: str) -> CellTopic | GatewayTopic:
    try:
        topic = parse_topic(text)
        for name in topic[:-1]:
            SLUG.validate_python(name)
    except ValueError as problem:
        raise UnreadableError("unknown-topic", str(problem)) from problem
    return topic


def _arrival(topic: CellTopic, letter: Letter) -> Arrival:
    message = read_message(letter.payload, topic.kind)
    if message.gateway != topic.gateway:
        seqs = [row.seq for row in message.rows]
        words = f"the message says gateway {message.gateway!r}"
        raise UnreadableError("wrong-topic", words, seqs, message.session)
    return Arrival(topic, message, letter.arrived_us)


def _packed(arrival: Arrival) -> Parcel:
    """Curves, pictures and frames hold what a schema cannot check."""
    try:
        return parcel(arrival)
    except ValueError as problem:
        seqs = [row.seq for row in arrival.message.rows]
        raise UnreadableError("wrong-body", str(problem), seqs, arrival.message.session) from problem


class _Told(Strict):
    """A status as it travels."""

    v: int
    gateway: Slug
    session: Slug
    sent_us: Microseconds
    status: Status


def read_status(gateway: str, letter: Letter) -> Word:
    """A gateway's status.

    Raises:
        UnreadableError: it is none.
    """
    try:
        told = _Told.model_validate(decode(letter.payload))
    except ValidationError as problem:
        raise UnreadableError("wrong-body", f"not a status: {problem}"[:300]) from problem
    if told.v != VERSION:
        raise UnreadableError("wrong-version", f"version {told.v}, this hub reads {VERSION}")
    if told.gateway != gateway:
        raise UnreadableError("wrong-topic", f"the status says gateway {told.gateway!r}")
    return Word(gateway, told.session, told.status, letter.arrived_us, told.sent_us)


def _teller_of(misfit: Misfit) -> tuple[str, str] | None:
    """Gateway and session that wait for a receipt, if they can be told."""
    try:
        return _topic(misfit.topic).gateway, SLUG.validate_python(misfit.problem.session)
    except (UnreadableError, ValidationError):
        return None
