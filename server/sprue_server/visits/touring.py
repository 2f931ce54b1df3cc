"""The tour, step by step: data and a moment in, the tour after it out. No clock, no database."""

from collections.abc import Callable, Sequence

from sprue_server.refused import Refused
from sprue_server.visit_views import GroupIn, GroupView, MoveIn, TourStop
from sprue_server.visits.itinerary import MY_FIRM, Planned
from sprue_server.visits.words import STEPS, Step

S = 1_000_000


def begun(wish: GroupIn, way: Sequence[Planned], number: int, code: str, now_us: int) -> GroupView:
    """A group at its first stop."""
    stops = [TourStop(**one._asdict()) for one in way]
    return GroupView(
        **wish.model_dump(),
        number=number,
        code=code,
        stops=stops,
        at=0,
        step=_steps(stops[0])[0],
        begun_us=now_us,
        stop_since_us=now_us,
        planned=sum(one.minutes for one in stops),
        reached=[stops[0].slug],
    )


def moved(group: GroupView, move: MoveIn, now_us: int) -> GroupView:
    """The same group after what its guide did.

    Raises:
        Refused: there is no such stop or step, or nothing to go on from.
    """
    return DEEDS[move.deed](group, move, now_us)


def ended(group: GroupView, now_us: int) -> GroupView:
    """The same group with all its time counted."""
    return _left(group, now_us).model_copy(update={"ended_us": now_us, "paused_us": None})


def walked_min(group: GroupView) -> float:
    """How long it really was on its way, without pauses."""
    return round(sum(one.spent_s for one in group.stops) / 60, 1)


def _next(group: GroupView, _move: MoveIn, now_us: int) -> GroupView:
    steps = _steps(group.stops[group.at])
    if group.step != steps[-1]:
        return group.model_copy(update={"step": steps[steps.index(group.step) + 1]})
    if group.at + 1 == len(group.stops):
        raise Refused(409, "tour_last")
    return _to(group, group.at + 1, now_us)


def _back(group: GroupView, _move: MoveIn, now_us: int) -> GroupView:
    steps = _steps(group.stops[group.at])
    if group.step != steps[0]:
        return group.model_copy(update={"step": steps[steps.index(group.step) - 1]})
    if group.at == 0:
        raise Refused(409, "tour_first")
    return _to(group, group.at - 1, now_us, last=True)


def _stop(group: GroupView, move: MoveIn, now_us: int) -> GroupView:
    return _to(group, _place(group, move.stop), now_us)


def _step(group: GroupView, move: MoveIn, _now_us: int) -> GroupView:
    if move.step not in _steps(group.stops[group.at]):
        raise Refused(422, "input_choice", field="step")
    return group.model_copy(update={"step": move.step})


def _pause(group: GroupView, _move: MoveIn, now_us: int) -> GroupView:
    if group.paused_us is not None:
        return group
    return _left(group, now_us).model_copy(update={"paused_us": now_us, "stop_since_us": now_us})


def _go_on(group: GroupView, _move: MoveIn, now_us: int) -> GroupView:
    if group.paused_us is None:
        return group
    rested_s = group.rested_s + (now_us - group.paused_us) / S
    return group.model_copy(update={"paused_us": None, "rested_s": rested_s, "stop_since_us": now_us})


def _extend(group: GroupView, move: MoveIn, _now_us: int) -> GroupView:
    more = move.minutes or 5
    return group.model_copy(update={"extended": group.extended + more})


def _cut(group: GroupView, move: MoveIn, _now_us: int) -> GroupView:
    """Leave a stop out that is still to come; the last one, of one's own firm, stays."""
    place = _place(group, move.stop)
    if place <= group.at or group.stops[place].slug == MY_FIRM:
        raise Refused(409, "tour_stays", stop=group.stops[place].slug)
    return group.model_copy(update={"stops": [one for one in group.stops if one.slug != move.stop]})


DEEDS: dict[str, Callable[[GroupView, MoveIn, int], GroupView]] = {
    "next": _next,
    "back": _back,
    "stop": _stop,
    "step": _step,
    "pause": _pause,
    "go-on": _go_on,
    "extend": _extend,
    "cut": _cut,
}


def _steps(stop: TourStop) -> Sequence[Step]:
    """Of the visitor's own firm there is nothing to break."""
    return STEPS[-1:] if stop.slug == MY_FIRM else STEPS


def _place(group: GroupView, slug: str | None) -> int:
    found = [place for place, one in enumerate(group.stops) if one.slug == slug]
    if not found:
        raise Refused(404, "tour_no_stop", stop=slug or "")
    return found[0]


def _to(group: GroupView, at: int, now_us: int, *, last: bool = False) -> GroupView:
    step = _steps(group.stops[at])[-1 if last else 0]
    return _arrived(_left(group, now_us), at, step, now_us)


def _left(group: GroupView, now_us: int) -> GroupView:
    """The time at this stop is counted, unless the clock stands."""
    here = group.stops[group.at]
    spent_s = 0 if group.paused_us is not None else max(now_us - group.stop_since_us, 0) / S
    counted = here.model_copy(update={"spent_s": here.spent_s + spent_s})
    return group.model_copy(update={"stops": [*group.stops[: group.at], counted, *group.stops[group.at + 1 :]]})


def _arrived(group: GroupView, at: int, step: Step, now_us: int) -> GroupView:
    slug = group.stops[at].slug
    reached = group.reached if slug in group.reached else [*group.reached, slug]
    return group.model_copy(update={"at": at, "step": step, "stop_since_us": now_us, "reached": reached})
