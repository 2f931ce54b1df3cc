"""How a gateway reads a simulated machine: one JSON object per line over TCP.

The gateway asks once: which machine, which stream, after which position. The machine answers with records for
as long as the line is open. Scenario control and ground truth never travel here.
"""

import json
from typing import Any, Literal

from pydantic import Field

from sprue_contract.fields import Kind, Microseconds, Slug, Strict
from sprue_contract.payloads import BODIES

DEFAULT_PORT = 7410
MAX_LINE = 4_000_000  # bytes; asyncio's own limit of 64 kB would refuse a shot with curves


class Ask(Strict):
    """The first and only line a gateway sends."""

    machine: Slug
    stream: Literal["live", "history"] = "live"
    run: Slug | None = Field(default=None, description="The run that `after` counts in")
    after: int = Field(default=0, ge=0, description="Last position that the gateway has kept")


class Record(Strict):
    """One line of the answer. Positions count up by one within a run, from 1."""

    position: int = Field(ge=1)
    kind: Kind
    run: Slug
    measured_us: Microseconds
    body: dict[str, Any]


class Refusal(Strict):
    """The answer when the question cannot be served."""

    refused: str


def read_line(line: bytes) -> Record:
    """Read a record and check its body.

    Raises:
        ValueError: the line is no record, or is a refusal (its text is the message).
    """
    raw = json.loads(line)
    if isinstance(raw, dict) and "refused" in raw:
        raise ValueError(Refusal.model_validate(raw).refused)
    record = Record.model_validate(raw)
    BODIES[record.kind].model_validate(record.body)
    return record
