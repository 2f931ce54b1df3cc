"""What every REST resource shares; each resource is one file here with a `router`, found by its place."""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Annotated, cast

from fastapi import APIRouter, Depends, Query
from starlette.requests import HTTPConnection
from starlette.routing import Match
from starlette.types import Scope

from sprue_contract.fields import MAX_EXACT
from sprue_server.hub import Hub

BASE = "/api/v1"
Moment = Annotated[int, Query(ge=0, lt=MAX_EXACT, description="UTC, microseconds since 1970")]
MaybeMoment = Annotated[int | None, Query(ge=0, lt=MAX_EXACT, description="UTC, microseconds since 1970")]


async def get_hub(connection: HTTPConnection) -> Hub:
    """The hub that this application was made for; `async`, or each request waits for a thread to be told it."""
    return cast("Hub", connection.app.state.hub)


class Resource(APIRouter):
    """A router that looks at its routes only for paths below its prefix.

    FastAPI asks each of all two hundred routes, twice: a sixth of what a page cost a hub with 200 visitors.
    """

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """None of ours, unless the path begins as ours do."""
        begins = f"{BASE}{self.prefix.partition('{')[0]}"
        return super().matches(scope) if scope.get("path", "").startswith(begins) else (Match.NONE, {})


HubIn = Annotated[Hub, Depends(get_hub)]


def routers() -> Iterator[APIRouter]:
    """Every resource in this folder."""
    for module in pkgutil.iter_modules(__path__):
        yield importlib.import_module(f"{__name__}.{module.name}").router
