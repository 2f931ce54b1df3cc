"""A4 for reading: type, colours and space of the screens, and a column in which blocks follow each other.

What is drawn is noted first and painted last, so that a layout can be tried, measured and given up.
"""

import io
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

import segno
from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

Face = Literal["plain", "strong"]
WIDTH_MM, HEIGHT_MM = 210.0, 297.0
MARGIN_MM, FOOT_MM = 16.0, 16.0
INNER_MM = WIDTH_MM - 2 * MARGIN_MM
WEB = Path(__file__).parents[3] / "dashboards"
# The screens' own type comes with the built dashboards: in the wheel, in a checkout, before it is built.
PLACES = (
    Path(__file__).parents[1] / "static_pages" / "fonts",
    WEB / "dist" / "fonts",
    WEB / "node_modules" / "source-sans" / "TTF",
)
OURS: Mapping[Face, str] = {"plain": "SourceSans3-Regular", "strong": "SourceSans3-Semibold"}
BUILT_IN: Mapping[Face, str] = {
    "plain": "Helvetica",
    "strong": "Helvetica-Bold",
}  # every viewer has it; it knows our languages
# Those of tokens.css, light; tests/unit/test_plan_sheet.py holds both together.
TOKENS = {
    "ink": "#1f1c19",
    "ink-2": "#625b53",
    "line": "#d2ccc3",
    "sunken": "#e8e4dd",
    "amber": "#d98613",
    "seq-3": "#8fadc9",
    "seq-5": "#2c5f8a",
    "mark": "#827a71",
    "warning-wash": "#fdf3dc",
    "link": "#00588c",
}
LEADING = 1.28
PT_MM = 25.4 / 72
Op = Callable[[Canvas], None]
log = logging.getLogger(__name__)


class Style(NamedTuple):
    """A type: its size in points, its weight, its colour."""

    size: float
    face: Face = "plain"
    colour: str = "ink"

    @property
    def line_mm(self) -> float:
        """From one line to the next."""
        return self.size * LEADING * PT_MM


@cache
def faces() -> Mapping[Face, str]:
    """The type by its weight, made known once; Helvetica where the dashboards were never built."""
    place = next((one for one in PLACES if (one / f"{OURS['plain']}.ttf").exists()), None)
    if place is None:
        log.warning("the type of the screens is in none of %s; paper is set in Helvetica", PLACES)
        return BUILT_IN
    for name in OURS.values():
        pdfmetrics.registerFont(TTFont(name, str(place / f"{name}.ttf")))
    return OURS


def width_mm(said: str, style: Style) -> float:
    """How wide a line is."""
    return float(pdfmetrics.stringWidth(said, faces()[style.face], style.size)) * PT_MM


def wrapped(said: str, style: Style, most_mm: float) -> list[str]:
    """Lines that fit; a word that is longer than a line is broken."""
    lines, line = list[str](), ""
    for word in _words(said, style, most_mm):
        longer = f"{line} {word}".strip()
        if line and width_mm(longer, style) > most_mm:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line] if line else lines


def _words(said: str, style: Style, most_mm: float) -> Iterable[str]:
    for word in said.split(" "):
        rest = word
        while width_mm(rest, style) > most_mm:
            fits = next(
                cut for cut in range(len(rest) - 1, 0, -1) if width_mm(rest[:cut], style) <= most_mm or cut == 1
            )
            yield rest[:fits]
            rest = rest[fits:]
        if rest:
            yield rest


class Spot(NamedTuple):
    """Upper left corner and width of a block; mm, y downwards."""

    x_mm: float
    y_mm: float
    width_mm: float

    def down(self, by_mm: float) -> "Spot":
        """The same, lower."""
        return self._replace(y_mm=self.y_mm + by_mm)


