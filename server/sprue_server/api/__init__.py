"""What every REST resource shares; each resource is one file here with a `router`, found by its place."""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Annotated, cast

from fastapi import APIRouter, Depends, Query
from starlette.requests import HTTPConnection

from sprue_contract.fields import MAX_EXACT
from sprue_server.hub import Hub

BASE = "/api/v1"
Moment = Annotated[int, Query(ge=0, lt=MAX_EXACT, description="UTC, microseconds since 1970")]
MaybeMoment = Annotated[int | None, Query(ge=0, lt=MAX_EXACT, description="UTC, microseconds since 1970")]


def get_hub(connection: HTTPConnection) -> Hub:
    """The hub that this application was made for."""
    return cast("Hub", connection.app.state.hub)


HubIn = Annotated[Hub, Depends(get_hub)]


def routers() -> Iterator[APIRouter]:
    """Every resource in this folder."""
    for module in pkgutil.iter_modules(__path__):
        yield importlib.import_module(f"{__name__}.{module.name}").router
