"""`python -m sprue_server.inspecting.worker`: looks at pictures for the hub, one job at a time.

A line of JSON comes on standard input, a line goes out. It is nice to everybody else, uses one thread, may take
so much memory, and ends at once when its input closes: also when the hub was killed. What no check foresaw ends
it with a traceback, and the hub starts another.
"""

import os
import resource
import sys
import threading
from base64 import b64encode
from collections import OrderedDict
from pathlib import Path
from queue import SimpleQueue

import cv2
from threadpoolctl import threadpool_limits

from sprue_contract.aside import step_aside
from sprue_server.inspecting.jobs import JOB, Answer, DescribeJob, Facts, InspectJob, Job, RelearnJob, Seen
from sprue_server.inspecting.relearn import relearnt
from sprue_server.vision import inspector
from sprue_server.vision.inspection import Inspection, Reason
from sprue_server.vision.inspector import Inspector, InspectorError
from sprue_server.vision.narrowed import narrowed
from sprue_server.vision.pictures import PictureError, Pixels, read

NICE = 10
MOST_BYTES = 1_500_000_000  # of data; the largest picture that is read takes 450 MB while it is decoded
MODELS = 12  # parts and moulds of six cells


class Shelf:
    """Models that were used last; one whose file has changed is read again."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[int, Inspector]] = OrderedDict()

    def get(self, path: str) -> Inspector:
        """The model of a file.

        Raises:
            InspectorError: it cannot be used.
            OSError: it is not there.
        """
        changed_ns = Path(path).stat().st_mtime_ns
        if path not in self._kept or self._kept[path][0] != changed_ns:
            self._kept[path] = changed_ns, inspector.load(Path(path))
        self._kept.move_to_end(path)
        while len(self._kept) > MODELS:
            self._kept.popitem(last=False)
        return self._kept[path][1]


def answer(job: Job, shelf: Shelf) -> Answer:
    """Do a job, or say why not."""
    try:
        match job:
            case InspectJob():
                return Answer(seen=_seen(job, shelf.get(job.model)))
            case DescribeJob():
                return Answer(facts=_facts(shelf.get(job.model)))
            case RelearnJob():
                return Answer(relearnt=relearnt(job))
    except (InspectorError, OSError, MemoryError) as problem:
        return Answer(problem=f"{type(problem).__name__}: {problem}"[:500])


def _seen(job: InspectJob, known: Inspector) -> Seen:
    pictures: dict[str, Pixels] = {}
    for light, name in job.pictures.items():
        path = Path(name)
        if not path.is_file():
            return _told(_cannot("no_picture", known))
        try:
            pictures[light] = read(path).pixels
        except PictureError as problem:
            sys.stderr.write(f"{problem}\n")
            return _told(_cannot("damaged", known))
    speaking = narrowed(known, pictures) if job.fewer else known
    silent = [name for name in known.learnt if name not in speaking.learnt]
    return _told(speaking.inspect(pictures)).model_copy(update={"silent": silent})


def _cannot(reason: Reason, known: Inspector) -> Inspection:
    return Inspection("cannot judge", reason, (), None, None, (), b"", 0.0, known.version)


def _told(found: Inspection) -> Seen:
    told = found._asdict() | {"map_png": b64encode(found.map_png)}
    told["checks"] = [
        one._asdict() | {"regions": [region._asdict() for region in one.regions]} for one in found.checks
    ]
    return Seen.model_validate(told)


def _facts(known: Inspector) -> Facts:
    promised = known.promise
    return Facts(
        version=known.version,
        goods=promised.goods,
        reject=promised.reject,
        not_passed=promised.not_passed,
        lights=list(known.stage.lights),
        held=[round(float(one), 4) for one in known.held.scores],
        taught=known.head is not None,
    )


def _lines(came: SimpleQueue[bytes]) -> None:
    """Jobs as they come; a closed input ends everything, whatever is being looked at."""
    for line in sys.stdin.buffer:
        came.put(line)
    os._exit(0)


def main() -> None:
    """For ever."""
    step_aside(NICE)
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_BYTES, MOST_BYTES))
    cv2.setNumThreads(1)
    came: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_lines, args=(came,), daemon=True).start()
    shelf, out = Shelf(), sys.stdout.buffer
    with threadpool_limits(1):
        while True:
            done = answer(JOB.validate_json(came.get()), shelf)
            out.write(done.model_dump_json().encode() + b"\n")
            out.flush()


if __name__ == "__main__":
    main()
