"""The sheet that makes a fixture: a vector PDF of true scale with markers, a bar of 100 mm and words.

A frame that fits on A4 is printed as it is. Of a larger one there is a page for each marker, and the distances
at which they are to be put.
"""

import io
from collections.abc import Iterator
from typing import Any, NamedTuple

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from sprue_server.sheets.markers import Box, Fixture, ink
from sprue_server.sheets.words import Words

PAGE_MM = 297.0, 210.0  # A4, lying
MARGIN_MM = 8.0  # no printer prints to the edge
HEAD_MM, FOOT_MM = 30.0, 22.0
BAR_MM = 100.0
LEAST_MM, MOST_MM = (
    20.0,
    1600.0,
)  # of the frame's width: smaller markers cannot be seen, larger ones not printed
LEAST_RATIO, MOST_RATIO = 0.2, 2.0
INK, QUIET = 0.0, 0.35  # grey
TITLE, BODY = ("Helvetica-Bold", 15), ("Helvetica", 9.5)
LINE_MM = 4.6
CROP_MM = 5.0


class SheetError(ValueError):
    """A frame of which there can be no sheet; says why."""


class Order(NamedTuple):
    """What is to be printed."""

    name: str
    fixture: Fixture
    words: Words


def fits(fixture: Fixture) -> bool:
    """Whether the whole frame is printed on one page."""
    width, height = PAGE_MM
    return (
        fixture.width_mm <= width - 2 * MARGIN_MM
        and fixture.height_mm <= height - 2 * MARGIN_MM - HEAD_MM - FOOT_MM
    )


def marker_sheet(order: Order) -> bytes:
    """The PDF.

    Raises:
        SheetError: the frame is too small, too large or no frame.
    """
    _check(order.fixture)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(PAGE_MM[0] * mm, PAGE_MM[1] * mm), pageCompression=1)
    canvas.setTitle(f"{order.words.title}: {order.name}")
    canvas.setCreator("Sprue")
    canvas.setViewerPreference("PrintScaling", "None")  # a viewer that asks no more prints true
    for draw in _pages(order):
        draw(Page(canvas))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _check(fixture: Fixture) -> None:
    if not LEAST_MM <= fixture.width_mm <= MOST_MM:
        raise SheetError(
            f"width_mm {fixture.width_mm:g}: a frame is {LEAST_MM:g} to {MOST_MM:g} mm wide. No sheet was made."
        )
    if not LEAST_RATIO <= fixture.height_mm / fixture.width_mm <= MOST_RATIO:
        raise SheetError(
            f"height_mm {fixture.height_mm:g}: between {LEAST_RATIO:g} and {MOST_RATIO:g} times the width of "
            f"{fixture.width_mm:g} mm. No sheet was made."
        )


class Page(NamedTuple):
    """A canvas on which y goes downwards in mm, as on a picture."""

    canvas: Canvas

    def text(self, x_mm: float, y_mm: float, said: str, style: tuple[str, float] = BODY) -> None:
        """A line; letters that the type has not are shown as `?`."""
        self.canvas.setFont(*style)
        plain = said.encode("cp1252", "replace").decode("cp1252")
        self.canvas.drawString(x_mm * mm, (PAGE_MM[1] - y_mm) * mm, plain)

    def lines(self, x_mm: float, y_mm: float, said: tuple[str, ...]) -> None:
        """Lines below each other."""
        for number, line in enumerate(said):
            self.text(x_mm, y_mm + number * LINE_MM, line)

    def line(self, x_mm: float, y_mm: float, to_x_mm: float, to_y_mm: float) -> None:
        """A thin stroke."""
        self.canvas.line(x_mm * mm, (PAGE_MM[1] - y_mm) * mm, to_x_mm * mm, (PAGE_MM[1] - to_y_mm) * mm)

    def marker(self, number: int, box: Box) -> None:
        """One path for all of its ink: painted piece by piece, hairs of light would show between them."""
        path = self.canvas.beginPath()
        for x, y, width, height in ink(number):
            left, top = box.x_mm + x * box.width_mm, box.y_mm + y * box.height_mm
            wide, high = width * box.width_mm, height * box.height_mm
            path.rect(left * mm, (PAGE_MM[1] - top - high) * mm, wide * mm, high * mm)
        self.canvas.setFillGray(INK)
        self.canvas.drawPath(path, stroke=0, fill=1)

    def crops(self, box: Box) -> None:
        """Strokes outside of a box's corners: where to cut."""
        self.canvas.setLineWidth(0.2)
        self.canvas.setStrokeGray(QUIET)
        for x, out in ((box.x_mm, -1), (box.x_mm + box.width_mm, 1)):
            for y, away in ((box.y_mm, -1), (box.y_mm + box.height_mm, 1)):
                self.line(x + out, y, x + out * CROP_MM, y)
                self.line(x, y + away, x, y + away * CROP_MM)

    def bar(self, x_mm: float, y_mm: float, said: str) -> None:
        """100 mm with a stroke each 10."""
        self.canvas.setLineWidth(0.5)
        self.canvas.setStrokeGray(INK)
        self.line(x_mm, y_mm, x_mm + BAR_MM, y_mm)
        for step in range(11):
            tall = 3.0 if step % 5 == 0 else 1.8
            self.line(x_mm + step * BAR_MM / 10, y_mm - tall, x_mm + step * BAR_MM / 10, y_mm)
        self.text(x_mm, y_mm + 4.5, said)


def _pages(order: Order) -> Iterator[Any]:
    if fits(order.fixture):
        yield lambda page: _whole(page, order)
        return
    for number, box in enumerate(order.fixture.boxes()):
        yield lambda page, number=number, box=box: _single(page, order, number, box)


def _frame(page: Page, order: Order, said: tuple[str, ...]) -> None:
    page.canvas.setFillGray(INK)
    page.text(MARGIN_MM, MARGIN_MM + 6, f"{order.words.title}: {order.name}", TITLE)
    page.canvas.setFillGray(QUIET)
    page.lines(MARGIN_MM, MARGIN_MM + 13, said)
    page.bar(MARGIN_MM, PAGE_MM[1] - MARGIN_MM - 6, order.words.bar)


def _whole(page: Page, order: Order) -> None:
    fixture, words = order.fixture, order.words
    _frame(page, order, (words.print_true, words.use_whole(fixture), words.distances(fixture)))
    left = (PAGE_MM[0] - fixture.width_mm) / 2
    free = PAGE_MM[1] - 2 * MARGIN_MM - HEAD_MM - FOOT_MM
    top = MARGIN_MM + HEAD_MM + (free - fixture.height_mm) / 2
    page.crops(Box(left, top, fixture.width_mm, fixture.height_mm))
    for number, box in enumerate(fixture.boxes()):
        page.marker(number, box._replace(x_mm=box.x_mm + left, y_mm=box.y_mm + top))


def _single(page: Page, order: Order, number: int, box: Box) -> None:
    fixture, words = order.fixture, order.words
    said = (words.print_true, words.use_single(number, fixture), words.distances(fixture))
    _frame(page, order, said)
    whole = fixture.side_mm + 2 * fixture.inset_mm
    left = (PAGE_MM[0] - whole) / 2
    top = MARGIN_MM + HEAD_MM + (PAGE_MM[1] - 2 * MARGIN_MM - HEAD_MM - FOOT_MM - whole) / 2
    page.crops(Box(left, top, whole, whole))
    inset = fixture.inset_mm
    page.marker(number, box._replace(x_mm=left + inset, y_mm=top + inset))
