"""From the broker to the store: take, decode, store, receipt. What is not stored is not receipted."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, Protocol

from sprue_contract.fields import VERSION
from sprue_contract.messages import UnreadableError, decode, read_message
from sprue_contract.payloads import Image, Shot, Status
from sprue_contract.topics import CellTopic, GatewayTopic, parse_topic
from sprue_server.arrivals import Arrival, Misfit
from sprue_server.inbox import Inbox, Letter
from sprue_server.store.curves import to_blob
from sprue_server.store.problems import StoreBlockedError
from sprue_server.store.store import picture_is_whole

BATCH = 200  # messages of one commit
AGAIN_S = (0.25, 5.0)  # first and longest wait while the store takes nothing
log = logging.getLogger(__name__)


class Keeps(Protocol):
    """Where batches go."""

    async def keep(self, arrivals: Sequence[Arrival], misfits: Sequence[Misfit]) -> set[tuple[str, str]]:
        """Store for good."""
        ...


class Speaks(Protocol):
    """How the hub answers gateways."""

    def receipt(self, gateway: str, session: str, seqs: Sequence[int]) -> None:
        """These rows are stored."""
        ...

    def rebirth(self, gateway: str, cell: str, reason: str) -> None:
        """This cell's birth is needed."""
        ...


class Word(NamedTuple):
    """A gateway's status as it arrived."""

    gateway: str
    session: str
    status: Status
    arrived_us: int
    sent_us: int


class Sorted(NamedTuple):
    """A batch, read."""

    arrivals: list[Arrival]
    misfits: list[Misfit]
    words: list[Word]


class Ingest:
    """The loop, and what it knows of itself for the health page."""

    def __init__(self, inbox: Inbox, store: Keeps, link: Speaks) -> None:
        self.inbox, self.store, self.link = inbox, store, link
        self.problem: str | None = None
        self.rows, self.quarantined = 0, 0

    async def work(self, stored: Callable[[list[Arrival]], None], heard: Callable[[Word], None]) -> None:
        """For ever: the store and the live state see what came, in this order."""
        while True:
            batch = await asyncio.to_thread(sort_out, await self.inbox.take(BATCH))
            unborn = await self._keep(batch)
            self._receipt(batch)
            stored(batch.arrivals)
            for word in batch.words:
                heard(word)
            for gateway, cell in unborn:
                self.link.rebirth(gateway, cell, "the hub met a run or layout whose birth it does not know")

    async def _keep(self, batch: Sorted) -> set[tuple[str, str]]:
        """Try until the store takes it; meanwhile nothing is receipted and the inbox fills or drops."""
        wait_s, longest_s = AGAIN_S
        while True:
            try:
                unborn = await self.store.keep(batch.arrivals, batch.misfits)
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
            gateway, session = _gateway_of(misfit.topic), misfit.problem.session
            if gateway and session:
                seqs[gateway, session] += misfit.problem.seqs
        for (gateway, session), known in seqs.items():
            self.link.receipt(gateway, session, known)


def sort_out(letters: Iterable[Letter]) -> Sorted:
    """Read what can be read; the rest are misfits with a reason."""
    batch = Sorted([], [], [])
    for letter in letters:
        try:
            _sort(letter, batch)
        except UnreadableError as problem:
            batch.misfits.append(Misfit(letter.topic, letter.payload, problem, letter.arrived_us))
    return batch


def _sort(letter: Letter, batch: Sorted) -> None:
    try:
        topic = parse_topic(letter.topic)
    except ValueError as problem:
        raise UnreadableError("unknown-topic", str(problem)) from problem
    if isinstance(topic, GatewayTopic):
        if topic.talk == "status":
            batch.words.append(read_status(topic.gateway, letter))
        return
    batch.arrivals.append(_arrival(topic, letter))


def _arrival(topic: CellTopic, letter: Letter) -> Arrival:
    message = read_message(letter.payload, topic.kind)
    seqs = [row.seq for row in message.rows]
    if message.gateway != topic.gateway:
        words = f"the message says gateway {message.gateway!r}"
        raise UnreadableError("wrong-topic", words, seqs, message.session)
    for row in message.rows:
        _check_inside(row.body, seqs, message.session)
    return Arrival(topic, message, letter.arrived_us)


def _check_inside(body: object, seqs: list[int], session: str) -> None:
    """Curves and pictures hold packed bytes that a schema cannot check."""
    try:
        if isinstance(body, Shot):
            to_blob(body.curves)
        elif isinstance(body, Image) and not picture_is_whole(body):
            raise UnreadableError(
                "wrong-body", "the picture's bytes are not those its hash names", seqs, session
            )
    except ValueError as problem:
        raise UnreadableError("wrong-body", str(problem), seqs, session) from problem


def read_status(gateway: str, letter: Letter) -> Word:
    """A gateway's status.

    Raises:
        UnreadableError: it is none.
    """
    raw = decode(letter.payload)
    try:
        if raw["v"] != VERSION or raw["gateway"] != gateway:
            raise UnreadableError("wrong-version", f"version {raw['v']!r} of gateway {raw['gateway']!r}")
        status = Status.model_validate(raw["status"])
        return Word(gateway, str(raw["session"]), status, letter.arrived_us, int(raw["sent_us"]))
    except (KeyError, TypeError, ValueError) as problem:
        raise UnreadableError("wrong-body", f"not a status: {problem}"[:300]) from problem


def _gateway_of(topic: str) -> str | None:
    try:
        return parse_topic(topic).gateway
    except ValueError:
        return None
