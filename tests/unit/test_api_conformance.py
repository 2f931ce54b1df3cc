"""Each file in api/ keeps the same promises; a new resource is tested the moment it exists."""

import importlib
import json
import pkgutil

import pytest
from fastapi.routing import APIRoute

import sprue_server.api as package
from sprue_contract.fields import MAX_EXACT
from sprue_server.api import BASE
from sprue_server.api.cable import mine
from sprue_server.api.roles import role_now
from sprue_server.app import create_app

NAMES = [module.name for module in pkgutil.iter_modules(package.__path__)]
SAFE = {"GET", "HEAD"}
FOR_EVERYBODY = {
    *(("POST", "/login"), ("POST", "/logout"), ("POST", "/sandbox"), ("DELETE", "/sandbox")),
    ("POST", "/ar/inspect"),  # looks and keeps nothing
    ("POST", "/quality-class/try"),  # learns and keeps nothing
    ("POST", "/firm/effects"),  # reckons and keeps nothing
    *(("POST", "/visits/slots/{slot}/bookings"), ("POST", "/visits/walks")),
    *(("PUT", "/visits/bookings/{code}"), ("DELETE", "/visits/bookings/{code}")),  # by an unguessable code
    *(("POST", "/tour/join"), ("POST", "/tour/leave"), ("POST", "/tour/rating")),
    ("POST", "/tour/guide"),  # by a code that the instructor's page has shown
    ("POST", "/roadmap/plan"),  # so do a road map and its paper
    *(("POST", "/roadmap/export/plan.pdf"), ("POST", "/roadmap/export/plan.json")),
    *(("POST", "/studies/{study}"), ("POST", "/studies/{study}/points")),  # of a copy; nothing is kept
    *(("POST", "/voices"), ("PUT", "/voices/{number}/vote"), ("DELETE", "/voices/{number}/vote")),
    *((method, "/together/meetings/{number}/seat") for method in ("PUT", "DELETE")),
    ("POST", "/together/interests"),
    *(("DELETE", path) for path in ("/mine", "/mine/{kind}/{number}", "/mine/{kind}/{number}/names")),
    ("POST", "/mine/leave"),
}


def routes(name: str) -> list[APIRoute]:
    router = importlib.import_module(f"{package.__name__}.{name}").router
    return [route for route in router.routes if isinstance(route, APIRoute)]


def asks_who_it_is(route: APIRoute) -> bool:
    """For a role, or for the lease of a press."""
    asked, found = [*route.dependant.dependencies], []
    while asked:
        found.append(asked.pop())
        asked += found[-1].dependencies
    return any(part.call in {role_now, mine} for part in found)


@pytest.mark.parametrize("name", NAMES)
def test_a_resource_says_what_it_is_for(name: str):
    module = importlib.import_module(f"{package.__name__}.{name}")
    assert module.__doc__
    assert module.router.tags, "the tag groups it in the documentation"


@pytest.mark.parametrize("name", NAMES)
def test_every_route_has_a_summary_a_description_and_a_typed_answer(name: str):
    for route in routes(name):
        assert route.summary, route.path
        assert route.description, route.path
        file = "/export/" in route.path
        assert route.response_model is not None or file, f"{route.path} answers with something untyped"


@pytest.mark.parametrize("name", NAMES)
def test_whatever_changes_something_asks_who_it_is(name: str):
    for route in routes(name):
        for method in route.methods - SAFE:
            assert (method, route.path) in FOR_EVERYBODY or asks_who_it_is(route), f"{method} {route.path}"


def test_the_description_of_the_api_needs_no_hub():
    told = create_app(None).openapi()
    assert told["info"]["title"] == "Sprue hub"
    assert "microseconds" in told["info"]["description"]
    paths = {path.removeprefix(BASE) for path in told["paths"]}
    assert {"/cells", "/cells/{cell}/series", "/cells/{cell}/shots/{shot}", "/health", "/me"} <= paths


def integers_asked_for():
    for path, deeds in create_app(None).openapi()["paths"].items():
        for method, told in deeds.items():
            for one in told.get("parameters", []):
                kinds = one["schema"].get("anyOf", [one["schema"]])
                yield from ((f"{method} {path} {one['name']}", kind) for kind in kinds if _whole(kind))


def _whole(kind) -> bool:
    return kind.get("type") == "integer"


def test_a_whole_number_in_an_address_is_one_that_the_store_can_hold():
    """No database holds more than 63 bits; unbounded, such an address was answered with 500."""
    asked = list(integers_asked_for())
    assert len(asked) > 50
    for where, kind in asked:
        assert {"minimum", "exclusiveMinimum"} & set(kind), (
            f"{where} has no least: RowNumber, Moment or a Query"
        )
        most = kind.get("maximum", kind.get("exclusiveMaximum"))
        assert most is not None, f"{where} has no most: RowNumber, Moment or a Query"
        assert most <= MAX_EXACT, where


def test_the_front_end_finds_the_types_of_the_live_stream_in_the_description():
    schemas = json.loads(json.dumps(create_app(None).openapi()))["components"]["schemas"]
    assert {"LiveSnapshot", "LiveDelta", "ShotDetail", "Template"} <= set(schemas)
