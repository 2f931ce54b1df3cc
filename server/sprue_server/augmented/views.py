"""What the REST API says for augmented reality. Places are mm from the middle of the frame, x right, y down."""

from pydantic import BaseModel, Field

from sprue_contract.eyes import Of
from sprue_contract.fields import Origin
from sprue_server.eye_views import Places, Verdict


class MarkerView(BaseModel):
    """A marker of the fixture: corners clockwise from its own upper left."""

    id: int
    corners_mm: Places


class FixtureView(BaseModel):
    """The frame with its markers (ARUCO_MIP_36h12)."""

    width_mm: float
    height_mm: float
    markers: list[MarkerView]


class PlaceView(BaseModel):
    """Where a check sees something."""

    check: str
    outline_mm: Places
    area_mm2: float


class StoredView(BaseModel):
    """The newest inspection of this part or cavity. `reason` says why there is no verdict."""

    id: str
    verdict: Verdict
    reason: str | None
    warnings: list[str]
    places: list[PlaceView]
    measured_us: int
    cavity: int | None
    shot_counter: int | None
    origin: Origin


class OverlayView(BaseModel):
    """What to draw over a cell's plate or tray, and where its markers are; `stored` only after a first look."""

    cell: str
    kind: Of
    mould: str
    fixture: FixtureView
    cavities: list[int] = Field(description="Whose inspections are at hand")
    stored: StoredView | None


class JudgedView(BaseModel):
    """What is said of the photograph itself; nothing of it is kept."""

    verdict: Verdict
    reason: str | None
    warnings: list[str]
    places: list[PlaceView]
    silent: list[str] = Field(description="Checks that need lights which a photograph has not")


class PhotoView(BaseModel):
    """A photograph with its overlay.

    `mm_to_photo`: the 3 x 3 matrix, row by row, from mm of the fixture to pixels of the upright photograph,
    counted at their middles; empty when the markers were not found. `part_to_photo`: the same for the part as
    it lies there, when it was found.
    """

    width_px: int
    height_px: int
    markers: list[int] = Field(description="Numbers that were found")
    mm_to_photo: list[float]
    part_to_photo: list[float]
    judged: JudgedView
    overlay: OverlayView
