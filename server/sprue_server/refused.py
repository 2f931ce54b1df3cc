"""A wish that the hub does not fulfil: the sentence of the API, with its code and what it is about."""

from collections.abc import Mapping
from typing import Any

from fastapi import HTTPException, Request
from fastapi.responses import JSONResponse
from pydantic import ValidationError

from sprue_contract.refusals import Param, RefusalView, refusal


class Refused(HTTPException):
    """`why`: a code of the contract with its parameters, or what the simulator has said."""

    def __init__(self, status: int, why: str | RefusalView, /, **params: Param) -> None:
        self.view = refusal(why, **params) if isinstance(why, str) else why
        super().__init__(status, self.view.detail, _again(params))


def _again(params: Mapping[str, Param]) -> dict[str, str] | None:
    """Who has to wait is told how long, whole seconds."""
    wait = params.get("wait")
    return {"Retry-After": str(int(wait) + 1)} if isinstance(wait, float) else None


def said(body: Any) -> RefusalView:  # noqa: ANN401  # JSON
    """The simulator's own words."""
    try:
        return RefusalView.model_validate(body)
    except ValidationError:
        return refusal("simulator_silent")


async def refused(_request: Request, problem: Exception) -> JSONResponse:
    """The answer."""
    if not isinstance(problem, Refused):
        raise problem
    return JSONResponse(problem.view.model_dump(), problem.status_code, problem.headers)
