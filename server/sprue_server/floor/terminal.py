"""A cell as its operator sees it: does it stand, since when and why; which job; what was noted."""

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from sprue_server.floor import asking, noting
from sprue_server.floor.gathering import facts_of
from sprue_server.floor.reasons import SCRAP_REASONS, STOP_REASONS
from sprue_server.floor_views import GaugeView, JobView, StopView, TerminalView
from sprue_server.hub import Hub
from sprue_server.oee.calendar import HOUR_US
from sprue_server.oee.facts import OPEN_US, RUNNING, Facts, Job, Span
from sprue_server.oee.reckoning import reckon
from sprue_server.oee.timeline import Stretch, timeline
from sprue_server.store.floor_tables import JobRow, ReleaseRow
from sprue_server.views import CellView

BACK_US = 14 * HOUR_US  # so far back a standstill is followed to its beginning
SILENT_US = HOUR_US // 30
ANEW_US = HOUR_US // 60
LONGEST_US = 31 * 24 * HOUR_US  # so far back a job's parts are counted


def view(hub: Hub, cell: CellView) -> TerminalView:
    """All that the terminal shows."""
    until = as_of(hub, cell)
    facts = facts_of(hub.reader, hub.plant, cell.cell, Span(until - BACK_US, until))
    stretches = timeline(facts, Span(until - BACK_US, until)).stretches
    present = _told([one for one in stretches if one.start_us < until])
    now = asking.now_us(hub)
    running = _running(facts.jobs, now)
    releases = hub.reader.noted(ReleaseRow, [cell.cell], running.start_us if running else until)
    return TerminalView(
        cell=cell.cell,
        origin=cell.origin,
        as_of_us=until,
        state=present[-1].category if present else None,
        stop=_stop(present, facts),
        job=_job(hub, cell.cell, running, facts, until) if running else None,
        released=releases[-1].released if releases else None,
        entries=noting.last(hub.reader, cell.cell),
        gauges=[
            GaugeView(name=name, unit=one.unit, low=one.low, high=one.high)
            for name, one in noting.GAUGES.items()
        ],
        stop_reasons=list(STOP_REASONS),
        scrap_reasons=list(SCRAP_REASONS),
    )


def _running(jobs: Sequence[Job], us: int) -> Job | None:
    """The job of a moment, from its beginning: a machine that was started anew goes on with it."""
    begun = [job for job in jobs if job.start_us <= us]
    if not begun or begun[-1].end_us <= us:
        return None
    running = begun.pop()
    while begun and (begun[-1].name, begun[-1].end_us) == (running.name, running.start_us):
        running = replace(running, start_us=begun.pop().start_us)
    return running


def as_of(hub: Hub, cell: CellView) -> int:
    """Up to when the cell has told what it does; of one that is silent the present."""
    now = asking.now_us(hub)
    return min(now, cell.clock_us) if cell.freshness in asking.CURRENT and cell.clock_us else now


def standing_since(hub: Hub, cell: CellView) -> int | None:
    """When the standstill that goes on began; None while it runs or nobody knows."""
    until = as_of(hub, cell)
    span = Span(until - BACK_US, until)
    facts = facts_of(hub.reader, hub.plant, cell.cell, span)
    stop = _stop(_told([one for one in timeline(facts, span).stretches if one.start_us < until]), facts)
    return stop.since_us if stop else None


def _told(stretches: list[Stretch]) -> list[Stretch]:
    """Without a short silence at the end: a machine that tells shots only is silent until the next one."""
    silent = bool(stretches) and stretches[-1].category == "unknown"
    short = silent and stretches[-1].end_us - stretches[-1].start_us < SILENT_US
    return stretches[:-1] if short else stretches


def _stop(stretches: Sequence[Stretch], facts: Facts) -> StopView | None:
    """The standstill at the end, as one, whatever it was called on the way."""
    standing: list[Stretch] = []
    for one in reversed(stretches):
        if one.category in RUNNING or one.category == "unknown":
            break
        standing.append(one)
    if not standing:
        return None
    now, us = standing[0], standing[0].end_us - 1
    by = {stop.by for stop in facts.stops if stop.start_us <= us < stop.end_us}
    return StopView(
        since_us=standing[-1].start_us,
        category=now.category,
        reason=now.reason,
        by="operator" if "operator" in by else "machine" if by else None,
    )


def _job(hub: Hub, cell: str, job: Job, facts: Facts, until_us: int) -> JobView:
    """`made` counts good and bad parts."""
    made = _made(hub, cell, Span(job.start_us, max(until_us, job.start_us + 1)), facts)
    told = hub.reader.noted(JobRow, [cell], job.start_us, job.start_us + 1)
    return JobView(
        job=job.name,
        from_us=job.start_us,
        to_us=None if job.end_us == OPEN_US else job.end_us,
        mould=job.mould,
        standard_cycle_s=job.standard_cycle_s,
        cavities=job.cavities,
        active_cavities=job.active,
        planned_quantity=job.planned_quantity,
        told=bool(told),
        made=made,
    )


def _made(hub: Hub, cell: str, span: Span, facts: Facts) -> int | None:
    """Parts since a job began: of a long one they are counted once a minute, of one too long not at all."""
    length_us = span.end_us - span.start_us
    if length_us <= BACK_US:
        return reckon(facts, *span).pq
    if length_us > LONGEST_US:
        return None
    key = (cell, span.start_us, span.end_us // ANEW_US, hub.noted)
    return cast(
        "int", hub.reckoned.get(key, lambda: reckon(facts_of(hub.reader, hub.plant, cell, span), *span).pq)
    )
