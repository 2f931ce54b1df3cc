"""How the eyes are, as pages show it."""

from collections import Counter
from collections.abc import Iterable
from typing import Literal

import numpy as np
from scipy.special import betaincinv

from sprue_contract.eyes import model_name, seen_by
from sprue_server.eye_views import Eyes as State
from sprue_server.eye_views import (
    EyesCellView,
    EyesHealth,
    EyesModelView,
    EyesView,
    PromiseView,
    RelearningView,
    SkippedView,
    StepView,
    UnseenView,
    WorkerView,
)
from sprue_server.inspecting.desk import Desk
from sprue_server.inspecting.jobs import Facts
from sprue_server.inspecting.models import Known
from sprue_server.inspecting.relearning import Tried
from sprue_server.store.eye_tables import InspectionRow
from sprue_server.store.reader import Reader
from sprue_server.store.tables import ImageRow

BEHIND_US = 60_000_000  # so long after the last skipped series
QUANTILES = (0.5, 0.9, 0.98, 1.0)
SURE = 0.90


def state(desk: Desk | None, now_us: int) -> State:
    """In one word, the worst first."""
    if desk is None:
        return "off"
    if desk.away is not None:
        return "away"
    skipped = max((one.last_us for one in desk.queue.skipped.values()), default=None)
    if len(desk.queue) * 2 >= desk.queue.room or (skipped is not None and now_us - skipped < BEHIND_US):
        return "behind"
    if any(step.state in {"waiting", "picturing", "learning"} for step in desk.models.steps):
        return "learning"
    return "ok" if any(known.problem is None for known in desk.models.known.values()) else "not learnt"


def health(desk: Desk | None, now_us: int) -> EyesHealth:
    """One line."""
    if desk is None:
        return EyesHealth(state="off", waiting=0, limit=0, inspected=0, skipped=0, failed=0, why=None)
    return EyesHealth(
        state=state(desk, now_us),
        waiting=len(desk.queue),
        limit=desk.queue.room,
        inspected=sum(one.inspected for one in desk.counts.values()),
        skipped=sum(one.count for one in desk.queue.skipped.values()),
        failed=sum(one.failed for one in desk.counts.values()),
        why=desk.away,
    )


def view(desk: Desk | None, reader: Reader, now_us: int) -> EyesView:
    """Everything; reads what people have confirmed."""
    if desk is None:
        off = WorkerView(state="off", started=0, why=None)
        return EyesView(
            state="off",
            since_us=now_us,
            waiting=0,
            limit=0,
            skipped=0,
            worker=off,
            cells=[],
            models=[],
            learning=[],
        )
    return EyesView(
        state=state(desk, now_us),
        since_us=desk.since_us,
        waiting=len(desk.queue),
        limit=desk.queue.room,
        skipped=sum(one.count for one in desk.queue.skipped.values()),
        worker=_worker(desk),
        cells=[_cell(desk, name) for name in sorted({*desk.counts, *desk.queue.skipped})],
        models=_models(desk, reader),
        learning=[StepView(**step.model_dump()) for step in desk.models.steps],
    )


def unseen(
    desk: Desk | None, mould: str | None, pictures: Iterable[ImageRow], inspected: Iterable[InspectionRow]
) -> list[UnseenView]:
    """Cameras that pictured a part of which there is no inspection, with the reason."""
    looked = {row.camera for row in inspected}
    found = {image.camera: image for image in pictures if image.camera not in looked}
    return [UnseenView(camera=camera, why=_why(desk, mould, image)) for camera, image in found.items()]


def _why(
    desk: Desk | None, mould: str | None, image: ImageRow
) -> Literal["waiting", "not learnt", "not inspected"]:
    if desk is not None and desk.waits_for(image):
        return "waiting"
    name = model_name(mould or "", seen_by(image.camera)[0])
    learnt = desk is not None and desk.models.usable(name) is not None
    return "not inspected" if learnt else "not learnt"


def promise(facts: Facts) -> PromiseView:
    """With n goods held back and the k-th farthest as the limit, what is not passed is Beta(k, n + 1 - k).

    Angelopoulos & Bates, A Gentle Introduction to Conformal Prediction, 2021, section 3.2.
    """
    farther = max(1, int(facts.not_passed * (facts.goods + 1) + 1e-9))
    sides = ((1 - SURE) / 2, (1 + SURE) / 2)
    low, high = betaincinv(farther, facts.goods + 1 - farther, sides) if facts.goods else (0.0, 1.0)
    shares = {"reject": facts.reject, "not_passed": facts.not_passed}
    return PromiseView(goods=facts.goods, low=float(low), high=float(high), **shares)


def _worker(desk: Desk) -> WorkerView:
    running = desk.worker.pid is not None
    word = "away" if desk.away is not None else "running" if running else "resting"
    return WorkerView.model_validate({"state": word, "started": desk.worker.started, "why": desk.away})


def _cell(desk: Desk, name: str) -> EyesCellView:
    count, skipped = desk.count(name), desk.queue.skipped.get(name)
    return EyesCellView(
        cell=name,
        mould=count.mould,
        waiting=desk.queue.waiting(name),
        inspected=count.inspected,
        failed=count.failed,
        not_learnt=count.not_learnt,
        skipped=SkippedView(**vars(skipped)) if skipped else None,
        why=count.why,
    )


def _models(desk: Desk, reader: Reader) -> list[EyesModelView]:
    rows = reader.eyes_models()
    versions = Counter(row.name for row in rows)
    since = {(row.name, row.version): row.since_us for row in rows}
    known = sorted(desk.models.known.items())
    return [
        _model(name, one, reader).model_copy(
            update={
                "versions": versions[name],
                "since_us": since.get((name, one.facts.version)) if one.facts else None,
                "relearning": _relearning(desk.relearning.tried.get(name)),
            }
        )
        for name, one in known
    ]


def _relearning(tried: Tried | None) -> RelearningView | None:
    if tried is None:
        return None
    result = tried.result
    return RelearningView(
        state=tried.state,
        at_us=tried.at_us,
        defects=tried.defects,
        before=result.before if result else None,
        after=result.after if result else None,
        why=tried.why,
    )


def _model(name: str, known: Known, reader: Reader) -> EyesModelView:
    facts, told = known.facts, Counter(one.told.told for one in reader.labelled(name))
    held = facts.held if facts else []
    quantiles = np.quantile(held, QUANTILES).tolist() if held else []
    return EyesModelView(
        name=name,
        of="mould" if name.endswith("-mould") else "part",
        version=facts.version if facts else None,
        since_us=None,
        lights=facts.lights if facts else [],
        promise=promise(facts) if facts else None,
        held_quantiles={f"{share:g}": one for share, one in zip(QUANTILES, quantiles, strict=False)},
        taught=facts is not None and facts.taught,
        confirmed_defects=told["defect"],
        confirmed_goods=told["good"],
        versions=0,
        relearning=None,
        problem=known.problem,
    )
