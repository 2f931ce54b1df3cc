"""The fixture of a model: where its markers are, and where the camera that it was learnt on stood."""

import zipfile
from pathlib import Path
from typing import NamedTuple

import numpy as np
from pydantic import ValidationError

from sprue_server.augmented.views import FixtureView, MarkerView
from sprue_server.vision.fixture import Fixture, Matrix


class Standing(NamedTuple):
    """A fixture, and the homography (3, 3) from its mm to pixels of the camera that the model was learnt on."""

    fixture: Fixture
    usual: Matrix


def standing(model: Path) -> Standing | None:
    """What a model's file says; None when it says nothing of a fixture, or is none."""
    try:
        with model.open("rb") as file, np.load(file, allow_pickle=False) as told:
            usual = np.asarray(told["stage_usual"], np.float64)
            fixture = Fixture.model_validate_json(str(told["stage_fixture"]))
    except (OSError, KeyError, ValueError, ValidationError, zipfile.BadZipFile):
        return None
    return Standing(fixture, usual) if usual.shape == (3, 3) and np.isfinite(usual).all() else None


def view(fixture: Fixture) -> FixtureView:
    """For a page."""
    markers = [
        MarkerView(id=number, corners_mm=list(corners)) for number, corners in enumerate(fixture.markers_mm)
    ]
    return FixtureView(width_mm=fixture.width_mm, height_mm=fixture.height_mm, markers=markers)
