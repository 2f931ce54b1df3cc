"""Studies beside the controls, behind the same token: what can be studied, and one study at a time."""

import asyncio
from collections.abc import Mapping

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sprue_contract.refusals import mistakes
from sprue_contract.studies import STUDIES, StudyCell, StudyWish
from sprue_contract.words import naming
from sprue_sim import studies
from sprue_sim.control import Control
from sprue_sim.orders import Refused
from sprue_sim.study_bench import Bench


def routes(controls: Mapping[str, Control]) -> list[Route]:
    """What the hub asks for whoever studies a cell."""
    running = asyncio.Lock()

    async def cells(_request: Request) -> Response:
        found = [_about(name, control).model_dump() for name, control in controls.items()]
        return JSONResponse(found)

    async def run(request: Request) -> Response:
        name, wish = request.path_params["cell"], _wish(await request.body())
        if name not in controls:
            raise Refused(404, "unknown_cell", cell=name, cells=list(controls))
        if running.locked():
            raise Refused(409, "study_busy")
        async with running:
            bench = Bench(controls[name].machine, controls[name].live.moment_us)
            made = await asyncio.to_thread(
                studies.run, wish.study, name, bench
            )  # up to 1 s: cells stay on time
        return JSONResponse(made.model_dump())

    return [Route("/studies", cells), Route("/studies/{cell}", run, methods=["POST"])]


def _about(name: str, control: Control) -> StudyCell:
    preset = control.machine.preset
    found = {one: studies.study(one).possible(preset) for one in STUDIES}
    why_not = {one: why for one, why in found.items() if why}
    return StudyCell(cell=name, **naming(title=control.machine.title), why_not=why_not)


def _wish(told: bytes) -> StudyWish:
    try:
        return StudyWish.model_validate_json(told)
    except ValidationError as problem:
        raise Refused(422, mistakes(problem)) from problem
