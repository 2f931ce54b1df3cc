"""Two periods side by side as pages, tables and paper show them, and in words what is left out."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from sprue_server.report.days import DAY, Days
from sprue_server.report.facts import Facts
from sprue_server.report.parts import ASKED, Part, Table, parts
from sprue_server.report.rule import REST, plain
from sprue_server.report_views import (
    Reason,
    ReportCell,
    ReportFigure,
    ReportLeftOut,
    ReportPeriod,
    ReportRow,
    ReportSaid,
    ReportSection,
    ReportTable,
    ReportView,
)
from sprue_server.store.voice_tables import VoiceRow
from sprue_server.voices.counting import counted

MOST_SAID = 20  # proposals and deeds of the house that are told in words
ZERO = plain(0)
TableKey = tuple[str, str | None]


class Wanted(NamedTuple):
    """Which days, of which plant, and when it is asked."""

    days: Days
    plant: str
    today: date


def report(wanted: Wanted, now: Facts, before: Facts) -> ReportView:
    """The whole report."""
    sections = [_section(one, other) for one, other in zip(parts(now), parts(before), strict=True)]
    proposals, done = _proposals(now), _done(now)
    period = _period(wanted, now)
    return ReportView(
        plant=wanted.plant,
        made=wanted.today.isoformat(),
        period=period,
        sections=sections,
        proposals=proposals[:MOST_SAID],
        done=done[:MOST_SAID],
        left_out=list(_left_out(now, sections, period, _beyond(proposals, done))),
    )


def _period(wanted: Wanted, now: Facts) -> ReportPeriod:
    days, before = wanted.days, wanted.days.before()
    return ReportPeriod(
        unit=days.unit,
        first=days.first.isoformat(),
        last=days.last.isoformat(),
        from_us=now.from_us,
        to_us=now.to_us,
        before_first=before.first.isoformat(),
        before_last=before.last.isoformat(),
        earlier=before.first.isoformat(),
        later=(days.last + DAY).isoformat(),
        open=wanted.today <= days.last,
    )


def _section(now: Part, before: Part) -> ReportSection:
    figures = [
        ReportFigure(name=one.name, unit=one.unit, now=one.told, before=other.told)
        for one, other in zip(now.figures, before.figures, strict=True)
    ]
    return ReportSection(name=now.name, figures=figures, tables=list(_tables(now, before)))


def _tables(now: Part, before: Part) -> Iterator[ReportTable]:
    """Those of both periods: of a station that only one of them knows the other has nothing."""
    here, there = ({(one.name, one.about): one for one in part.tables} for part in (now, before))
    for key in sorted({**here, **there}, key=lambda key: _place([*here, *there], key)):
        pair = here.get(key), there.get(key)
        one = pair[0] or pair[1]
        if one is not None:
            yield _table(one, *pair)


def _place(keys: Sequence[TableKey], key: TableKey) -> tuple[int, str]:
    """Tables as they come, those of stations by the alphabet."""
    return [name for name, _ in keys].index(key[0]), key[1] or ""


def _table(one: Table, now: Table | None, before: Table | None) -> ReportTable:
    told = [table.classes.told for table in (now, before) if table is not None]
    found = dict.fromkeys([*one.always, *(name for each in told for name in each if name != REST)])
    names = [*found, *([REST] if any(REST in each for each in told) else [])]
    rows = [ReportRow(name=name, now=_cell(now, name), before=_cell(before, name)) for name in names]
    held = any(table is not None and table.classes.other != ZERO for table in (now, before))
    return ReportTable(name=one.name, words=one.words, unit=one.unit, about=one.about, rows=rows, held=held)


def _cell(table: Table | None, name: str) -> ReportCell:
    if table is None:
        return ZERO
    return table.classes.told.get(name, ZERO if name == REST else table.classes.other)


def _proposals(facts: Facts) -> list[ReportSaid]:
    """Those that are shown; what was done in this period is told as such."""
    done = {one.id for one in facts.done}
    rows = [
        one for one in facts.voices if one.kind == "proposal" and one.state == "shown" and one.id not in done
    ]
    return sorted((_said(one, facts.votes) for one in rows), key=lambda one: -one.votes)


def _done(facts: Facts) -> list[ReportSaid]:
    rows = [one for one in facts.done if one.state == "shown" and one.kind in ASKED]
    return sorted((_said(one, facts.votes) for one in rows), key=lambda one: one.done_us or 0)


def _said(row: VoiceRow, votes: Counter[int]) -> ReportSaid:
    told = {name: getattr(row, name) for name in ("kind", "text", "language", "answer", "done", "done_us")}
    return ReportSaid(**told, votes=votes[row.id or 0])


def _left_out(
    now: Facts, sections: Sequence[ReportSection], period: ReportPeriod, said: int
) -> Iterator[ReportLeftOut]:
    counts: dict[Reason, int] = {
        "unseen": sum(bool(one.text) and one.state == "waiting" for one in now.voices),
        "hidden": len(now.voices)
        - len(counted(now.voices))
        + sum(one.state == "hidden" and now.new(one) for one in now.interests),
        "more": said,
    }
    if _held_back(sections):
        yield ReportLeftOut(reason="few")
    yield ReportLeftOut(reason="names")
    yield from (ReportLeftOut(reason=name, count=count) for name, count in counts.items() if count)
    yield from (ReportLeftOut(reason=name) for name in _known(period, walked=bool(now.walks)))


def _beyond(*lists: Sequence[ReportSaid]) -> int:
    return sum(max(len(one) - MOST_SAID, 0) for one in lists)


def _known(period: ReportPeriod, *, walked: bool) -> Iterator[Reason]:
    yield "twice"
    yield "asked"
    if walked:
        yield "alone"
    yield "deleted"
    if period.open:
        yield "open"
    if period.unit == "days":
        yield "overlap"


def _held_back(sections: Sequence[ReportSection]) -> bool:
    figures = [cell for each in sections for one in each.figures for cell in (one.now, one.before)]
    return any(one.state == "few" for one in figures) or any(
        one.held for each in sections for one in each.tables
    )
