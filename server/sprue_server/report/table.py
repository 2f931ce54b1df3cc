"""The report as a table in long form: a row for each figure, with what it was in the period before."""

import csv
import io
from collections.abc import Iterator

from sprue_server.report_views import ReportCell, ReportSaid, ReportView

COLUMNS = ("section", "item", "value", "unit", "before")
FEW = "<3"
STARTS = ("=", "+", "-", "@", "\t", "\r")  # by which a spreadsheet takes a text for a formula
Row = tuple[str, str, str, str, str]


def csv_text(report: ReportView) -> str:
    """The file. A figure that is told with others is empty; one that is too small is `<3`."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows(rows(report))
    return out.getvalue()


def rows(report: ReportView) -> Iterator[Row]:
    """All rows below the heads."""
    period = report.period
    yield "period", "first", period.first, "day", period.before_first
    yield "period", "last", period.last, "day", period.before_last
    yield "period", "counted", report.made, "day", ""
    for section in report.sections:
        for one in section.figures:
            yield section.name, one.name, shown(one.now), one.unit, shown(one.before)
        for table in section.tables:
            where = ".".join(filter(None, (section.name, table.name, table.about)))
            for row in table.rows:
                yield where, row.name, shown(row.now), table.unit, shown(row.before)
    yield from (
        ("questions.proposals", safe(one.text), str(one.votes), "votes", "") for one in report.proposals
    )
    yield from _done(report.done)
    yield from (("left-out", one.reason, str(one.count or ""), "", "") for one in report.left_out)


def _done(said: list[ReportSaid]) -> Iterator[Row]:
    for one in said:
        yield (
            "questions.done",
            safe(f"{one.text}: {one.done}" if one.text else one.done),
            str(one.votes),
            "votes",
            "",
        )


def shown(told: ReportCell) -> str:
    """A number with a point; nothing where there is none."""
    if told.value is None:
        return FEW if told.state == "few" else ""
    return f"{told.value:.10g}"


def safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    line = " ".join(text.split())
    return f"'{line}" if line.startswith(STARTS) else line
