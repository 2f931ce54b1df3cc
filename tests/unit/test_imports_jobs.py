"""Jobs from a sheet: what is taken over, and that every other row is told with what to do."""

import string
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sprue_server.imports import rejections, table
from sprue_server.imports.jobs import HEADER, Imported, JobRow, jobs_of, read_jobs
from sprue_server.imports.rejections import SENTENCES

COLUMNS = (
    "job;cell;mould;product;from;to;standard_cycle_s;cavities;active_cavities;part_weight_g;planned_quantity"
)
COLUMNS += ";material"
GOOD = "A-17;imm-1;cap-8;Bottle cap;2026-03-10 06:00;2026-03-10 14:00;12,5;8;7;2,1;10000;PP"


def file(*rows: str, header: str = COLUMNS) -> bytes:
    return "\r\n".join([header, *rows]).encode()


def told(*rows: str, header: str = COLUMNS) -> list[tuple[int, str | None, str]]:
    return [(*one[:2], one.code) for one in read_jobs(file(*rows, header=header)).rejected]


def with_(**cells: str) -> str:
    known = dict(zip(COLUMNS.split(";"), GOOD.split(";"), strict=True)) | {
        name.removesuffix("_"): cell for name, cell in cells.items()
    }
    return ";".join(known.values())


def utc(*when: int) -> int:
    return int(datetime(*when, tzinfo=UTC).timestamp()) * 1_000_000


def test_a_row_is_taken_over_with_all_that_it_says():
    (row,), rejected = read_jobs(file(GOOD))
    assert rejected == ()
    assert row == JobRow(
        line=2,
        job="A-17",
        cell="imm-1",
        mould="cap-8",
        product="Bottle cap",
        from_us=utc(2026, 3, 10, 5),
        to_us=utc(2026, 3, 10, 13),
        standard_cycle_s=12.5,
        cavities=8,
        active_cavities=7,
        part_weight_g=2.1,
        planned_quantity=10000,
        material="PP",
    )


COMMAS = '"A-17","imm-1","cap-8","Bottle cap","2026-03-10 06:00","2026-03-10 14:00","12,5",8,7,2.1,10000,PP'


@pytest.mark.parametrize(
    "data",
    [
        file(GOOD),
        b"\xef\xbb\xbf" + file(GOOD),
        (COLUMNS + "\n" + GOOD).encode("utf-16"),
        (COLUMNS + "\n" + GOOD).replace(";", "\t").encode(),
        (COLUMNS.replace(";", ",") + "\n" + COMMAS + "\n\n").encode(),
        file("", GOOD, ";;;;;;;;;;;", header=COLUMNS.replace("standard_cycle_s", " Standard cycle S")),
        file(
            GOOD.replace("2026-03-10 06:00", "10/03/2026 6:00").replace("2026-03-10 14:00", "2026-03-10T13:00Z")
        ),
    ],
)
def test_sheets_of_all_kinds_say_the_same(data: bytes):
    (row,), rejected = read_jobs(data)
    assert rejected == ()
    (usual,), _ = read_jobs(file(GOOD))
    assert {**vars(row), "line": 2} == vars(usual)


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "cp1252", "utf-16"])
def test_letters_of_every_language_survive(encoding: str):
    data = "\n".join([COLUMNS, with_(product="Tapón pequeño àòç")]).encode(encoding)
    assert read_jobs(data).rows[0].product == "Tapón pequeño àòç"


def test_only_needed_columns_are_needed():
    header = "cavities,job,cell,mould,from,standard_cycle_s"
    (row,), rejected = read_jobs(file("4,A,imm-1,cap,2026-03-10 06:00,12.5", header=header))
    assert rejected == ()
    assert (row.to_us, row.active_cavities, row.product) == (None, None, None)


