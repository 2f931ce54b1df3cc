"""Small types that every payload is made of: names, times, origins, numbers that are real numbers."""

from enum import IntEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

VERSION = 1
MAX_EXACT = 2**53  # above it a float64 no longer tells two whole numbers apart

Slug = Annotated[
    str,
    Field(
        pattern=r"^[a-z0-9][a-z0-9-]*$",
        max_length=40,
        description="small letters, digits and dashes, for example imm-1",
    ),
]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Microseconds = Annotated[
    int,
    Field(ge=0, lt=MAX_EXACT, description="UTC, microseconds since 1970-01-01"),
]
RowNumber = Annotated[
    int,
    Field(ge=1, le=2**31 - 1, description="By which the hub has kept it"),
]  # what PostgreSQL's `integer` holds; SQLite and Python would take more and fail later
Number = Annotated[float, Field(allow_inf_nan=False)]
Origin = Literal["simulated", "recorded", "real"]
Kind = Literal["birth", "sample", "shot", "image", "measurement", "event"]
KINDS: tuple[Kind, ...] = ("birth", "sample", "shot", "image", "measurement", "event")


class Strict(BaseModel):
    """A payload that cannot be changed and that refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class MachineMode(IntEnum):
    """OPC 40083 MachineModeEnumeration."""

    OTHER = 0
    AUTOMATIC = 1
    SEMI_AUTOMATIC = 2
    MANUAL = 3
    SETUP = 4
    SLEEP = 5


class ProductionStatus(IntEnum):
    """OPC 40083 ProductionStatusEnumeration."""

    OTHER = 0
    NO_PRODUCTION = 1
    START_UP = 2
    READY_FOR_PRODUCTION = 3
    PRODUCTION = 4
    DRY_RUN = 5


class CycleQuality(IntEnum):
    """OPC 40083 CycleQualityEnumeration."""

    GOOD_CYCLE = 0
    BAD_CYCLE = 1
    TEST_SAMPLE_CYCLE = 2
    FAILED_CYCLE = 3


class Phase(IntEnum):
    """Where in its cycle a press is. Ours: OPC 40077 has no name for it."""

    STANDSTILL = 0
    CLOSE = 1
    FILL = 2
    PACK = 3
    COOL = 4
    OPEN = 5
    EJECT = 6
