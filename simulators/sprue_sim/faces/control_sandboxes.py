"""The sandboxes beside the controls, behind the same token: who looks, takes one, gives it back."""

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sprue_contract.refusals import mistakes
from sprue_contract.sandbox import SandboxWish
from sprue_sim.orders import Refused
from sprue_sim.sandbox import FullError, Pool


def routes(pool: Pool) -> list[Route]:
    """What the hub asks for its visitors."""

    async def view(_request: Request) -> Response:
        return JSONResponse(pool.view().model_dump())

    async def take(request: Request) -> Response:
        try:
            lent = pool.take(_wish(await request.body()))
        except FullError as full:
            return JSONResponse({**full.view.model_dump(), "watch": full.watch}, full.status)
        return JSONResponse(lent.view().model_dump())

    async def give_back(request: Request) -> Response:
        pool.give_back(request.path_params["cell"])
        return Response(status_code=204)

    return [
        Route("/sandboxes", view),
        Route("/sandboxes", take, methods=["POST"]),
        Route("/sandboxes/{cell}", give_back, methods=["DELETE"]),
    ]


def _wish(told: bytes) -> SandboxWish:
    try:
        return SandboxWish.model_validate_json(told)
    except ValidationError as problem:
        raise Refused(422, mistakes(problem)) from problem