class Paper:
    """Pages, and where on the last of them the next block goes."""

    def __init__(self, *, scale: float = 1.0) -> None:
        self.scale = scale
        self.pages: list[list[Op]] = [[]]
        self.y_mm = MARGIN_MM
        self.bare_mm = 0.0  # most that a page left empty because the next block did not fit

    @property
    def left_mm(self) -> float:
        """Down to the foot of this page."""
        return HEIGHT_MM - MARGIN_MM - FOOT_MM - self.y_mm

    def style(self, size: float, face: Face = "plain", colour: str = "ink") -> Style:
        """A type in this layout's scale."""
        return Style(size * self.scale, face, colour)

    def room(self, height_mm: float) -> Spot:
        """Where a block of this height goes: on this page, or on the next."""
        if not self.fits(height_mm) and self.y_mm > MARGIN_MM:
            self.turn()
        spot = Spot(MARGIN_MM, self.y_mm, INNER_MM)
        self.y_mm += height_mm
        return spot

    def turn(self) -> None:
        """Begin a page."""
        self.bare_mm = max(self.bare_mm, self.left_mm)
        self.pages.append([])
        self.y_mm = MARGIN_MM

    def fits(self, height_mm: float) -> bool:
        """Whether so much is left on this page."""
        return height_mm <= self.left_mm

    def gap(self, height_mm: float) -> None:
        """Space between blocks."""
        self.y_mm += height_mm * self.scale

    def text(self, spot: Spot, said: str, style: Style, *, right: bool = False) -> float:
        """Lines from the spot on; how high they are."""
        lines = wrapped(said, style, spot.width_mm)
        for number, line in enumerate(lines):
            x = spot.x_mm + (spot.width_mm - width_mm(line, style) if right else 0)
            self.op(_line_of_text(x, spot.y_mm + style.size * PT_MM + number * style.line_mm, line, style))
        return len(lines) * style.line_mm

    def height(self, said: str, style: Style, width: float) -> float:
        """How high a text will be."""
        return len(wrapped(said, style, width)) * style.line_mm

    def box(self, spot: Spot, height_mm: float, *, fill: str | None = None, line: str | None = None) -> None:
        """A rectangle with round corners."""
        self.op(_box(spot, height_mm, fill, line))

    def rule(self, spot: Spot, colour: str = "line") -> None:
        """A hair across."""
        self.op(_box(spot, 0.2, colour, None))

    def op(self, paint: Op) -> None:
        """Something painted on the last page."""
        self.pages[-1].append(paint)

    def foot(self, left: str, page: Callable[[int, int], str]) -> None:
        """The same words below each page, and its number."""
        style = Style(7.5, colour="ink-2")
        for number, ops in enumerate(self.pages, 1):
            told = page(number, len(self.pages))
            y = HEIGHT_MM - MARGIN_MM + 1
            ops.append(_box(Spot(MARGIN_MM, y - 4.5, INNER_MM), 0.2, "line", None))
            ops.append(_line_of_text(MARGIN_MM, y, left, style))
            ops.append(_line_of_text(WIDTH_MM - MARGIN_MM - width_mm(told, style), y, told, style))

    def pdf(self, title: str, language: str) -> bytes:
        """The file."""
        out = io.BytesIO()
        canvas = Canvas(out, pagesize=(WIDTH_MM * mm, HEIGHT_MM * mm), pageCompression=1, lang=language)
        canvas.setTitle(title)
        canvas.setCreator("Sprue")
        for ops in self.pages:
            for paint in ops:
                paint(canvas)
            canvas.showPage()
        canvas.save()
        return out.getvalue()


def _line_of_text(x_mm: float, baseline_mm: float, said: str, style: Style) -> Op:
    def paint(canvas: Canvas) -> None:
        canvas.setFont(faces()[style.face], style.size)
        canvas.setFillColor(HexColor(TOKENS[style.colour]))
        canvas.drawString(x_mm * mm, (HEIGHT_MM - baseline_mm) * mm, said)

    return paint


def _box(spot: Spot, height_mm: float, fill: str | None, line: str | None) -> Op:
    def paint(canvas: Canvas) -> None:
        canvas.setFillColor(HexColor(TOKENS[fill or "ink"]))
        canvas.setStrokeColor(HexColor(TOKENS[line or "line"]))
        canvas.setLineWidth(0.6)
        low = (HEIGHT_MM - spot.y_mm - height_mm) * mm
        radius = min(1.2, height_mm / 2, spot.width_mm / 2) * mm
        canvas.roundRect(
            spot.x_mm * mm,
            low,
            spot.width_mm * mm,
            height_mm * mm,
            radius,
            stroke=int(line is not None),
            fill=int(fill is not None),
        )

    return paint


def code(spot: Spot, address: str) -> Op:
    """A QR code as wide as the spot."""
    rows: Sequence[Sequence[int]] = [list(row) for row in segno.make(address, error="m").matrix]
    side = spot.width_mm / len(rows)

    def paint(canvas: Canvas) -> None:
        path = canvas.beginPath()
        for down, row in enumerate(rows):
            for across, dark in enumerate(row):
                if dark:
                    low = HEIGHT_MM - spot.y_mm - (down + 1) * side
                    path.rect((spot.x_mm + across * side) * mm, low * mm, side * mm, side * mm)
        canvas.setFillColor(HexColor(TOKENS["ink"]))
        canvas.drawPath(path, stroke=0, fill=1)

    return paint
