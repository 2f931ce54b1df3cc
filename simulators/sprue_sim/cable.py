"""The network cable between a sandbox's gateway and the broker: a relay on loopback that can be pulled.

It passes bytes untouched and knows nothing of MQTT. Pulled: every connection is torn, new ones are refused.
"""

import asyncio
import logging
import socket
from asyncio import StreamReader, StreamWriter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

from sprue_contract.refusals import RefusalView, refusal

HERE = "127.0.0.1"
OWN_NAMES = {HERE, "localhost"}  # a certificate for one of these is right for the cable's end, too
PORTS = {"mqtt": 1883, "mqtts": 8883}
CHUNK = 65_536
log = logging.getLogger(__name__)


def why_none(url: str) -> RefusalView | None:
    """Why there can be no cable to this broker: over TLS a gateway asks for the name that it calls."""
    parts = urlsplit(url)
    if parts.scheme == "mqtts" and parts.hostname not in OWN_NAMES:
        return refusal("cable_tls", host=parts.hostname or "")
    return None


class Cable:
    """From a port of its own to the broker; `url` is what the gateway calls instead of the broker's."""

    def __init__(self, url: str) -> None:
        """Take a port, not yet listening.

        Raises:
            OSError: there is none.
        """
        parts = urlsplit(url)
        self._to = (parts.hostname or "", parts.port or PORTS.get(parts.scheme, PORTS["mqtt"]))
        self._place = _bound(0)  # holds the port while the cable is out
        self.port: int = self._place.getsockname()[1]
        user, at, _ = parts.netloc.rpartition("@")
        host = parts.hostname if parts.hostname in OWN_NAMES else HERE
        self.url = parts._replace(netloc=f"{user}{at}{host}:{self.port}").geturl()
        self._server: asyncio.Server | None = None
        self._pulled = False  # also before it has begun: who pulls at once is not passed over
        self.lines = 0  # connections that it carries
        self._ends: set[StreamWriter] = set()
        self._group: asyncio.TaskGroup | None = None

    @property
    def plugged(self) -> bool:
        """Whether it is in."""
        return self._server is not None

    async def work(self) -> None:
        """Carry until cancelled."""
        async with asyncio.TaskGroup() as self._group:
            try:
                if not self._pulled:
                    await self.plug()
                await asyncio.Event().wait()
            finally:
                self.pull()

    def close(self) -> None:
        """Let go of the port."""
        self._place.close()

    async def plug(self) -> None:
        """Put it in."""
        self._pulled = False
        if self._server is None:
            place = _bound(self.port)
            self._server = await asyncio.start_server(self._take, sock=place, start_serving=False)
            await self._server.start_serving()  # cancelled here, it is ours to close

    def pull(self) -> None:
        """Tear every connection, refuse new ones."""
        self._pulled = True
        if self._server is not None:
            self._server.close()
        self._server = None
        for end in self._ends:
            end.transport.abort()

    def _take(self, reader: StreamReader, writer: StreamWriter) -> None:
        if self._group is None or not self.plugged:
            writer.transport.abort()
            return
        self._group.create_task(self._carry(reader, writer))

    async def _carry(self, near: StreamReader, to_near: StreamWriter) -> None:
        with self._held(to_near):
            try:
                far, to_far = await asyncio.open_connection(*self._to)
            except OSError as problem:
                log.warning("no line to the broker at %s:%d: %s", *self._to, problem)
                return
            with self._held(to_far), self._counted():
                await asyncio.gather(_pass(near, to_far), _pass(far, to_near))
                await asyncio.gather(_close(to_near), _close(to_far))

    @contextmanager
    def _held(self, end: StreamWriter) -> Iterator[None]:
        """One end of a connection, which is torn with the cable; nothing begins on one that is out."""
        self._ends.add(end)
        try:
            if not self.plugged:
                end.transport.abort()
            yield
        finally:
            self._ends.discard(end)
            end.transport.abort()

    @contextmanager
    def _counted(self) -> Iterator[None]:
        self.lines += 1
        try:
            yield
        finally:
            self.lines -= 1


async def _close(end: StreamWriter) -> None:
    """Let what is still on its way arrive first."""
    end.close()
    with suppress(OSError):
        await end.wait_closed()


async def _pass(come: StreamReader, go: StreamWriter) -> None:
    """Bytes of one direction; an end that closes closes the other, one that breaks breaks the other."""
    try:
        while data := await come.read(CHUNK):
            go.write(data)
            await go.drain()
        go.write_eof()
    except OSError:
        go.transport.abort()


def _bound(port: int) -> socket.socket:
    """A socket on our port: two may have it as long as only one listens (SO_REUSEADDR)."""
    place = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        place.bind((HERE, port))
    except OSError:
        place.close()
        raise
    return place
