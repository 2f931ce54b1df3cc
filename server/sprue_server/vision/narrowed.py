"""An inspector with fewer lights than it learnt under: those of its checks that can still look.

A photograph has one light. What each check said of each held good is known, so the remaining checks are held
against the same goods, and their promise is as exact as that of all; nothing is learnt anew.
"""

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from sprue_server.vision import checks, conformal
from sprue_server.vision.inspector import Held, Inspector
from sprue_server.vision.stage import Stage
from sprue_server.vision.verdicts import Gauge
from sprue_server.vision.watching import Usual


def narrowed(known: Inspector, lights: Collection[str]) -> Inspector:
    """For pictures under these lights; the same where none is missing, or where the first, even one is.

    Without the even light nothing can be laid true: the whole inspector says so.
    """
    there = [light in lights for light in known.stage.lights]
    if all(there) or not there[0]:
        return known
    rows = np.flatnonzero(there)
    speaking = [name for name in known.learnt if {*lights} >= checks.check(name).LIGHTS]
    gauge, columns = _gauge(known.gauge, speaking)
    distances = known.held.distances[:, columns]
    return replace(
        known,
        stage=_stage(known.stage, rows),
        usual=Usual(known.usual.lamps[:, rows], known.usual.alike),
        learnt={name: known.learnt[name] for name in speaking},
        gauge=gauge,
        held=Held(distances, conformal.standing(gauge.standard(distances).max(1))),
        head=None,  # it weighs all checks
    )


def _stage(whole: Stage, rows: "np.ndarray[tuple[int], np.dtype[np.intp]]") -> Stage:
    return replace(
        whole,
        lights=tuple(whole.lights[row] for row in rows),
        patches=whole.patches[rows],
        levels=whole.levels[rows],
        steady=whole.steady[rows],
        memo={},
    )


def _gauge(whole: Gauge, speaking: list[str]) -> tuple[Gauge, "np.ndarray[tuple[int], np.dtype[np.intp]]"]:
    """Of some checks, and the columns of their distances."""
    at = [np.arange(whole.centre.size)[whole.columns(name)] for name in speaking]
    columns = np.concatenate(at)
    counts = tuple(one.size for one in at)
    return Gauge(tuple(speaking), counts, whole.centre[columns], whole.spread[columns]), columns
