"""How many shots a counter tells: it restarts with each order, may restart in between, and may jump."""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from sprue_server.oee.facts import Job, Reading
from sprue_server.oee.layers import Layer

FASTEST = 3.0  # times as fast as the standard cycle: beyond, a counter was set and not counted up
SPARE = 2  # shots more than that, for readings that come late


class Made(NamedTuple):
    """Shots between a reading and the one before, told at its moment."""

    at_us: int
    shots: int
    job: Job | None


class Flagged(NamedTuple):
    """What is odd, and when; an instant has no length."""

    key: str
    start_us: int
    end_us: int


class Names:
    """Which job something is of: the one that it names, else the one of its moment."""

    def __init__(self, jobs: Iterable[Job], laid: Layer[Job]) -> None:
        self._laid = laid
        self._by: dict[str, list[Job]] = {}
        for job in sorted(set(jobs), key=lambda one: (one.start_us, one.end_us, repr(one))):
            self._by.setdefault(job.name, []).append(job)

    def of(self, name: str | None, us: int) -> Job | None:
        """Of several periods of one job the one that had begun last, else its first."""
        if name is None:
            return self._laid.at(us)
        known = self._by.get(name)
        return known[max(0, bisect_right(known, us, key=lambda job: job.start_us) - 1)] if known else None


def made(readings: Iterable[Reading], names: Names) -> tuple[list[Made], list[Flagged]]:
    """Shots by the jobs of their readings. Of two counts at one moment the higher one counts.

    The first reading only says where the counter stood. After a restart the new count is what was made; shots
    between the last reading and the restart stay unknown, and a restart that has overtaken the old count is not
    seen.
    """
    highest: dict[int, Reading] = {}
    flagged = []
    for one in sorted(set(readings), key=lambda one: (one.at_us, one.shots, one.job or "")):
        if one.at_us in highest and one.shots != highest[one.at_us].shots:
            flagged.append(Flagged("counter_conflict", one.at_us, one.at_us))
        highest[one.at_us] = one
    counts: list[Made] = []
    for before, now in pairwise(highest.values()):
        job = names.of(now.job, now.at_us)
        shots, key = _between(before, now, job, names.of(before.job, before.at_us))
        if key:
            flagged.append(Flagged(key, now.at_us, now.at_us))
        counts.append(Made(now.at_us, shots, job))
    return counts, flagged


def _between(before: Reading, now: Reading, job: Job | None, previous: Job | None) -> tuple[int, str | None]:
    """Shots made, and what is odd about them."""
    shots = now.shots - before.shots
    key = None
    if shots < 0:
        shots = now.shots
        same = job is None or (previous is not None and previous.name == job.name)
        key = "counter_restarted" if same else "counter_restarted_with_job"
    if job and job.cycle_us and shots > SPARE + FASTEST * (now.at_us - before.at_us) / job.cycle_us:
        return 0, "counter_jumped"
    return shots, key
