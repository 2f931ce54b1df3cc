"""What every REST resource shares; each resource is one file here with a `router`, found by its place."""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Annotated, cast

from fastapi import APIRouter, Depends
from starlette.requests import HTTPConnection

from sprue_server.hub import Hub

BASE = "/api/v1"


def get_hub(connection: HTTPConnection) -> Hub:
    """The hub that this application was made for."""
    return cast("Hub", connection.app.state.hub)


HubIn = Annotated[Hub, Depends(get_hub)]


def routers() -> Iterator[APIRouter]:
    """Every resource in this folder."""
    for module in pkgutil.iter_modules(__path__):
        yield importlib.import_module(f"{__name__}.{module.name}").router
