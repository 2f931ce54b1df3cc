"""Which job ran when: as people have told it, else as the machine names it, else as its birth describes it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, NamedTuple

from sprue_server.floor.following import followed
from sprue_server.oee.counting import Names
from sprue_server.oee.facts import OPEN_US, Job
from sprue_server.oee.layers import Laid, lay
from sprue_server.store.floor import Made
from sprue_server.store.floor_tables import JobRow
from sprue_server.store.visibility import Stretch


class Usual(NamedTuple):
    """What a birth says of whatever is made in its run."""

    name: str
    mould: str | None
    standard_cycle_s: float | None
    cavities: int


UNKNOWN = Usual("?", None, None, 1)


def usual_of(birth: Mapping[str, Any]) -> Usual:
    """A job that nobody names is called as its mould."""
    mould = birth.get("mould")
    name = str(mould or birth.get("product") or birth["machine"])
    return Usual(name, mould, birth.get("standard_cycle_s"), birth.get("cavities") or 1)


class Orders:
    """Jobs of a cell, and which one something belongs to that the machine made."""

    def __init__(self, told: Sequence[Job], own: Iterable[Job]) -> None:
        """`told`: by people; `own`: by the machine, where nobody told any."""
        self.jobs = tuple(sorted([*told, *own], key=lambda job: (job.start_us, job.name)))
        self._told = {job.name for job in told}
        layer, _ = lay(Laid(job.start_us, job.end_us, (job.start_us, job.name), job) for job in self.jobs)
        self._layer, self._names = layer, Names(self.jobs, layer)

    def name(self, said: str | None, us: int) -> str | None:
        """What the machine calls it, unless people call the job of that moment otherwise; None: that job."""
        if said in self._told:
            return said
        now = self._layer.at(us)
        return said if now and now.name not in self._told else None

    def of(self, said: str | None, us: int) -> Job | None:
        """The job of a shot."""
        return self._names.of(self.name(said, us), us)


def orders_of(
    told: Sequence[JobRow], made: Sequence[Made], runs: Sequence[Stretch], usual: Mapping[str, Usual]
) -> Orders:
    """Jobs that people told, and between them those of the machine."""
    known = list(_told(told, _usual_at(runs, usual)))
    return Orders(known, [part for job in _named(made, runs, usual) for part in _beside(job, known)])


def _usual_at(runs: Sequence[Stretch], usual: Mapping[str, Usual]) -> dict[tuple[int, int], Usual]:
    return {(run.from_us, run.to_us): usual.get(run.run, UNKNOWN) for run in runs}


def _told(rows: Sequence[JobRow], usual: Mapping[tuple[int, int], Usual]) -> Iterator[Job]:
    """What a row leaves open the birth of its moment says, else the next one, else the last."""
    latest = [*usual.values(), UNKNOWN][max(len(usual) - 1, 0)]
    for row, after in followed(rows):
        end = row.to_us or (after.at_us if after else OPEN_US)
        near = next((one for (_, to_us), one in usual.items() if row.at_us < to_us), latest)
        cavities = row.cavities or max(near.cavities, row.active_cavities or 1)
        if end <= row.at_us:
            continue  # another one begins at the same moment: that one counts
        yield Job(
            name=row.job,
            start_us=row.at_us,
            end_us=end,
            mould=row.mould or near.mould,
            standard_cycle_s=row.standard_cycle_s or near.standard_cycle_s,
            cavities=cavities,
            active_cavities=row.active_cavities,
            part_weight_g=row.part_weight_g,
            planned_quantity=row.planned_quantity,
        )


def _named(made: Sequence[Made], runs: Sequence[Stretch], usual: Mapping[str, Usual]) -> Iterator[Job]:
    """From the last shot of the job before to its own last one; what stands between belongs to the new one."""
    starts: list[tuple[int, str | None, str]] = []
    last_us = 0
    for one in made:
        if not starts or (one.job, one.run) != starts[-1][1:]:
            starts.append((last_us or one.started_us, one.job, one.run))
        last_us = one.measured_us
    begun = {run for _, _, run in starts}
    starts += [(run.from_us, None, run.run) for run in runs if run.run not in begun]
    starts.sort(key=lambda one: one[0])
    for (start, name, run), (end, _, _) in pairwise([*starts, (OPEN_US, None, "")]):
        known = usual.get(run)
        if known and end > start:
            yield Job(name or known.name, start, end, known.mould, known.standard_cycle_s, known.cavities)


def _beside(job: Job, known: Iterable[Job]) -> Iterator[Job]:
    """What the others leave of a job."""
    start = job.start_us
    for other in sorted(known, key=lambda one: one.start_us):
        if start < other.start_us < job.end_us:
            yield replace(job, start_us=start, end_us=other.start_us)
        if other.start_us < job.end_us:
            start = max(start, other.end_us)
    if start < job.end_us:
        yield replace(job, start_us=start)
