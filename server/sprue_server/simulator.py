"""How the hub asks the simulator: HTTP on a loopback port with a token. Visitors never reach it themselves."""

import asyncio
import json
from http.client import HTTPException
from typing import Any, NamedTuple
from urllib.error import HTTPError
from urllib.request import ProxyHandler, Request, build_opener

from sprue_contract.refusals import Param, refusal

PATIENCE_S = 10.0
OPENER = build_opener(ProxyHandler({}))  # a proxy of the surroundings has no business on loopback


class Answer(NamedTuple):
    """What it said; without a body None."""

    status: int
    body: Any


class AwayError(Exception):
    """The simulator cannot be asked; the message says why and what did not happen."""

    def __init__(self, code: str, /, **params: Param) -> None:
        self.view = refusal(code, **params)
        super().__init__(self.view.detail)


class Simulator:
    """One simulator; without a place there is none."""

    def __init__(self, place: str | None = None, token: str = "") -> None:
        self.place, self.token = place, token

    async def ask(self, method: str, path: str, body: object = None) -> Answer:
        """Ask once.

        Raises:
            AwayError: nobody answers.
        """
        if not self.place or not self.token:
            raise AwayError("simulator_none")
        return await asyncio.to_thread(self._ask, method, path, body)

    def _ask(self, method: str, path: str, body: object) -> Answer:
        data = None if body is None else json.dumps(body).encode()
        head = {"authorization": f"Bearer {self.token}", "content-type": "application/json"}
        request = Request(f"http://{self.place}{path}", data, head, method=method)
        try:
            with OPENER.open(request, timeout=PATIENCE_S) as answer:
                return Answer(answer.status, _read(answer.read()))
        except HTTPError as refusal:
            with refusal:
                return Answer(refusal.code, _read(refusal.read()))
        except (OSError, HTTPException, ValueError) as problem:
            code = "simulator_late" if isinstance(problem, TimeoutError) else "simulator_away"
            raise AwayError(code, place=self.place or "", why=str(problem)) from problem


def _read(told: bytes) -> Any:  # noqa: ANN401  # JSON
    return json.loads(told) if told else None
