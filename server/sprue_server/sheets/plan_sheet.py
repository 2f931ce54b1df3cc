"""The road map on paper: two technologies, their money, the steps with their weeks, what is out and why, aid.

Two pages at most. Where all of it does not fit, type gets a little smaller; then second reasons of what is out,
at last all of them, are left to the page on the screen.
"""

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from sprue_server.content import numbers
from sprue_server.content.phrases import Phrases
from sprue_server.roadmap_views import OutView, RoadMapView
from sprue_server.sheets import plan_figures
from sprue_server.sheets.paper import INNER_MM, MARGIN_MM, Paper, Spot, code

PAGES = 2
Detail = Literal["all", "first", "names"]
DETAILS: tuple[Detail, ...] = ("all", "first", "names")
SCALES = (1.0, 0.95, 0.9, 0.85, 0.8)
QR_MM, GUTTER_MM, NAME_MM = 22.0, 6.0, 52.0
BARE_MM = 40.0  # a page that leaves more empty is set a little smaller
NOTES, NOTE_MM = 8, 9.0
CALLS = 4  # open ones first; the page on the screen has all


class Sheet(NamedTuple):
    """What is told, in whose words, and where the page is found."""

    plan: RoadMapView
    say: Phrases
    address: str | None = None


def plan_sheet(sheet: Sheet) -> bytes:
    """The PDF."""
    for detail in DETAILS:
        tried = [_laid(sheet, scale, detail) for scale in SCALES]
        if fit := [paper for paper in tried if len(paper.pages) <= PAGES]:
            return _finished(next((paper for paper in fit if paper.bare_mm < BARE_MM), fit[0]), sheet)
    return _finished(_laid(sheet, SCALES[-1], DETAILS[-1]), sheet)


def _finished(paper: Paper, sheet: Sheet) -> bytes:
    say, plan = sheet.say, sheet.plan
    origin = say("sheet.origin_example" if plan.example else "sheet.origin")
    paper.foot(
        f"{origin} {numbers.day(plan.day, say.language)}.",
        lambda page, of: say("sheet.page", page=page, pages=of),
    )
    return paper.pdf(f"{say('sheet.title')}: {plan.firm}", say.language)


def _laid(sheet: Sheet, scale: float, detail: Detail) -> Paper:
    paper = Paper(scale=scale)
    _head(paper, sheet)
    plan_figures.best(paper, sheet.plan, sheet.say)
    plan_figures.steps(paper, sheet.plan, sheet.say)
    matters, monday = _matters(paper, sheet), _monday(paper, sheet)
    _beside(paper, *((matters, monday) if matters else (monday, [])))
    _out(paper, sheet, detail)
    _aid(paper, sheet)
    _ask(paper, sheet)
    _notes(paper, sheet)
    return paper


def _head(paper: Paper, sheet: Sheet) -> None:
    plan, say = sheet.plan, sheet.say
    wide = INNER_MM - (QR_MM + GUTTER_MM if sheet.address else 0)
    title, line = paper.style(26, "strong"), paper.style(11, colour="ink-2")
    note = [say("sheet.example")] if plan.example else []
    lines = [numbers.day(plan.day, say.language), plan.firm, *note]
    height = title.line_mm + sum(paper.height(one, line, wide) for one in lines) + 5
    spot = paper.room(max(height, QR_MM + 5 if sheet.address else 0))
    paper.box(spot.down(2.6)._replace(width_mm=2.2), 7.5, fill="amber")
    paper.text(spot._replace(x_mm=spot.x_mm + 5), say("sheet.title"), title)
    at = spot.down(title.line_mm)._replace(width_mm=wide)
    for one in lines:
        at = at.down(paper.text(at, one, line))
    if sheet.address:
        corner = Spot(MARGIN_MM + INNER_MM - QR_MM, spot.y_mm, QR_MM)
        paper.op(code(corner, sheet.address))


Block = tuple[float, Callable[[Spot], None]]


def heading(paper: Paper, said: str, follows_mm: float) -> None:
    """Above a part, on the page on which that begins."""
    style = paper.style(12.5, "strong")
    paper.gap(4)
    if not paper.fits(style.line_mm + 1 + follows_mm):
        paper.turn()
    paper.text(paper.room(style.line_mm + 1), said, style)


def _beside(paper: Paper, left: list[Block], right: list[Block]) -> None:
    """Two columns, as high as the higher."""
    paper.gap(4)
    spot = paper.room(max(sum(height for height, _ in one) for one in (left, right)))
    half = (INNER_MM - GUTTER_MM) / 2
    for column, x in ((left, spot.x_mm), (right, spot.x_mm + half + GUTTER_MM)):
        at = Spot(x, spot.y_mm, half)
        for height, draw in column:
            draw(at)
            at = at.down(height)


def _words(paper: Paper, width: float, said: str, size: float, **look: str) -> Block:
    style = paper.style(size, "strong" if look.get("face") == "strong" else "plain", look.get("colour", "ink"))
    height = paper.height(said, style, width)
    return height, lambda spot: void(paper.text(spot._replace(width_mm=width), said, style))


def _space(height: float) -> Block:
    return height, lambda _: None


def void(_: float) -> None:
    """A height that nobody asks for."""


