"""What travels over MQTT, as typed payloads. One class per kind; a field's unit is in its name.

Change a field: raise VERSION. Infinities and NaN are refused at this border; null means not measured.
"""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from sprue_contract.fields import (
    CycleQuality,
    Microseconds,
    Name,
    Number,
    Origin,
    Slug,
    Strict,
)
from sprue_contract.words import Translations

MAX_CHANNELS = 500
MAX_FRAMES = 5000  # of one sample
Text = Annotated[str, Field(max_length=400)]
LayoutId = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
Values = dict[Name, Number | None]


class Channel(Strict):
    """One continuous signal: what it means, in which unit, what is plausible, where it comes from."""

    name: Name
    unit: Annotated[str, Field(max_length=20)]
    meaning: Text
    type: Literal["float64", "int64"] = "float64"
    low: Number = Field(description="Below it a reading is implausible")
    high: Number = Field(description="Above it a reading is implausible")
    normal_low: Number | None = Field(default=None, description="Lower process limit")
    normal_high: Number | None = Field(default=None, description="Upper process limit")
    origin: Origin


class Birth(Strict):
    """A cell tells what it is. Retained; again for each new run or layout, when it freezes, on request."""

    title: Text
    machine: Text = Field(description="Make and model, or the name of the simulated preset")
    product: Text | None = None
    mould: Text | None = None
    material: Text | None = None
    translations: Translations = {}
    origin: Origin
    sandbox: bool = Field(default=False, description="A visitor's own cell: in no figure of the plant")
    pace: Number = Field(gt=0, description="Seconds of machine time per second of the wall clock")
    time_lapse: Number = Field(
        default=1, ge=1, description="Wear, fouling and scale run so many times faster than in a real cell"
    )
    frozen_us: Microseconds | None = Field(
        default=None, description="Wall clock: since when its time stands, because somebody wanted it to"
    )
    started_us: Microseconds = Field(description="First moment of this run")
    until_us: Microseconds | None = Field(
        default=None, description="Last moment of a run that is known to end, such as history"
    )
    cavities: int = Field(default=1, ge=1, le=512)
    standard_cycle_s: Number | None = Field(default=None, gt=0)
    layout: LayoutId
    channels: Annotated[list[Channel], Field(max_length=MAX_CHANNELS)]
    shot_fields: list[Channel] = Field(default=[], max_length=MAX_CHANNELS)


class Sample(Strict):
    """Frames of continuous channels: each is [measured_us, value, ...] in the order of `layout`."""

    layout: LayoutId
    frames: Annotated[list[list[Number | int | None]], Field(min_length=1, max_length=MAX_FRAMES)]

    @model_validator(mode="after")
    def _one_width(self) -> "Sample":
        widths = {len(frame) for frame in self.frames}
        if len(widths) != 1 or not 2 <= widths.pop() <= MAX_CHANNELS + 1:  # noqa: PLR2004
            raise ValueError("every frame of a sample has a time and the same number of values")
        for frame in self.frames:
            if not isinstance(frame[0], int | float) or frame[0] != int(frame[0]) or frame[0] < 0:
                raise ValueError("a frame begins with its time in whole microseconds since 1970")
        return self


class Curve(Strict):
    """One signal over one shot; `data` is base64 of `curves.pack(values, step)`."""

    name: Name
    unit: Annotated[str, Field(max_length=20)]
    start_s: Number = Field(default=0, description="First sample, counted from the cycle's start")
    period_s: Number = Field(gt=0, le=60)
    step: Number = Field(gt=0, description="Resolution, in `unit`")
    count: int = Field(ge=1, le=100_000)
    data: Annotated[str, Field(max_length=2_000_000)]


class Shot(Strict):
    """One finished moulding cycle, named after OPC 40077 CycleParametersEventType."""

    started_us: Microseconds
    counter: int = Field(ge=0, lt=2**53, description="The machine's own count; restarts with orders")
    job: Text | None = None
    quality: CycleQuality = CycleQuality.GOOD_CYCLE
    start_up: bool = Field(default=False, description="Made while the process was still settling")
    values: Values = Field(description="What was measured, by quantity")
    settings: Values = Field(default={}, description="What was set, by quantity")
    curves: list[Curve] = Field(default=[], max_length=40)


class Image(Strict):
    """A picture of a part or a mould; travels in a lane of its own."""

    camera: Slug
    light: Slug | None = None
    shot_counter: int | None = None
    media_type: Literal["image/jpeg", "image/png"]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    data: Annotated[str, Field(max_length=7_000_000, description="base64")]


class Measurement(Strict):
    """A gauge's reading of a part."""

    shot_counter: int | None = Field(default=None, description="The shot the part is from")
    shot_measured_us: Microseconds | None = None
    inspector: Text = Field(description="Who or what measured")
    origin: Origin
    values: Values


class Event(Strict):
    """Something that happened: an alarm, a changed parameter, a changed mode, a note."""

    what: Literal["alarm", "parameter_change", "mode_change", "gap", "note"]
    name: Name = Field(description="Which alarm, parameter or mode")
    text: Text = ""
    classification: int | None = Field(default=None, description="OPC 40083 alarm group")
    severity: int | None = Field(default=None, ge=1, le=1000)
    active: bool | None = Field(default=None, description="An alarm comes (true) and goes (false)")
    before: Number | str | None = None
    after: Number | str | None = None
    unit: str | None = None
    originator: Literal["other", "machine", "operator", "mes", "peripheral"] = "machine"


class CellCount(Strict):
    """How much a gateway has made of one cell since its outbox began."""

    produced: int = Field(ge=0, description="Frames, shots and other records ever written")
    receipted: int = Field(ge=0, description="Of these, named by a receipt of the hub")
    dropped: int = Field(default=0, ge=0, description="Given up on purpose when the outbox was full")


READ, NOT_YET_READ = "ok", "no reading yet"  # of a source that nothing is wrong with


class Status(Strict):
    """A gateway's sign of life, retained; the broker sends `offline` as its will."""

    state: Literal["online", "offline"]
    counts: dict[Slug, CellCount] = {}
    outbox_bytes: int = Field(default=0, ge=0)
    unsent: int = Field(default=0, ge=0, description="Messages the client library refused")
    sources: dict[Slug, Text] = Field(default={}, description="Per cell READ, NOT_YET_READ, or what is wrong")


class Receipt(Strict):
    """The hub has stored these rows for good: ranges of seq, both ends included."""

    session: Slug
    ranges: Annotated[list[tuple[int, int]], Field(max_length=10_000)]


class Rebirth(Strict):
    """The hub asks for a cell's birth again, because it met a run or layout it does not know."""

    cell: Slug | None = Field(default=None, description="None: all cells")
    reason: Text


Body = Birth | Sample | Shot | Image | Measurement | Event
BODIES: dict[str, type[Body]] = {
    "birth": Birth,
    "sample": Sample,
    "shot": Shot,
    "image": Image,
    "measurement": Measurement,
    "event": Event,
}
