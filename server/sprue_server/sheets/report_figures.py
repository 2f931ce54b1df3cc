"""The figures of the report on paper: numbers with those before, classes with their bars, plans by station."""

from collections.abc import Sequence

from sprue_server.report.rule import REST
from sprue_server.report_views import ReportCell, ReportFigure, ReportRow, ReportTable
from sprue_server.sheets.paper import INNER_MM, MARGIN_MM, Paper, Spot, Style, wrapped
from sprue_server.sheets.report_words import Say

ACROSS, GUTTER_MM = 3, 6.0
NAME_MM, BAR_MM, NUMBER_MM, PAD_MM = 62.0, 56.0, 28.0, 4.0
BAR_HIGH_MM = 2.6


def line(paper: Paper, said: str, style: Style, indent_mm: float = 0) -> None:
    """Words of the page's width; a page may turn between their lines."""
    for one in wrapped(said, style, INNER_MM - indent_mm):
        spot = paper.room(style.line_mm)
        paper.text(Spot(spot.x_mm + indent_mm, spot.y_mm, INNER_MM - indent_mm), one, style)


def figures(paper: Paper, say: Say, told: Sequence[ReportFigure]) -> None:
    """Three across: what it is, how much, how much before."""
    wide = (INNER_MM - GUTTER_MM * (ACROSS - 1)) / ACROSS
    name, quiet = paper.style(8.5, colour="ink-2"), paper.style(8.5, colour="ink-2")
    for begin in range(0, len(told), ACROSS):
        row = told[begin : begin + ACROSS]
        head = max(paper.height(say(f"figure.{one.name}"), name, wide) for one in row)
        spot = paper.room(head + paper.style(13).line_mm + 2)
        for place, one in enumerate(row):
            at = Spot(spot.x_mm + place * (wide + GUTTER_MM), spot.y_mm, wide)
            paper.text(at, say(f"figure.{one.name}"), name)
            value = say.told(one.now, one.unit)
            style = paper.style(13 if one.now.value is not None else 10, "strong")
            paper.text(at.down(head), value, style)
            before = f"{say('before')} {say.told(one.before, one.unit)}"
            paper.text(at.down(head + (style.size - quiet.size) * 0.35), before, quiet, right=True)


def classes(paper: Paper, say: Say, table: ReportTable) -> None:
    """A row for each class: its name, a bar, now, before; each page says again what they are."""
    most = max([1.0, *(cell.value or 0 for row in table.rows for cell in (row.now, row.before))])
    _class_head(paper, say, table)
    for row in table.rows:
        if not paper.fits(_row_mm(paper, say, table, row)):
            paper.turn()
            _class_head(paper, say, table)
        _row(paper, say, (table, row), most)


def _class_head(paper: Paper, say: Say, table: ReportTable) -> None:
    quiet = paper.style(8.5, colour="ink-2")
    spot = paper.room(quiet.line_mm + 0.6)
    paper.text(spot, say.kind(table), quiet)
    for place, name in enumerate(("now", "before")):
        paper.text(_column(spot, place), say(name), quiet, right=True)


def _column(spot: Spot, place: int) -> Spot:
    right = MARGIN_MM + INNER_MM - (1 - place) * (NUMBER_MM + PAD_MM)
    return Spot(right - NUMBER_MM, spot.y_mm, NUMBER_MM)


def _row_mm(paper: Paper, say: Say, table: ReportTable, row: ReportRow) -> float:
    return paper.height(say.named(table, row.name), paper.style(9.5), NAME_MM - PAD_MM) + 1.2


def _row(paper: Paper, say: Say, told: tuple[ReportTable, ReportRow], most: float) -> None:
    table, row = told
    style, name = paper.style(9.5), say.named(table, row.name)
    spot = paper.room(_row_mm(paper, say, table, row))
    paper.rule(spot)
    at = spot.down(0.6)
    paper.text(at._replace(width_mm=NAME_MM - PAD_MM), name, style)
    _bar(paper, Spot(at.x_mm + NAME_MM, at.y_mm + (style.line_mm - BAR_HIGH_MM) / 2, BAR_MM), row, most)
    paper.text(_column(at, 0), say.told(row.now, table.unit), style, right=True)
    paper.text(_column(at, 1), say.told(row.before, table.unit), paper.style(9.5, colour="ink-2"), right=True)


def _bar(paper: Paper, spot: Spot, row: ReportRow, most: float) -> None:
    """How many now; a stroke where it was before."""
    paper.box(spot, BAR_HIGH_MM, fill="sunken")
    if row.now.value:
        paper.box(spot._replace(width_mm=spot.width_mm * row.now.value / most), BAR_HIGH_MM, fill="seq-5")
    if row.before.value:
        x = spot.x_mm + spot.width_mm * row.before.value / most
        paper.box(Spot(x - 0.3, spot.y_mm - 0.5, 0.6), BAR_HIGH_MM + 1, fill="ink")


def plans(paper: Paper, say: Say, tables: Sequence[ReportTable]) -> None:
    """Station by station what firms plan, below each figure that before; each page says again what they are."""
    names = list(dict.fromkeys(row.name for table in tables for row in table.rows))
    names.sort(key=lambda name: name == REST)
    quiet = paper.style(8.5, colour="ink-2")
    head = [((say("of.station"), quiet), [(say.named(tables[0], name), quiet) for name in names])]
    _together(paper, head)
    for table in tables:
        lines = _plan(paper, say, table, names)
        if not paper.fits(sum(_cells_mm(paper, *one) for one in lines)):
            paper.turn()
            _together(paper, head)
        _together(paper, lines)


def _plan(paper: Paper, say: Say, table: ReportTable, names: Sequence[str]) -> list["Line"]:
    quiet, plain = paper.style(8.5, colour="ink-2"), paper.style(9.5)
    rows = {row.name: row for row in table.rows}
    cells = [rows.get(name) for name in names]
    now = [(say.told(one.now, table.unit) if one else "", plain) for one in cells]
    before = [(_before(say, one.before if one else None, table.unit), quiet) for one in cells]
    return [((say.station(table.about or ""), plain), now), (("", quiet), before)]


def _before(say: Say, cell: ReportCell | None, unit: str) -> str:
    return f"{say('before')} {say.told(cell, unit)}" if cell else ""


Cell = tuple[str, Style]
Line = tuple[Cell, list[Cell]]


def _wide(cells: Sequence[Cell]) -> float:
    return (INNER_MM - NAME_MM) / len(cells)


def _cells_mm(paper: Paper, name: Cell, cells: Sequence[Cell]) -> float:
    high = [paper.height(*one, _wide(cells) - 1) for one in cells]
    return max(paper.height(*name, NAME_MM - PAD_MM), *high) + 0.8


def _together(paper: Paper, lines: Sequence[Line]) -> None:
    """Lines that belong to one name, below one rule."""
    for number, (name, cells) in enumerate(lines):
        spot, wide = paper.room(_cells_mm(paper, name, cells)), _wide(cells)
        if number == 0 and len(lines) > 1:
            paper.rule(spot)
        at = spot.down(0.6)
        paper.text(at._replace(width_mm=NAME_MM - PAD_MM), *name)
        for place, one in enumerate(cells):
            paper.text(Spot(at.x_mm + NAME_MM + place * wide + 1, at.y_mm, wide - 1), *one, right=True)
