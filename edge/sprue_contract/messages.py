"""One MQTT message: who sent it, and one or more rows of the same cell and kind.

A row is made once, kept as text in the outbox and never made again; only `sent_us` is added when it leaves.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import Field, ValidationError

from sprue_contract.fields import VERSION, Kind, Microseconds, Slug, Strict
from sprue_contract.payloads import BODIES, Body
from sprue_contract.quick import read_sample

MAX_BYTES = 8_000_000
MAX_ROWS = 2000


@dataclass(slots=True)
class Row:
    """One record as read. `(session, seq)` names it for receipts; the stream and `measured_us` place it."""

    seq: int
    run: str
    measured_us: int
    body: Body


@dataclass(slots=True)
class Message:
    """What is read from a topic of a cell; plain classes, as thousands a second are made of what is checked."""

    gateway: str
    session: str
    sent_us: int
    rows: list[Row]


class UnreadableError(Exception):
    """A message that cannot be used; `reason` is a short slug, `detail` says what is wrong where."""

    def __init__(self, reason: str, detail: str, seqs: Sequence[int] = (), session: str | None = None) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason, self.detail = reason, detail
        self.seqs, self.session = tuple(seqs), session

    def bare(self) -> "UnreadableError":
        """The same without where it was raised and from what: to keep."""
        return UnreadableError(self.reason, self.detail, self.seqs, self.session)


class TravellingRow(Strict):
    """One record as it travels."""

    seq: int = Field(ge=1, lt=2**53)
    run: Slug
    measured_us: Microseconds
    body: Body


class Envelope(Strict):
    """A message as it travels, whole; `read_message` reads it in two steps to name what is wrong."""

    v: Literal[1]
    gateway: Slug
    session: Slug
    sent_us: Microseconds
    rows: list[TravellingRow] = Field(min_length=1, max_length=MAX_ROWS)


class _Head(Strict):
    v: int
    gateway: Slug
    session: Slug
    sent_us: Microseconds
    rows: list[dict[str, Any]] = Field(min_length=1, max_length=MAX_ROWS)


class _RowHead(Strict):
    seq: int = Field(ge=1, lt=2**53)
    run: Slug
    measured_us: Microseconds
    body: dict[str, Any]


def row_text(seq: int, run: str, measured_us: int, body: str) -> str:
    """A row as it is kept; `body` is already JSON."""
    return f'{{"seq":{seq},"run":"{run}","measured_us":{measured_us},"body":{body}}}'


def message_bytes(gateway: str, session: str, sent_us: int, rows: Sequence[str]) -> bytes:
    """Join kept rows to one message."""
    head = f'{{"v":{VERSION},"gateway":"{gateway}","session":"{session}","sent_us":{sent_us}'
    return f'{head},"rows":[{",".join(rows)}]}}'.encode()


def read_message(payload: bytes, kind: Kind) -> Message:
    """Read and check a message.

    Raises:
        UnreadableError: with a reason of `too-large`, `not-utf8`, `not-json`, `not-finite`,
            `duplicate-key`, `too-deep`, `wrong-version`, `wrong-envelope` or `wrong-body`, and with
            the seqs of its rows as far as they could be read, so that they can be receipted.
    """
    quick = read_sample(payload, MAX_ROWS) if kind == "sample" and len(payload) <= MAX_BYTES else None
    if quick is not None:
        gateway, session, sent_us, told = quick
        return Message(gateway, session, sent_us, [Row(*row) for row in told])
    head = _head(payload)
    rows, body_type = [], BODIES[kind]
    for raw in head.rows:
        try:
            row = _RowHead.model_validate(raw)
            body = body_type.model_validate(row.body)
        except ValidationError as problem:
            raise UnreadableError("wrong-body", _first(problem), _seqs(head.rows), head.session) from problem
        rows.append(Row(row.seq, row.run, row.measured_us, body))
    return Message(head.gateway, head.session, head.sent_us, rows)


def _head(payload: bytes) -> _Head:
    raw = decode(payload)
    seqs = _seqs(raw.get("rows") if isinstance(raw, dict) else None)
    session = raw.get("session") if isinstance(raw, dict) else None
    known = session if isinstance(session, str) else None
    if isinstance(raw, dict) and raw.get("v") != VERSION:
        detail = f"version {raw.get('v')!r}, this hub reads {VERSION}"
        raise UnreadableError("wrong-version", detail, seqs, known)
    try:
        return _Head.model_validate(raw)
    except ValidationError as problem:
        raise UnreadableError("wrong-envelope", _first(problem), seqs, known) from problem


def decode(payload: bytes) -> Any:  # noqa: ANN401  # JSON is anything until it is checked
    """Strict JSON: UTF-8, no NaN or infinity, no key twice, no bottomless nesting.

    Raises:
        UnreadableError: saying which of these it is.
    """
    if len(payload) > MAX_BYTES:
        raise UnreadableError("too-large", f"{len(payload)} bytes, at most {MAX_BYTES}")
    try:
        text = payload.decode("utf-8")
        return json.loads(text, parse_constant=_refuse, object_pairs_hook=_no_key_twice)
    except UnicodeDecodeError as problem:
        raise UnreadableError("not-utf8", str(problem)) from problem
    except RecursionError as problem:
        raise UnreadableError("too-deep", "nested too deeply") from problem
    except json.JSONDecodeError as problem:
        raise UnreadableError("not-json", str(problem)) from problem
    except ValueError as problem:  # a whole number of more than 4300 digits
        raise UnreadableError("not-json", str(problem)) from problem


def _refuse(word: str) -> Any:  # noqa: ANN401
    raise UnreadableError("not-finite", f"{word} is not a number; use null for not measured")


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise UnreadableError("duplicate-key", "an object names the same key twice")
    return found


def _seqs(rows: object) -> list[int]:
    if not isinstance(rows, list):
        return []
    found = [row.get("seq") for row in rows if isinstance(row, dict)]
    return [seq for seq in found if type(seq) is int and 0 < seq < 2**53]


def _first(problem: ValidationError) -> str:
    item = problem.errors(include_url=False, include_input=False)[0]
    return f"{'.'.join(map(str, item['loc']))}: {item['msg']}"
