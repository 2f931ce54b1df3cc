"""The report for the regional office on paper: A4, the same figures and words as its page."""

from typing import NamedTuple

from sprue_server.report.rule import REST
from sprue_server.report_views import ReportCell, ReportSaid, ReportSection, ReportTable, ReportView
from sprue_server.sheets.paper import INNER_MM, Paper, Spot, Style
from sprue_server.sheets.report_figures import classes, figures, line, plans
from sprue_server.sheets.report_words import Say

ROOM_MM = 18.0  # that follows a heading on its page at least


class Sheet(NamedTuple):
    """What is told, in whose words, and what the plant is called in them."""

    report: ReportView
    say: Say
    plant: str


def report_sheet(sheet: Sheet) -> bytes:
    """The PDF."""
    paper, (report, say, plant) = Paper(), sheet
    _head(paper, sheet)
    for section in report.sections:
        _section(paper, say, section)
        if section.name == "questions":
            _said(paper, say, say("proposals"), report.proposals)
            _said(paper, say, say("done"), report.done)
    _left_out(paper, sheet)
    title = f"{say('title')}: {say.period(report.period)}"
    paper.foot(
        f"{plant} \N{MIDDLE DOT} {title}",
        lambda page, of: say("page", page=str(page), pages=str(of)),
    )
    return paper.pdf(title, say.language)


def _head(paper: Paper, sheet: Sheet) -> None:
    report, say, plant = sheet
    title, period, quiet = paper.style(24, "strong"), paper.style(15), paper.style(9.5, colour="ink-2")
    height = paper.height(say("title"), title, INNER_MM - 5)
    spot = paper.room(height + 1)
    paper.box(spot.down(2.4)._replace(width_mm=2.2), height - 4, fill="amber")
    paper.text(spot._replace(x_mm=spot.x_mm + 5, width_mm=INNER_MM - 5), say("title"), title)
    line(paper, f"{plant} \N{MIDDLE DOT} {say.period(report.period)}", period)
    paper.gap(1)
    days = report.period
    against = say("against", first=say.day(days.before_first), last=say.day(days.before_last))
    line(paper, f"{against} {say('counted', made=say.day(report.made))}", quiet)


def heading(paper: Paper, said: str, style: Style, follows_mm: float = ROOM_MM) -> None:
    """Above a part, on the page on which that begins."""
    paper.gap(4)
    if not paper.fits(style.line_mm + follows_mm):
        paper.turn()
    line(paper, said, style)
    paper.gap(1)


def _section(paper: Paper, say: Say, section: ReportSection) -> None:
    heading(paper, say(f"section.{section.name}"), paper.style(13, "strong"))
    tables = [one for one in section.tables if not one.about and _some(one)]
    stations = [one for one in section.tables if one.about]
    if not (tables or stations or any(map(_there, _cells(section)))):
        line(paper, say("nothing"), paper.style(9.5, colour="ink-2"))
        return
    figures(paper, say, section.figures)
    for table in tables:
        heading(paper, say(f"table.{table.name}"), paper.style(10, "strong"), ROOM_MM - 4)
        if table.rows:
            classes(paper, say, table)
        if unsaid(table):
            line(paper, say("held"), paper.style(8.5, colour="ink-2"))
    if stations:
        plans(paper, say, stations)


def _cells(section: ReportSection) -> list[ReportCell]:
    return [cell for one in section.figures for cell in (one.now, one.before)]


def unsaid(table: ReportTable) -> bool:
    """Whether classes are left out of which no row tells."""
    return table.held and all(row.name != REST for row in table.rows) and table.words != "report.mark"


def _some(table: ReportTable) -> bool:
    """Of too few marks there is no table: their number says it."""
    cells = [cell for row in table.rows for cell in (row.now, row.before)]
    if table.words == "report.mark":
        return any(cell.value for cell in cells)
    return table.held or any(map(_there, cells))


def _there(cell: ReportCell) -> bool:
    return cell.state in {"few", "others"} or bool(cell.value)


def _said(paper: Paper, say: Say, title: str, said: list[ReportSaid]) -> None:
    if not said:
        return
    heading(paper, title, paper.style(10, "strong"))
    for one in said:
        _one_said(paper, say, one)


def _one_said(paper: Paper, say: Say, one: ReportSaid) -> None:
    """What was written, then what came of it; the first lines stay with it."""
    quiet, plain = paper.style(8.5, colour="ink-2"), paper.style(9.5)
    told = [(part, plain) for part in one.text.splitlines() if part]
    if one.kind == "proposal":
        told.append((say("votes", votes=say.number(one.votes)), quiet))
    if one.answer:
        told += [(part, plain) for part in say("answer", answer=one.answer).splitlines() if part]
    if one.done and one.done_us is not None:
        done = say("done.on", day=say.day_of(one.done_us), done=one.done)
        told += [(part, plain) for part in done.splitlines() if part]
    for words, style in told:
        line(paper, words, style, indent_mm=4)
    paper.gap(2)


def _left_out(paper: Paper, sheet: Sheet) -> None:
    say, style = sheet.say, sheet_style(paper)
    heading(paper, say("left"), paper.style(13, "strong"))
    for one in sheet.report.left_out:
        words = say(f"left.{one.reason}", count=say.number(one.count))
        height = paper.height(words, style, INNER_MM - 4)
        spot = paper.room(height + 0.8)
        paper.text(spot, "\N{BULLET}", style)
        paper.text(Spot(spot.x_mm + 4, spot.y_mm, INNER_MM - 4), words, style)


def sheet_style(paper: Paper) -> Style:
    """The type of sentences."""
    return paper.style(9.5)
