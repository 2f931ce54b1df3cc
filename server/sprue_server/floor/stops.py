"""Why a machine stood: alarms that came and went, and over them what operators say."""

from collections.abc import Iterable, Sequence

from sprue_server.floor.states import runs_again
from sprue_server.oee.facts import Interval, Span, Stop
from sprue_server.store.floor import Happened
from sprue_server.store.floor_tables import StopReasonRow


def alarms(events: Iterable[Happened], span: Span) -> list[Stop]:
    """From coming to going; one that has not gone goes on, within its run."""
    on: dict[tuple[str, str], int] = {}
    found, run = [], ""
    for one in events:
        if one.what != "alarm":
            continue
        if one.run != run:
            found += [Stop(start, one.measured_us, name) for (_, name), start in on.items()]
            on, run = {}, one.run
        key = (one.run, one.name)
        if one.body.get("active"):
            on.setdefault(key, one.measured_us)
        elif key in on:
            found.append(Stop(on.pop(key), one.measured_us, one.name))
    found += [Stop(start, span.end_us, name) for (_, name), start in on.items()]
    return [stop for stop in found if stop.end_us > stop.start_us]


def told(rows: Iterable[StopReasonRow], states: Sequence[Interval], span: Span) -> list[Stop]:
    """What operators say; without an end it holds until the machine runs again."""
    ends = ((row, row.to_us or runs_again(states, row.at_us, span)) for row in rows)
    return [Stop(row.at_us, end, row.reason, "operator") for row, end in ends if end > row.at_us]
