"""What every way to read a machine promises, tried on whatever lies in sources/."""

import inspect

import pytest
from pydantic import BaseModel, ValidationError

from sprue_edge import sources
from sprue_edge.reading import SourceError, Surroundings

ALL = sources.names()


@pytest.fixture(params=ALL)
def found(request):
    return sources.source_type(request.param)


@pytest.fixture
def around(tmp_path):
    return Surroundings(tmp_path, lambda: 1_000_000, face="127.0.0.1:1")


def test_the_first_three_sources_are_found_by_their_file_names():
    assert {"simulated", "recorded", "csv_file"} <= set(ALL)


def test_an_unknown_source_is_answered_with_those_that_exist():
    with pytest.raises(
        sources.UnknownSourceError, match=r"'opc_ua'; there are .*csv_file, recorded, simulated"
    ):
        sources.source_type("opc_ua")


def test_a_source_says_what_it_is_for(found):
    assert found.__doc__
    assert inspect.getmodule(found).__doc__.startswith("Source `")


def test_the_example_of_its_keys_is_right(found):
    assert issubclass(found.Config, BaseModel)
    assert found.Config.model_validate(found.EXAMPLE)


def test_a_misspelt_key_is_refused(found):
    with pytest.raises(ValidationError, match="colour"):
        found.Config.model_validate({**found.EXAMPLE, "colour": "red"})


def test_it_can_be_made_without_touching_the_machine(found, around):
    assert found("cell-1", found.Config.model_validate(found.EXAMPLE), around).readings(None)


@pytest.mark.parametrize("name", ["recorded", "csv_file"])
def test_a_machine_without_words_of_its_own_may_be_named_in_several_languages(name):
    found = sources.source_type(name)
    names = {"title": {"en": "Press 1", "es": "Prensa 1"}, "product": "Cap"}
    told = found.Config.model_validate({**found.EXAMPLE, **names}).told()
    assert (told["title"], told["product"], told["mould"]) == ("Press 1", "Cap", None)
    assert told["translations"] == {"es": {"title": "Prensa 1"}}


async def test_a_machine_that_is_not_there_is_explained(found, around):
    config = found.Config.model_validate({**found.EXAMPLE, **away(found)})
    source = found("cell-1", config, around)
    with pytest.raises(SourceError, match=r"\. .*the other cells run"):
        await source.probe()
    with pytest.raises(SourceError, match="the other cells run"):
        await anext(aiter(source.readings(None)))


def away(found):
    return {"address": "127.0.0.1:1"} if "address" in found.Config.model_fields else {}
