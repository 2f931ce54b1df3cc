"""What a source hands to the gateway: one reading at a time, each with the place to go on from after a restart.

A source knows nothing of MQTT, buffers or the hub. It yields readings; the gateway keeps each reading and its
`position` in one transaction, and gives the last kept position back when the source is asked again.
"""

import json
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, NamedTuple, Protocol, runtime_checkable

from pydantic import BaseModel

from sprue_contract.fields import Kind
from sprue_contract.payloads import BODIES, Body

Position = dict[str, Any]
Frame = Sequence[float | int | None]
KIND_OF: dict[type[BaseModel], Kind] = {body: kind for kind, body in BODIES.items()}  # type: ignore[misc]  # keys are Kinds

# One encoder for all: json.dumps with options builds a new one at each call. NaN is refused, as at the hub.
to_json = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode


class Reading(NamedTuple):
    """One record of a cell. For samples, `body` is only the frames, so that neighbours can be joined."""

    kind: Kind
    run: str
    measured_us: int
    body: str
    position: Position | None
    frames: int = 1
    layout: str | None = None


def record(body: Body, run: str, measured_us: int, position: Position | None = None) -> Reading:
    """A reading of any kind but a sample; `body` has been checked by being made."""
    text = body.model_dump_json(exclude_defaults=True)
    return Reading(KIND_OF[type(body)], run, measured_us, text, position)


def sample(layout: str, run: str, frames: Sequence[Frame], position: Position | None = None) -> Reading:
    """Frames of continuous channels; each is [measured_us, value, ...] in the order of `layout`.

    Raises:
        ValueError: a value is NaN or infinite; say None for not measured.
    """
    text = to_json(frames)[1:-1]
    return Reading("sample", run, int(frames[0][0] or 0), text, position, len(frames), layout)


class SourceError(Exception):
    """A machine that cannot be read; the message says where, what, what now and what did not happen."""


@dataclass(frozen=True)
class Surroundings:
    """What a source may need of the world: where relative paths start, the plant's time, the clock."""

    folder: Path
    now_us: Callable[[], int]
    pace: float = 1
    epoch_us: int | None = None
    face: str = ""


class Source(Protocol):
    """What the gateway needs to know of a machine: nothing but its readings.

    A source that goes on although something is wrong says so in an attribute `remark`.
    `EXAMPLE` is what a user would write under `source:`, without the type; the conformance test tries it.
    """

    Config: ClassVar[type[BaseModel]]
    EXAMPLE: ClassVar[dict[str, Any]]

    def __init__(self, cell: str, config: Any, around: Surroundings) -> None: ...  # noqa: ANN401

    async def probe(self) -> str:
        """Look once; return one line on what was found, or raise SourceError."""
        ...

    def readings(self, after: Position | None) -> AsyncIterator[Reading]:
        """Yield readings after `after` for as long as the machine can be read; raise when it cannot."""
        ...


@runtime_checkable
class WithHistory(Protocol):
    """A source that can also tell of the time before: read patiently, whenever nothing else waits."""

    def history(self, after: Position | None) -> AsyncIterator[Reading] | None:
        """Yield old records after `after`; None when there is no history to read."""
        ...
