"""The instructor's face: every cell's control over HTTP, on a loopback port of its own.

Behind a token from the setting SPRUE_CONTROL_TOKEN.
`GET /cells`, `/cells/{cell}`, `/cells/{cell}/faults`, `/cells/{cell}/truth`; `POST /cells/{cell}/{deed}` with a
wish as JSON answers with the cell as it is then. No gateway, broker or visitor ever comes here.
"""

import contextlib
import hmac
import socket
from collections.abc import Callable, Iterator, Mapping, Sequence
from inspect import isawaitable
from ipaddress import ip_address
from typing import Any, Self, TypeVar

import uvicorn
from pydantic import BaseModel, ValidationError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from sprue_contract import control as wishes
from sprue_contract.control import MIN_TOKEN, TOKEN_SETTING, TruthQuery
from sprue_contract.refusals import UNCHANGED, mistakes, refusal
from sprue_sim.control import Control
from sprue_sim.control_view import possible, view
from sprue_sim.faults import FaultError
from sprue_sim.orders import Refused

T = TypeVar("T", bound=BaseModel)
Deed = Callable[[Control, Any], Any]
DEEDS: dict[str, tuple[type[BaseModel] | None, Deed]] = {
    "pace": (wishes.PaceWish, Control.pace),
    "freeze": (None, lambda control, _: control.freeze_level()),
    "go-on": (None, lambda control, _: control.go_on()),
    "step": (None, lambda control, _: control.step()),
    "snapshot": (wishes.SnapshotWish, Control.snapshot),
    "restore": (wishes.SnapshotWish, Control.restore),
    "backtrack": (wishes.BacktrackWish, Control.backtrack),
    "seed": (wishes.SeedWish, Control.seed),
    "setting": (wishes.SettingWish, Control.setting),
    "regrind": (wishes.RegrindWish, Control.regrind),
    "lapse": (wishes.LapseWish, Control.lapse),
    "lot": (None, lambda control, _: control.lot()),
    "inject": (wishes.FaultWish, Control.inject),
    "clear": (wishes.ClearWish, Control.clear),
}


class Face:
    """Answers whoever has the token."""

    def __init__(self, controls: Mapping[str, Control], token: str, more: Sequence[Route] = ()) -> None:
        self.controls, self.token, self.more = controls, token, more
        self._listener: socket.socket | None = None

    def app(self) -> ASGIApp:
        """The application, with its guard in front."""
        routes = [
            Route("/cells", self._cells),
            Route("/cells/{cell}", self._cell),
            Route("/cells/{cell}/faults", self._faults),
            Route("/cells/{cell}/truth", self._truth),
            Route("/cells/{cell}/{deed}", self._do, methods=["POST"]),
            *self.more,
        ]
        refusals: Any = {Refused: _refused, FaultError: _faulty, HTTPException: _missing}
        return _Guard(Starlette(routes=routes, exception_handlers=refusals), self.token)

    def open(self, where: str, *, anywhere: bool) -> Self:
        """Listen on host:port.

        Raises:
            ValueError: no token, no host:port, or an address that others reach though nobody asked for that.
            OSError: the port cannot be opened.
        """
        if len(self.token) < MIN_TOKEN:
            raise ValueError(f"it needs a token of at least {MIN_TOKEN} characters in {TOKEN_SETTING}")
        host, _, port = where.rpartition(":")
        if not anywhere and not _is_loopback(host):
            raise ValueError(f"{host or where!r} is not this machine's loopback; --control-anywhere allows it")
        self._listener = socket.create_server((host, int(port)))
        return self

    async def work(self) -> None:
        """Answer until cancelled."""
        if self._listener is None:
            raise RuntimeError("open() comes first")
        settings = uvicorn.Config(
            self.app(), log_level="warning", access_log=False, proxy_headers=False, lifespan="off"
        )
        with self._listener:
            await _Server(settings).serve(sockets=[self._listener])

    def _control(self, request: Request) -> Control:
        name = request.path_params["cell"]
        if name not in self.controls:
            raise Refused(404, "unknown_cell", cell=name, cells=list(self.controls))
        return self.controls[name]

    async def _cells(self, _request: Request) -> Response:
        return JSONResponse([view(control).model_dump() for control in self.controls.values()])

    async def _cell(self, request: Request) -> Response:
        return JSONResponse(view(self._control(request)).model_dump())

    async def _faults(self, request: Request) -> Response:
        preset = self._control(request).machine.preset
        return JSONResponse([one.model_dump() for one in possible(preset)])

    async def _truth(self, request: Request) -> Response:
        query = _read(TruthQuery, dict(request.query_params))
        found = self._control(request).truth.newest(query.limit, query.what)
        return JSONResponse([entry.model_dump() for entry in found])

    async def _do(self, request: Request) -> Response:
        control, deed = self._control(request), request.path_params["deed"]
        if deed not in DEEDS:
            raise Refused(404, "unknown_deed", deed=deed, deeds=list(DEEDS))
        model, do = DEEDS[deed]
        done = do(control, _read(model, await request.body()) if model else None)
        if isawaitable(done):
            done = await done
        return JSONResponse(view(control, went_back_s=done).model_dump())


def _read(model: type[T], told: bytes | dict[str, str]) -> T:
    try:
        return model.model_validate_json(told) if isinstance(told, bytes) else model.model_validate(told)
    except ValidationError as problem:
        raise Refused(422, mistakes(problem)) from problem


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


async def _refused(_request: Request, problem: Refused) -> Response:
    return JSONResponse(problem.view.model_dump(), problem.status)


async def _faulty(_request: Request, problem: FaultError) -> Response:
    return JSONResponse(problem.view.model_dump(), 422)


async def _missing(_request: Request, problem: HTTPException) -> Response:
    return JSONResponse({"detail": f"{problem.detail}. {UNCHANGED}"}, problem.status_code)


class _Guard:
    """Nothing is looked at before the token is right."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        self.app, self.expected = app, f"Bearer {token}".encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            told = dict(scope["headers"]).get(b"authorization", b"")
            if not hmac.compare_digest(told, self.expected):
                head = {"WWW-Authenticate": "Bearer"}
                return await JSONResponse(refusal("token").model_dump(), 401, head)(scope, receive, send)
        return await self.app(scope, receive, send)


class _Server(uvicorn.Server):
    """Leaves signals to the simulator."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Ours are set already."""
        yield