@pytest.mark.parametrize(
    ("cells", "column", "code"),
    [
        ({"job": ""}, "job", "missing"),
        ({"from_": " "}, "from", "missing"),
        ({"job": "x" * 401}, "job", "text_long"),
        ({"product": '"a\nb"'}, "product", "text_lines"),
        ({"cell": "IMM 1"}, "cell", "cell_form"),
        ({"standard_cycle_s": "12,5 s"}, "standard_cycle_s", "number"),
        ({"standard_cycle_s": "nan"}, "standard_cycle_s", "number"),
        ({"standard_cycle_s": "1.234,5"}, "standard_cycle_s", "thousands"),
        ({"standard_cycle_s": "1.234"}, "standard_cycle_s", "ambiguous"),
        ({"standard_cycle_s": "0"}, "standard_cycle_s", "range"),
        ({"standard_cycle_s": "-5"}, "standard_cycle_s", "range"),
        ({"cavities": "8,0"}, "cavities", "whole"),
        ({"cavities": "0"}, "cavities", "range"),
        ({"planned_quantity": "10.000"}, "planned_quantity", "whole"),
        ({"active_cavities": "9"}, "active_cavities", "active_over"),
        ({"active_cavities": "0"}, "active_cavities", "range"),
        ({"part_weight_g": "60000"}, "part_weight_g", "range"),
        ({"from_": "2026-03-10"}, "from", "time_form"),
        ({"from_": "03/25/2026 06:00"}, "from", "time_form"),
        ({"from_": "2026-03-10 06:00+99:99"}, "from", "time_form"),
        ({"from_": "1926-03-10 06:00"}, "from", "time_range"),
        ({"to": "2026-03-10 06:00"}, "to", "ends_before"),
        ({"from_": "2026-10-25 02:30", "to": ""}, "from", "time_twice"),
        ({"from_": "2026-03-29 02:30", "to": ""}, "from", "time_never"),
    ],
)
def test_a_row_with_a_mistake_is_told_and_the_others_are_taken_over(
    cells: dict[str, str], column: str, code: str
):
    other = with_(cell="imm-2")
    found = read_jobs(file(with_(**cells), other))
    assert [(one.line, one.column, one.code) for one in found.rejected] == [(2, column, code)]
    assert [row.cell for row in found.rows] == ["imm-2"]
    assert found.rejected[0].sentence.endswith(". This row was not taken over.")


@pytest.mark.parametrize(
    "cells",
    [
        {"active_cavities": "8"},
        {"cavities": "1", "active_cavities": "1"},
        {"cavities": "512"},
        {"standard_cycle_s": "0,1"},
        {"standard_cycle_s": "3600"},
        {"job": "x" * 400},
        {"from_": "1970-06-01 00:00"},
    ],
)
def test_what_lies_on_a_limit_is_taken_over(cells: dict[str, str]):
    assert told(with_(**cells)) == []


def test_all_mistakes_of_a_row_are_told_at_once():
    found = told(with_(job="", cavities="x", to="soon"))
    assert found == [(2, "cavities", "whole"), (2, "job", "missing"), (2, "to", "time_form")]


def sentence(**cells: str) -> str:
    return read_jobs(file(with_(**cells))).rejected[0].sentence


def test_sentences_say_what_to_write():
    assert sentence(from_="2026-10-25 02:30", to="") == (
        "from: '2026-10-25 02:30' comes twice, because the clocks are put back. Write 2026-10-25 02:30+02:00 "
        "or 2026-10-25 02:30+01:00. This row was not taken over."
    )
    assert "Write 2026-03-29 03:30." in sentence(from_="29/03/2026 02:30", to="")
    assert "Write 1,234 or 1234." in sentence(standard_cycle_s="1.234", part_weight_g="2,5")
    assert sentence(cavities="600").startswith("cavities: '600' is not between 1 and 512.")


def test_what_a_sentence_proposes_is_taken():
    for moment, at in (("02:30+02:00", utc(2026, 10, 25, 0, 30)), ("02:30+01:00", utc(2026, 10, 25, 1, 30))):
        assert read_jobs(file(with_(from_=f"2026-10-25 {moment}", to=""))).rows[0].from_us == at


def test_without_decimal_commas_a_point_is_a_decimal_point():
    (row,), _ = read_jobs(file(with_(standard_cycle_s="12.375", part_weight_g="2.5")))
    assert row.standard_cycle_s == 12.375


def test_a_plants_cells_are_the_only_ones_and_its_zone_counts():
    found = read_jobs(file(GOOD, with_(cell="imm-9")), ZoneInfo("Europe/Lisbon"), cells=["imm-1", "imm-2"])
    assert found.rows[0].from_us == utc(2026, 3, 10, 6)
    assert found.rejected[0].sentence == (
        "cell: no cell is called 'imm-9'. Write one of: imm-1, imm-2. This row was not taken over."
    )


def test_a_row_with_too_few_or_too_many_cells_is_told():
    assert told("A;imm-1", GOOD, GOOD + ";x") == [(2, None, "row_width"), (4, None, "row_width")]


def test_lines_are_counted_as_an_editor_counts_them():
    assert told(with_(product='"two\nlines"'), with_(cavities="x")) == [
        (2, "product", "text_lines"),
        (4, "cavities", "whole"),
    ]


def test_of_rows_that_say_the_same_the_first_is_taken_over():
    found = read_jobs(file(GOOD, with_(cell="imm-2"), GOOD))
    assert [(one.line, one.code, one.params["other"]) for one in found.rejected] == [(4, "repeated", 2)]
    assert len(found.rows) == 2


