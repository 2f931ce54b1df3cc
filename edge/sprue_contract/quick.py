"""The short way to read samples: nine messages of ten, in the very form in which our gateway writes them.

What has this form cannot hold a key twice, nest deeper or name infinity; its numbers are read by pydantic's
own reader of JSON, in C speed. Anything else, right or wrong, is None here and goes the long way, which knows
all words.
"""

import re
from collections.abc import Sequence
from itertools import chain
from math import inf
from typing import Any

from pydantic_core import from_json

from sprue_contract.fields import MAX_EXACT, VERSION
from sprue_contract.payloads import MAX_CHANNELS, MAX_FRAMES, Sample

SLUG = rb'"([a-z0-9][a-z0-9-]{0,39})"'
WHOLE = rb"(0|[1-9][0-9]{0,15})"
HEAD = re.compile(rb'\{"v":%d,"gateway":%s,"session":%s,"sent_us":%s,"rows":\[' % (VERSION, SLUG, SLUG, WHOLE))
ROW = re.compile(
    rb'\{"seq":%s,"run":%s,"measured_us":%s,"body":\{"layout":"([0-9a-f]{16})","frames":'
    rb"(\[\[[-+0-9eE.,\[\]nul]*\]\])\}\}" % (WHOLE, SLUG, WHOLE)
)
# a number of so many digits: readers of JSON differ in what they make of it
DIGITS, ENDLESS = bytes.maketrans(b"0123456789", b"9" * 10), b"9" * 300
NUMBERS = {float, int, type(None)}
Fields = tuple[int, str, int, Sample]


def read_sample(payload: bytes, most_rows: int) -> tuple[str, str, int, list[Fields]] | None:
    """Gateway, session, sending time and rows of (seq, run, measured_us, body); None: read it the long way."""
    head = HEAD.match(payload)
    if head is None:
        return None
    rows, at = [], head.end()
    while (found := ROW.match(payload, at)) is not None:
        row = _row(found)
        if row is None:
            return None
        rows.append(row)
        at = found.end() + 1
        if payload[found.end() : at] != b",":
            break
    if payload[at - 1 :] != b"]}" or not 1 <= len(rows) <= most_rows or int(head[3]) >= MAX_EXACT:
        return None
    return head[1].decode(), head[2].decode(), int(head[3]), rows


def _row(found: re.Match[bytes]) -> Fields | None:
    seq, run, measured_us, layout, text = found.groups()
    if ENDLESS in text.translate(DIGITS):
        return None
    try:
        frames = from_json(text, allow_inf_nan=False)
    except ValueError:
        return None
    whole = int(seq), int(measured_us)
    if not 1 <= whole[0] < MAX_EXACT or whole[1] >= MAX_EXACT or len(frames) > MAX_FRAMES:
        return None
    if not (_plain(frames, text) or _sound(frames)):
        return None
    return whole[0], run.decode(), whole[1], Sample.model_construct(layout=layout.decode(), frames=frames)


def _plain(frames: Sequence[Any], text: bytes) -> bool:
    """Whether frames are numbers throughout, at the speed of C; False: they may be sound all the same.

    The text has no letters but those of null and of exponents, and no endless number, so nothing is infinite.
    """
    try:
        if len(set(map(len, frames))) != 1 or not 2 <= len(frames[0]) <= MAX_CHANNELS + 1:  # noqa: PLR2004
            return False
        sum(chain.from_iterable(frames))  # a null or a list is no number
    except TypeError:
        return False
    exponents = b"e" in text or b"E" in text
    return not exponents and all(type(frame[0]) is int and frame[0] >= 0 for frame in frames)


def _sound(frames: Sequence[Any]) -> bool:
    """What the model asks of frames, by hand."""
    width = len(frames[0]) if frames and isinstance(frames[0], list) else 0
    if not 2 <= width <= MAX_CHANNELS + 1:  # noqa: PLR2004
        return False
    return all(_frame(frame, width) for frame in frames)


def _frame(frame: Any, width: int) -> bool:  # noqa: ANN401
    if not isinstance(frame, list) or len(frame) != width or not NUMBERS.issuperset(map(type, frame)):
        return False
    return type(frame[0]) is int and frame[0] >= 0 and inf not in frame and -inf not in frame
