"""`python -m sprue_server.quality_class`: a CSV file comes in, what a model would tell of its parts goes out.

A program of its own, so that learning takes no time from the hub; JSON with `trial`, or with `few`.
"""

import json
import os
import sys
from collections import Counter

from threadpoolctl import threadpool_limits

from sprue_server.imports.classes import Classed, read_classes
from sprue_server.imports.rejections import FileWrong, Rejection
from sprue_server.quality_class.trial import LEAST, enough, tried

NICE = 10
EMPTY: dict[str, object] = {
    "parts": 0,
    "columns": [],
    "left_out": [],
    "trial": None,
    "few": None,
    "needs": None,
}
SHOWN = 200  # rejected rows that are told


def answer(data: bytes) -> dict[str, object]:
    """What is told of a file."""
    try:
        found = read_classes(data)
    except FileWrong as problem:
        return {**EMPTY, "rejected": [_told(problem.rejection)], "rejected_rows": 1}
    told: dict[str, object] = {
        **EMPTY,
        "parts": len(found.classes),
        "columns": found.names,
        "left_out": found.left_out,
        "rejected": [_told(one) for one in found.rejected[:SHOWN]],
        "rejected_rows": len({one.line for one in found.rejected}),
    }
    return told | _tried(found)


def _tried(found: Classed) -> dict[str, object]:
    counts = Counter(found.classes)
    if not found.names or not enough(list(counts.values())):
        return {"few": counts, "needs": LEAST}
    with threadpool_limits(1):
        return {"trial": tried(found.table, found.classes, found.names)._asdict()}


def _told(one: Rejection) -> dict[str, object]:
    told = {"line": one.line, "column": one.column, "value": one.value[:400], "code": one.code}
    return {**told, "params": dict(one.params), "sentence": one.sentence}


if __name__ == "__main__":
    os.nice(NICE)
    sys.stdout.write(json.dumps(answer(sys.stdin.buffer.read())))