def test_of_rows_that_overlap_on_a_cell_none_is_taken_over():
    long = with_(job="L", cell="imm-3", from_="2026-03-10 06:00", to="2026-03-10 22:00")
    inside = [
        with_(job=job, cell="imm-3", from_=f"2026-03-10 {hour}:00", to=f"2026-03-10 {hour + 1}:00")
        for job, hour in (("M", 10), ("N", 12))
    ]
    assert told(long, *inside) == [
        (2, None, "overlaps"),
        (2, None, "overlaps"),
        (3, None, "overlaps"),
        (4, None, "overlaps"),
    ]
    late = with_(job="B", from_="2026-03-10 13:59", to="2026-03-10 20:00")
    after = with_(job="C", from_="2026-03-10 20:00", to="")
    found = read_jobs(file(GOOD, late, after))
    assert [(one.line, one.code, one.params["other"]) for one in found.rejected] == [
        (2, "overlaps", 3),
        (3, "overlaps", 2),
    ]
    assert [row.job for row in found.rows] == ["C"]


def test_an_open_job_ends_where_the_next_one_of_its_cell_begins():
    rows = read_jobs(
        file(with_(job="B", from_="2026-03-10 14:00", to=""), with_(to=""), with_(cell="imm-2"))
    ).rows
    jobs = jobs_of(rows)
    assert [(job.name, job.end_us) for job in jobs["imm-1"]] == [("A-17", utc(2026, 3, 10, 13)), ("B", 2**53)]
    assert (jobs["imm-2"][0].active, jobs["imm-2"][0].pri_us) == (7, 12.5e6 / 8)


@pytest.mark.parametrize(
    ("data", "code", "says"),
    [
        (b"", "empty", "has no rows"),
        (b"  \r\n \r\n", "empty", "has no rows"),
        (file(), "empty", "has no rows"),
        (b"\x00\x01\x02" * 50, "no_text", "binary"),
        (b"PK\x03\x04\x00\x00", "no_text", "Save the sheet as CSV"),
        (b"\xff\xfe\x00", "no_text", "binary"),
        (file(GOOD, header=COLUMNS.replace("mould", "mold")), "column_unknown", "'mold'"),
        (file(GOOD, header=COLUMNS.replace("mould", "cell")), "column_twice", "column cell twice"),
        (file("A;imm-1", header="job;cell"), "column_missing", "lacks the column mould"),
        (file(GOOD, '"A;imm-1'), "quote", "in line 3"),
        (file(GOOD, '"A"x;imm-1'), "quote", "Close it"),
    ],
)
def test_a_file_that_cannot_be_read_gives_nothing_and_says_why(data: bytes, code: str, says: str):
    found = read_jobs(data)
    assert found.rows == ()
    assert [one.code for one in found.rejected] == [code]
    assert says in found.rejected[0].sentence
    assert found.rejected[0].sentence.endswith("Nothing was taken over.")


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(table, "MOST_ROWS", 2)
    assert told(GOOD, with_(cell="imm-2")) == []
    for third in (GOOD, "A;imm-1"):
        assert told("A;imm-1", GOOD, third) == [(1, None, "rows_many")]
    monkeypatch.setattr(table, "MOST_BYTES", 20)
    assert "2e-05 MB" in read_jobs(file(GOOD)).rejected[0].sentence


def test_every_sentence_ends_and_asks_only_for_what_a_rejection_has():
    own = {"line", "column", "value"}
    given_ = {"low", "high", "length", "most", "cells", "found", "columns", "delimiter", "decimal"}
    given_ |= {"whole", "first", "second", "instead", "cavities", "other", "needed", "known", "choices"}
    for code, told_ in SENTENCES.items():
        asked = {name for _, name, _, _ in string.Formatter().parse(told_) if name}
        assert asked <= own | given_, code
        assert told_.endswith(".")
    assert not rejections.ROW_SENTENCES.keys() & rejections.FILE_SENTENCES.keys()


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_whatever_comes_is_taken_over_or_told(data: bytes):
    found = read_jobs(data)
    assert found.rows or found.rejected
    assert all(one.sentence for one in found.rejected)


cells = st.one_of(st.sampled_from(GOOD.split(";")), st.text(alphabet="0123456789.,:/-+ abT\"'€ñ", max_size=18))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(cells, min_size=12, max_size=12), min_size=1, max_size=6))
def test_every_row_is_either_taken_over_or_told(rows: list[list[str]]):
    quoted = [";".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    found: Imported = read_jobs(file(*quoted))
    lines = {number for number, row in enumerate(rows, 2) if any(cell.strip() for cell in row)}
    taken, refused = {row.line for row in found.rows}, {one.line for one in found.rejected}
    assert not taken & refused
    assert taken | refused == (lines or {1})


def test_the_header_is_what_the_product_promises():
    assert set(HEADER.known) == set(COLUMNS.split(";"))
