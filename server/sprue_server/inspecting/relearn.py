"""What people have told teaches a head: it weighs the distances that the checks measure.

The goods of the commissioning are not needed again: a model keeps how far each of them was when the others
judged it. Confirmed goods join them as examples, not as a measure of the promise: people look at odd ones.
"""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sprue_server.inspecting.jobs import RelearnJob, Relearnt, Told
from sprue_server.vision import conformal, head, inspector, verdicts
from sprue_server.vision.inspector import Held, Inspector
from sprue_server.vision.pictures import PictureError, read
from sprue_server.vision.seen import Unseen, seen

LEAST = head.PARTS  # defects: one in each part that is held back
Distances = NDArray[np.float64]


def relearnt(job: RelearnJob) -> Relearnt:
    """Try it; where the head tells held-back verdicts better than the largest distance, write the new model.

    Raises:
        InspectorError: the model cannot be read or written; nothing was changed.
    """
    known = inspector.load(Path(job.model))
    rows = [(one.defect, _distances(known, one)) for one in job.told]
    defects = [row for defect, row in rows if defect and row is not None]
    goods = [row for defect, row in rows if not defect and row is not None]
    unread = sum(row is None for _, row in rows)
    if len(defects) < LEAST:
        return Relearnt(won=False, before=None, after=None, defects=len(defects), unread=unread)
    contest, taught = _taught(known, goods, defects)
    if contest.won:
        taught.save(Path(job.out))
    return Relearnt(
        won=contest.won, before=contest.normality, after=contest.head, defects=len(defects), unread=unread
    )


def _distances(known: Inspector, told: Told) -> Distances | None:
    """What the checks measure; None: it cannot be seen any more."""
    try:
        pictures = {light: read(Path(path)).pixels for light, path in told.pictures.items()}
        found = known.look(seen(known.stage, pictures))
    except (PictureError, Unseen):
        return None  # counted as unread
    return np.concatenate([np.asarray(one.distances, np.float64) for one in found.values()])


def _taught(
    known: Inspector, goods: Iterable[Distances], defects: Iterable[Distances]
) -> tuple[head.Contest, Inspector]:
    own = known.held.distances
    negatives = np.array([*own, *goods])
    standard = known.gauge.standard(np.array([*negatives, *defects]))
    defect = np.arange(len(standard)) >= len(negatives)
    evidence = verdicts.evidence(standard)
    contest = head.contest(evidence, defect, standard.max(1))
    held = Held(own, conformal.standing(contest.held[: len(own)]))
    taught = replace(known, held=held, head=head.fitted(evidence, defect), version="")
    return contest, inspector.of(taught.packed())
