"""What a machine did when: from its channels, else from the shots that it made and the modes it told of."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sprue_contract.fields import MachineMode
from sprue_server.floor.following import followed
from sprue_server.oee.facts import Interval, Span, State, state_of
from sprue_server.oee.layers import Laid, Layer, Part, lay
from sprue_server.store.buckets import COUNT, FIRST, LAST, MEAN
from sprue_server.store.floor import Happened, Made
from sprue_server.store.series import Points
from sprue_server.store.visibility import Stretch

CHANNELS = ("machine_mode", "production_status")
PATIENCE_US = 15_000_000  # so long a silence between readings is no gap
PATIENCE = 3  # times the usual distance, where readings come seldom
PAUSE = 0.5  # of a cycle: so long after its end the next one still follows it
MODES: dict[str, State] = {"SETUP": "set_up", "SLEEP": "idle", "MANUAL": "stop"}


def states(points: Points, made: Sequence[Made], modes: Layer[State]) -> tuple[Interval, ...]:
    """Of each moment the best witness: channels, then shots, then the last change of mode."""
    told = [
        *(Laid(*one[:2], (2,), one.state) for one in told_by_channels(points)),
        *(Laid(*one[:2], (1,), one.state) for one in told_by_shots(made)),
        *(Laid(part.start_us, part.end_us, (0,), part.value) for part in modes.parts),
    ]
    layer, _ = lay(told)
    return tuple(Interval(*part) for part in layer.parts)


def told_by_channels(points: Points) -> Iterator[Interval]:
    """States of mode and status together; nothing where neither was read."""
    mode, status = (Layer(held(points, place)) for place in range(len(CHANNELS)))
    for start, end in pairwise(sorted(mode.cuts() | status.cuts())):
        state = state_of(_whole(mode.at(start)), _whole(status.at(start)))
        if state is not None:
            yield Interval(start, end, state)


def held(points: Points, place: int) -> list[Part[float]]:
    """How long a channel held each value. Within a bucket in which it changed the mean tells when it did."""
    there = points.summary[:, place, COUNT] > 0
    begin, reach, said = points.begin[there], points.reach[there], points.summary[there, place]
    if not begin.size:
        return []
    first, last = said[:, FIRST], said[:, LAST]
    changed = first != last
    with np.errstate(invalid="ignore", divide="ignore"):
        before = np.where(changed, np.clip((last - said[:, MEAN]) / (last - first), 0, 1), 1.0)
    turn = begin + (before * reach).astype(np.int64)
    starts = np.concatenate([begin, turn[changed]])
    ends = np.concatenate([turn, (begin + reach)[changed]])
    order = np.argsort(starts, kind="stable")
    return _joined(starts[order], ends[order], np.concatenate([first, last[changed]])[order])


def _joined(
    starts: NDArray[np.int64], ends: NDArray[np.int64], values: NDArray[np.float64]
) -> list[Part[float]]:
    """Neighbours of one value as one part; a short silence belongs to what was said before it.

    The last reading before a gap holds as long as readings usually are apart.
    """
    usual = float(np.median(np.diff(starts))) if starts.size > 1 else 0.0
    silence = starts[1:] - ends[:-1]
    near = silence <= max(PATIENCE_US, PATIENCE * usual)
    ends = np.maximum(ends, starts + int(min(usual, PATIENCE_US)))
    reached = np.concatenate([np.where(near, starts[1:], ends[:-1]), ends[-1:]])
    new = np.concatenate([[True], ~near | (values[1:] != values[:-1])])
    first = np.flatnonzero(new)
    last = np.concatenate([first[1:] - 1, [starts.size - 1]])
    rows = zip(starts[first].tolist(), reached[last].tolist(), values[first].tolist(), strict=True)
    return [Part(start, end, value) for start, end, value in rows if end > start]


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)


def told_by_shots(made: Sequence[Made]) -> Iterator[Interval]:
    """A shot proves that the machine ran; a short pause after it is a part of its cycle."""
    going: Interval | None = None
    for one, after in followed(made):
        pause = after.started_us - one.measured_us if after and after.run == one.run else 0
        follows = 0 < pause <= PAUSE * (one.measured_us - one.started_us)
        end = one.measured_us + (pause if follows else 0)
        state: State = "start_up" if one.start_up else "production"
        if going and (going.end_us, going.state) == (one.started_us, state):
            going = going._replace(end_us=end)
            continue
        if going:
            yield going
        going = Interval(one.started_us, end, state)
    if going:
        yield going


def modes_of(events: Iterable[Happened], runs: Iterable[Stretch]) -> Layer[State]:
    """Standing modes from one change to the next, each within its run."""
    until = {one.run: one.to_us for one in runs}
    changes = [one for one in events if one.what == "mode_change" and one.name == "machine_mode"]
    found = []
    for one, after in followed(changes):
        end = after.measured_us if after and after.run == one.run else until.get(one.run, one.measured_us)
        state = MODES.get(_mode(one.body.get("after")))
        if state:
            found.append(Laid(one.measured_us, end, (one.measured_us,), state))
    return lay(found)[0]


def _mode(told: object) -> str:
    """A mode by its word or by its number."""
    if isinstance(told, int | float) and told in list(MachineMode):
        return MachineMode(int(told)).name
    return str(told)


def runs_again(intervals: Sequence[Interval], at_us: int, span: Span) -> int:
    """When a machine that stands at a moment runs again; the end of the span while it does not."""
    starts = (one.start_us for one in intervals if one.state in {"production", "start_up"})
    return min((us for us in starts if us > at_us), default=span.end_us)
