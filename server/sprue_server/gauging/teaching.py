"""Learns a gauge and asks how good it is: parts left out, settings left out, later parts from earlier ones."""

from base64 import b64encode
from collections import Counter
from dataclasses import asdict, replace
from time import process_time

import numpy as np
from numpy.typing import NDArray

from sprue_server.fingerprint import Level
from sprue_server.gauge.crossing import silent
from sprue_server.gauge.errors import GaugeError
from sprue_server.gauge.growing import members
from sprue_server.gauge.learning import PARTS, crossed, learnt
from sprue_server.gauge.learning import Learnt as Made
from sprue_server.gauge.lessons import Lessons, Told, Wish, settings_of, taught
from sprue_server.gauge.parts import LEAST, Grouped, parts
from sprue_server.gauge.report import Score
from sprue_server.gauge.saving import packed_whole
from sprue_server.gauge.validation import later
from sprue_server.gauging.jobs import Answer, Kind, LearnJob, Learnt, ScoreTold

SETTINGS = 3  # with fewer nobody can say how a setting is told that was not learnt
OF_EACH = 8  # measured parts of a setting; one with fewer is none
Marks = NDArray[np.bool_]
Labels = NDArray[np.int64]


def teach(job: LearnJob) -> Answer:
    """Do a job, or say why not."""
    began = process_time()
    try:
        known, made, begun = _of_all(job)
    except GaugeError as problem:
        return Answer(why=problem.why, problem=str(problem))
    own = made.gauge.report.score
    groups = _settings([job.told[begun + at] for at in known.places])
    scores: dict[Kind, Score] = {
        "left_out": own,
        "in_time": later(known, silent),
        **_by_setting(known, own, groups),
    }
    return Answer(
        learnt=Learnt(
            model=b64encode(packed_whole(made.gauge)),
            begun=begun,
            level=known.inputs.level.name,
            inputs=len(known.inputs.names),
            places=(begun + known.places).tolist(),
            predicted=made.predicted.tolist(),
            half=made.half.tolist(),
            scores={name: _told(one) for name, one in scores.items()},
            settings=int(np.unique(groups[groups >= 0]).size),
            dropped=dict(known.dropped),
            took_s=round(process_time() - began, 2),
        )
    )


def _of_all(job: LearnJob) -> tuple[Lessons, Made, int]:
    """Learnt from all shots, or from those since the doubt where these alone tell better; from which on."""
    known = _known(job, 0)
    begun = job.doubt if job.doubt and _worthless(known, known.places < job.doubt) else 0
    known = _known(job, begun) if begun else known
    return known, learnt(known, job.quantity), begun


def _worthless(known: Lessons, before: Marks) -> bool:
    """Whether the later half of the parts since is told worse with what was before than without it."""
    since = np.flatnonzero(~before)
    asked = np.isin(np.arange(before.size), since[since.size // 2 :])
    return _error(known, ~asked, asked) > _error(known, ~asked & ~before, asked)


def _error(known: Lessons, taught_by: Marks, asked: Marks) -> float:
    """Mean error of some parts, told by others."""
    labels = known.grouped.labels[taught_by]
    told = members(known.table[taught_by], known.target[taught_by], labels).predict(known.table[asked])
    return float(np.abs(known.target[asked] - told.mean(axis=1)).mean())


def _known(job: LearnJob, begun: int) -> Lessons:
    wish = Wish(job.quantity, Level[job.level])
    return taught(job.told[begun:], job.why[begun:], job.measured[begun:], None, wish)


def _told(score: Score) -> ScoreTold:
    """JSON knows no NaN: parts that are all alike have no share that is told."""
    found = asdict(score)
    return ScoreTold(**found | {"r2": found["r2"] if np.isfinite(found["r2"]) else None})


def _settings(told: list[Told]) -> Labels:
    """The setting of each cycle; -1 of a setting with too few."""
    texts = [str(sorted(settings_of(one).items())) for one in told]
    often = Counter(texts)
    order = {text: at for at, text in enumerate(text for text in often if often[text] >= OF_EACH)}
    return np.array([order.get(text, -1) for text in texts], np.int64)


def _by_setting(known: Lessons, own: Score, groups: Labels) -> dict[Kind, Score]:
    """Settings never learnt, beside them parts drawn by chance; nothing where settings are too few."""
    each = replace(known, grouped=Grouped(np.arange(known.target.size), "cycle"))
    if own.by == "setting":
        return {"by_setting": own, "random": crossed(each, parts(each.grouped.labels, PARTS))}
    count = int(groups.max()) + 1
    if count < SETTINGS:
        return {}
    some = groups >= 0
    labels = groups[some]
    few = replace(known, table=known.table[some], target=known.target[some], grouped=Grouped(labels, "setting"))
    drawn = replace(few, grouped=Grouped(np.arange(labels.size), "cycle"))
    return {
        "by_setting": crossed(few, parts(labels, min(count, LEAST))),
        "random": crossed(drawn, parts(drawn.grouped.labels, PARTS)),
    }
