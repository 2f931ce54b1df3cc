"""Where the hub listens: over plain HTTP, and over HTTPS beside it for the institute's own tablets.

A visitor's telephone never trusts a local certificate, so plain HTTP stays; a browser gives a page the camera
only over HTTPS. Both doors lead into one application.
"""

import asyncio
import logging
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from sprue_server.live.line import Line
from sprue_server.tls.folder import TlsError, usable, utc_now

GOODBYE_S = 3
KEEP_S = 60  # a connection between two taps; a new one costs a visitor's tablet its handshakes
log = logging.getLogger("sprue_server")


class PortError(Exception):
    """The hub cannot listen; the message says where and what now."""


@dataclass(frozen=True)
class Tls:
    """A door with a certificate."""

    port: int
    certificate: Path
    key: Path


@dataclass(frozen=True)
class Door:
    """A socket that is bound; `ends`: until when its certificate is valid."""

    listener: socket.socket
    url: str
    tls: Tls | None = None
    ends: datetime | None = None


def opened(bind: str, port: int, tls: Tls | None) -> list[Door]:
    """Bind all doors, or none.

    Raises:
        PortError, TlsError: one of them cannot be; nothing was started.
    """
    try:
        ends = usable(tls.certificate, tls.key, utc_now()) if tls else None
    except TlsError as problem:
        raise TlsError(f"{problem} Nothing was started.") from problem
    doors = [Door(_listen(bind, port, "--port"), f"http://{bind}:{port}")]
    if tls:
        try:
            listener = _listen(bind, tls.port, "--tls-port")
        except PortError:
            doors[0].listener.close()
            raise
        doors.append(Door(listener, f"https://{bind}:{tls.port}", tls, ends))
    return doors


def ends_us(doors: Sequence[Door]) -> int | None:
    """When the first certificate ends; None without one."""
    return min((round(door.ends.timestamp() * 1e6) for door in doors if door.ends), default=None)


def _listen(bind: str, port: int, option: str) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((bind, port))
    except OSError as problem:
        listener.close()
        where = f"{bind}:{port}"
        raise PortError(
            f"cannot listen on {where}: {problem.strerror}. Choose another {option}. Nothing was started."
        ) from problem
    return listener


class Servers:
    """One server for each door."""

    def __init__(self, app: FastAPI, doors: Sequence[Door]) -> None:
        self.doors = doors
        self.all = [_Server(_settings(app, door.tls)) for door in doors]

    def end(self) -> None:
        """Let all of them finish."""
        for server in self.all:
            server.should_exit = True

    async def serve(self) -> None:
        """Until told to end."""
        for door in self.doors:
            log.info("the hub listens on %s", door.url)
        async with asyncio.TaskGroup() as group:
            for server, door in zip(self.all, self.doors, strict=True):
                group.create_task(server.serve(sockets=[door.listener]), name=door.url)


def _settings(app: FastAPI, tls: Tls | None) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        log_level="warning",
        ws=Line,
        timeout_graceful_shutdown=GOODBYE_S,
        timeout_keep_alive=KEEP_S,
        ws_max_size=65_536,
        ws_ping_interval=20,
        ws_per_message_deflate=False,  # it would pack each message again for every viewer
        proxy_headers=False,  # a caller must not choose the address that its tries are counted by
        ssl_certfile=tls.certificate if tls else None,
        ssl_keyfile=tls.key if tls else None,
    )


class _Server(uvicorn.Server):
    """Ends on our signal only: uvicorn would take signals for itself and raise them again afterwards."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Ours are set already."""
        yield
