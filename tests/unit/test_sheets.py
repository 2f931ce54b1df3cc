"""The marker sheet, rendered back to pixels: a camera's library finds the markers at their true millimetres."""

from pathlib import Path

import cv2
import numpy as np
import pypdfium2
import pytest

from sprue_server.sheets.marker_sheet import (
    BAR_MM,
    MARGIN_MM,
    MOST_MM,
    PAGE_MM,
    Order,
    SheetError,
    fits,
    marker_sheet,
)
from sprue_server.sheets.markers import COUNT, INSET, SIDE, Fixture
from sprue_server.sheets.words import WORDS
from sprue_sim.cameras import markers as simulated

PX_PER_MM = 12.0  # of the rendering
I18N = Path(__file__).resolve().parents[2] / "dashboards" / "src" / "i18n"
SMALL, LARGE = Fixture(180, 135), Fixture(600, 450)


def pages(pdf: bytes, px_per_mm: float = PX_PER_MM) -> list[np.ndarray]:
    document = pypdfium2.PdfDocument(pdf)
    scale = px_per_mm * 25.4 / 72
    found = [page.render(scale=scale, grayscale=True).to_numpy().squeeze() for page in document]
    document.close()
    return found


def found_mm(page: np.ndarray) -> dict[int, np.ndarray]:
    """Corners by number, in mm of the page, y downwards."""
    finder = cv2.aruco.ArucoDetector(cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_ARUCO_MIP_36h12))
    setting = finder.getDetectorParameters()
    setting.cornerRefinementMethod = cv2.aruco.CORNER_REFINE_SUBPIX
    finder.setDetectorParameters(setting)
    corners, numbers, _ = finder.detectMarkers(page)
    return {
        int(number): (quad[0] + 0.5) / PX_PER_MM for number, quad in zip(numbers.ravel(), corners, strict=True)
    }


def texts(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    said = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return said


@pytest.mark.parametrize("language", sorted(WORDS))
def test_the_markers_of_a_frame_that_fits_are_found_at_their_true_distances(language):
    assert fits(SMALL)
    (page,) = pages(marker_sheet(Order("toy gear", SMALL, WORDS[language])))
    assert page.shape == pytest.approx((PAGE_MM[1] * PX_PER_MM, PAGE_MM[0] * PX_PER_MM), abs=1.5)
    found = found_mm(page)
    assert sorted(found) == [0, 1, 2, 3]
    zero = found[0][0]
    for number, box in enumerate(SMALL.boxes()):
        first = SMALL.boxes()[0]
        wanted = zero + np.array([box.x_mm - first.x_mm, box.y_mm - first.y_mm])
        square = wanted + np.array([[0, 0], [1, 0], [1, 1], [0, 1]]) * SMALL.side_mm
        assert np.abs(found[number] - square).max() < 0.1, number


def test_a_larger_frame_is_a_page_for_each_marker_with_the_distances_in_words():
    assert not fits(LARGE)
    pdf = marker_sheet(Order("lunch box", LARGE, WORDS["en"]))
    made = pages(pdf)
    assert len(made) == COUNT
    for number, page in enumerate(made):
        (corners,) = found_mm(page).values()
        assert [*found_mm(page)] == [number]
        sides = np.linalg.norm(corners - np.roll(corners, -1, axis=0), axis=1)
        assert sides == pytest.approx([LARGE.side_mm] * 4, abs=0.1)
    across, down = LARGE.apart_mm
    for said, corner in zip(texts(pdf), WORDS["en"].corners, strict=True):
        plain = " ".join(said.split())
        assert f"{across:.1f} mm across, {down:.1f} mm down" in plain
        assert corner in plain


def test_the_bar_is_100_mm_long():
    (page,) = pages(marker_sheet(Order("toy gear", SMALL, WORDS["en"])))
    row = page[round((PAGE_MM[1] - MARGIN_MM - 6) * PX_PER_MM)]
    dark = np.flatnonzero(row < 128)
    assert (dark[-1] - dark[0] + 1) / PX_PER_MM == pytest.approx(BAR_MM, abs=0.3)
    assert dark.size == pytest.approx(BAR_MM * PX_PER_MM, abs=4), "nothing else is on its line"


def test_nothing_but_paper_lies_around_a_marker_and_within_the_frame():
    (page,) = pages(marker_sheet(Order("toy gear", SMALL, WORDS["en"])))
    corner = found_mm(page)[0][0]
    left, top = ((corner - SMALL.inset_mm) * PX_PER_MM).round().astype(int)
    frame = page[
        top : top + round(SMALL.height_mm * PX_PER_MM), left : left + round(SMALL.width_mm * PX_PER_MM)
    ]
    margin = round((SMALL.inset_mm - 0.2) * PX_PER_MM)
    assert frame[1:margin].min() == 255
    assert frame[:, 1:margin].min() == 255
    inner = round((SMALL.side_mm + 2 * SMALL.inset_mm) * PX_PER_MM)
    assert frame[inner:-inner].min(axis=0)[inner:-inner].min() == 255


def test_a_sheet_speaks_every_language_that_the_dashboards_speak():
    assert set(WORDS) == {path.stem for path in I18N.glob("*.json")}


def test_it_asks_for_true_scale_in_each_language_and_names_the_fixture():
    for words in WORDS.values():
        pdf = marker_sheet(Order("Tapón 28 mm", SMALL, words))
        (said,) = texts(pdf)
        assert "100 %" in said
        assert "Tapón 28 mm" in said
        assert "{" not in said
    assert b"/PrintScaling /None" in marker_sheet(Order("x", SMALL, WORDS["en"]))


def test_a_name_that_the_type_cannot_write_does_no_harm():
    (said,) = texts(marker_sheet(Order("齿轮 (gear) <&>", SMALL, WORDS["en"])))
    assert "?? (gear) <&>" in said


@pytest.mark.parametrize(
    "frame", [Fixture(5, 4), Fixture(MOST_MM + 1, 1000), Fixture(100, 5), Fixture(100, 900), Fixture(0, 0)]
)
def test_what_cannot_be_printed_is_refused_in_one_sentence(frame):
    with pytest.raises(SheetError, match=r"mm.*No sheet was made\.$"):
        marker_sheet(Order("x", frame, WORDS["en"]))


def test_the_largest_frame_can_still_be_printed():
    made = pages(marker_sheet(Order("x", Fixture(MOST_MM, MOST_MM * 0.75), WORDS["en"])))
    assert [sorted(found_mm(page)) for page in made] == [[0], [1], [2], [3]]


def test_paper_and_simulated_cameras_have_the_same_markers():
    assert (SIDE, INSET) == (simulated.SIDE, simulated.INSET)
