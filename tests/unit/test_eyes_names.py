"""A model is called alike by who learns it, from a mould's file, and by who looks, from a birth."""

import pytest

from sprue_contract.eyes import model_name, seen_by, slug
from sprue_sim import library
from sprue_sim.told import Span, birth

MOULDS = library.names("moulds")


@pytest.mark.parametrize("name", library.names("cells"))
def test_a_birth_names_the_mould_as_its_file_does(name: str):
    preset = library.preset(name)
    told = birth(preset, preset.title, Span(0), 10.0).body["mould"]
    assert model_name(told, "part") == model_name(str(library.preset(name).mould.name), "part")


def test_no_two_moulds_share_a_model():
    names = {slug(str(library.preset(name).mould.name)) for name in library.names("cells")}
    assert len(names) == len(MOULDS)


@pytest.mark.parametrize(
    ("title", "name"), [("Tapón 28 mm, 8 cav.", "tapon-28-mm-8-cav"), ("  ", ""), ("x" * 200, "x" * 80)]
)
def test_a_slug_is_a_file_name_whatever_the_title(title: str, name: str):
    assert slug(title) == name


@pytest.mark.parametrize(
    ("camera", "sees"),
    [
        ("part-12", ("part", 12)),
        ("mould-1", ("mould", 1)),
        ("mould", ("mould", None)),
        ("parts", ("part", None)),
        ("part-x", ("part", None)),
        ("part-123456", ("part", None)),
        ("station-3", ("part", None)),
    ],
)
def test_what_a_camera_sees_is_told_by_its_name(camera: str, sees: tuple):
    assert seen_by(camera) == sees
