"""The sandboxes beside the controls, behind the same token: looked at, taken, unplugged, given back."""

from typing import TypeVar

from pydantic import BaseModel, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sprue_contract.refusals import mistakes
from sprue_contract.sandbox import CableWish, SandboxWish
from sprue_sim.orders import Refused
from sprue_sim.sandbox import FullError, Pool

T = TypeVar("T", bound=BaseModel)


def routes(pool: Pool) -> list[Route]:
    """What the hub asks for its visitors."""

    async def view(_request: Request) -> Response:
        return JSONResponse(pool.view().model_dump())

    async def take(request: Request) -> Response:
        try:
            lent = pool.take(_wish(SandboxWish, await request.body()))
        except FullError as full:
            return JSONResponse({**full.view.model_dump(), "watch": full.watch}, full.status)
        return JSONResponse(lent.view().model_dump())

    async def give_back(request: Request) -> Response:
        pool.give_back(request.path_params["cell"])
        return Response(status_code=204)

    async def cable(request: Request) -> Response:
        view = await pool.cable(request.path_params["cell"]).view()
        return JSONResponse(view.model_dump())

    async def put(request: Request) -> Response:
        wish = _wish(CableWish, await request.body())
        view = await pool.cable(request.path_params["cell"]).put(plugged=wish.plugged)
        return JSONResponse(view.model_dump())

    return [
        Route("/sandboxes", view),
        Route("/sandboxes", take, methods=["POST"]),
        Route("/sandboxes/{cell}", give_back, methods=["DELETE"]),
        Route("/sandboxes/{cell}/cable", cable),
        Route("/sandboxes/{cell}/cable", put, methods=["POST"]),
    ]


def _wish(model: type[T], told: bytes) -> T:
    try:
        return model.model_validate_json(told)
    except ValidationError as problem:
        raise Refused(422, mistakes(problem)) from problem