def _matters(paper: Paper, sheet: Sheet) -> list[Block]:
    say, half = sheet.say, (INNER_MM - GUTTER_MM) / 2
    if not sheet.plan.matters:
        return []
    blocks = [
        _words(paper, half, say("sheet.matters"), 12.5, face="strong"),
        _words(paper, half, say("sheet.matters_own"), 9.5, colour="ink-2"),
        _space(1.2),
    ]
    for one in sheet.plan.matters:
        whose = say("sheet.own") if one.own is not None else _source(say, one.source)
        value = numbers.number(
            one.own if one.own is not None else one.likely, say.language, int(one.likely % 1 > 0)
        )
        line = f"{value}{numbers.HARD}{one.unit} ({whose}), {say('sheet.swing', eur=one.swing_eur)}"
        blocks += [
            _words(paper, half, one.title, 9.5, face="strong"),
            _words(paper, half, line, 9.5, colour="ink-2"),
            _space(0.8),
        ]
    return blocks


def _source(say: Phrases, source: str) -> str:
    return say("sheet.estimate") if source == "estimate" else say("sheet.ours", source=source)


def _monday(paper: Paper, sheet: Sheet) -> list[Block]:
    half, indent = (INNER_MM - GUTTER_MM) / 2, 5.0
    blocks = [_words(paper, half, sheet.say("sheet.monday"), 12.5, face="strong"), _space(1.2)]
    for number, one in enumerate(sheet.plan.monday, 1):
        height, draw = _words(paper, half - indent, one, 9.5)
        blocks.append((height + 1, _numbered(paper, number, draw, indent)))
    return blocks


def _numbered(paper: Paper, number: int, draw: Callable[[Spot], None], indent: float) -> Callable[[Spot], None]:
    def both(spot: Spot) -> None:
        paper.text(spot, f"{number}", paper.style(9.5, "strong"))
        draw(spot._replace(x_mm=spot.x_mm + indent))

    return both


def _out(paper: Paper, sheet: Sheet, detail: Detail) -> None:
    near = plan_figures.near(sheet.plan)
    told = [one for one in sheet.plan.left_out if one is not near]
    if not told:
        return
    strong, plain = paper.style(9.5, "strong"), paper.style(9.5, colour="ink-2")
    wide = INNER_MM - NAME_MM - GUTTER_MM
    heading(paper, sheet.say("sheet.out"), 5 * plain.line_mm)
    if detail == "names":
        names = "; ".join(one.title for one in told)
        paper.text(paper.room(paper.height(names, plain, INNER_MM)), names, plain)
        return
    for title, why in _merged(told, 1 if detail == "first" else None):
        height = max(paper.height(title, strong, NAME_MM), paper.height(why, plain, wide)) + 1.4
        spot = paper.room(height)
        paper.rule(spot)
        paper.text(spot.down(0.6)._replace(width_mm=NAME_MM), title, strong)
        paper.text(Spot(spot.x_mm + NAME_MM + GUTTER_MM, spot.y_mm + 0.6, wide), why, plain)


def _merged(told: list[OutView], most: int | None) -> Iterator[tuple[str, str]]:
    """Steps that are out for the same reason share a line; each with the station that shows it."""
    groups: dict[str, list[str]] = {}
    for one in told:
        groups.setdefault(" ".join(reason.text for reason in one.reasons[:most]), []).append(_shown(one))
    for why, titles in groups.items():
        yield "; ".join(titles), why


def _shown(one: OutView) -> str:
    return f"{one.title} ({one.station_title})" if one.station_title else one.title


def _aid(paper: Paper, sheet: Sheet) -> None:
    aid, plain = sheet.plan.aid, paper.style(9.5)
    said = [aid.text, *(f"{one.name} ({one.authority}). {one.text}" for one in aid.calls[:CALLS])]
    inner = INNER_MM - 8
    heights = [paper.height(one, plain, inner) + 1 for one in said]
    title = paper.style(12.5, "strong")
    paper.gap(5)
    whole = sum(heights) + title.line_mm + 6
    spot = paper.room(whole)
    paper.box(spot, whole, fill="warning-wash")
    at = Spot(spot.x_mm + 4, spot.y_mm + 3, inner)
    at = at.down(paper.text(at, sheet.say("sheet.aid"), title))
    for one, height in zip(said, heights, strict=True):
        paper.text(at, one, plain)
        at = at.down(height)


def _ask(paper: Paper, sheet: Sheet) -> None:
    say, plain = sheet.say, paper.style(9.5)
    told = say("sheet.ask_line")
    height = paper.height(told, plain, INNER_MM)
    heading(paper, say("sheet.ask"), height)
    paper.text(paper.room(height), told, plain)
    if sheet.address:
        link = paper.style(9.5, colour="link")
        again = f"{say('sheet.again')}: {sheet.address}"
        paper.text(paper.room(paper.height(again, link, INNER_MM)), again, link)


def _notes(paper: Paper, sheet: Sheet) -> None:
    """What is left of the last page is for a pen."""
    style = paper.style(12.5, "strong")
    lines = min(int((paper.left_mm - style.line_mm - 6) / NOTE_MM), NOTES)
    if lines < NOTES // 2:
        return
    heading(paper, sheet.say("sheet.notes"), lines * NOTE_MM)
    for _ in range(lines):
        paper.rule(paper.room(NOTE_MM).down(NOTE_MM - 1))
