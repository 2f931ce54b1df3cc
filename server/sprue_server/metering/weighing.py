"""What a part of a job weighs: as its sheet says, else the median of what was weighed of its mould."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from statistics import median
from typing import Literal, NamedTuple

from sprue_server.oee.facts import Facts, Job
from sprue_server.store.floor_tables import HandMeasuredRow
from sprue_server.store.reader import Reader

NEWEST = 200  # readings that are looked at
WEIGHT = "weight_g"
By = Literal["job", "gauge"]


class Weighed(NamedTuple):
    """A part's weight, who tells it, and how many readings it is the median of."""

    part_g: float
    by: By
    readings: int


def weights(reader: Reader, cell: str, until_us: int) -> dict[str | None, Weighed]:
    """By mould: the newest readings before a moment. A gauge tells its run, a run its mould."""
    moulds = {birth.run: birth.body.get("mould") for birth in reader.births(cell)}
    found: dict[str | None, list[float]] = {}
    for row in reader.measurements(cell, NEWEST, until_us):
        if (weight := row.readings.get(WEIGHT)) is not None:
            found.setdefault(moulds.get(row.run), []).append(float(weight))
    told = {mould: Weighed(median(some), "gauge", len(some)) for mould, some in found.items()}
    return _by_hand(reader, cell, until_us, set(moulds.values())) | told


def _by_hand(reader: Reader, cell: str, until_us: int, moulds: set[str | None]) -> dict[str | None, Weighed]:
    """People name no mould: their scale counts where the cell never had another one."""
    rows = reader.noted(HandMeasuredRow, [cell], 0, until_us)[-NEWEST:]
    some = [float(row.readings[WEIGHT]) for row in rows if row.readings.get(WEIGHT) is not None]
    if not some or len(moulds) != 1:
        return {}
    return dict.fromkeys(moulds, Weighed(median(some), "gauge", len(some)))


def weighed(facts: Facts, known: Mapping[str | None, Weighed]) -> Facts:
    """Jobs whose sheet says no weight with that of their mould, where it is known."""
    return replace(facts, jobs=tuple(_with(job, known) for job in facts.jobs))


def _with(job: Job, known: Mapping[str | None, Weighed]) -> Job:
    found = known.get(job.mould)
    return job if job.part_weight_g is not None or found is None else replace(job, part_weight_g=found.part_g)


def told(mould: str | None, jobs: Iterable[Job], known: Mapping[str | None, Weighed]) -> Weighed | None:
    """The weight that a mould's parts are reckoned with; `jobs` as they were before `weighed`."""
    sheets: Sequence[Job] = [job for job in jobs if job.mould == mould and job.part_weight_g is not None]
    if sheets:
        return Weighed(sheets[-1].part_weight_g or 0.0, "job", 0)
    return known.get(mould)
