"""Why a row or a file is not taken over: a code that stays, and one English sentence that says what to do.

As `sprue_contract.refusals`: who speaks another language translates code and parameters under `import.<code>`.
"""

from collections.abc import Mapping
from typing import NamedTuple

NOT_TAKEN = "This row was not taken over."
NOTHING_TAKEN = "Nothing was taken over."
Param = str | float
ROW_SENTENCES = {
    "missing": "{column} is empty. Fill it in.",
    "number": "{column}: {value!r} is no number. Write for example 12.5 or 12,5, without unit.",
    "thousands": "{column}: {value!r} has a separator of thousands. Write it without.",
    "ambiguous": "{column}: {value!r} may mean thousands, as this file has decimal commas. Write {decimal} or "
    "{whole}.",
    "whole": "{column}: {value!r} is no whole number. Write digits only, for example 10000.",
    "range": "{column}: {value!r} is not between {low:g} and {high:g}. Correct it, or its unit.",
    "choice": "{column}: {value!r} is none of what can stand there. Write one of: {choices}.",
    "text_long": "{column} has {length:g} characters. Write at most {most:g}.",
    "text_lines": "{column} goes over several lines. Write it in one.",
    "cell_form": "{column}: {value!r} cannot be the name of a cell. Write small letters, digits and dashes, "
    "for example imm-1.",
    "cell_unknown": "{column}: no cell is called {value!r}. Write one of: {cells}.",
    "time_form": "{column}: {value!r} is no date with a time. Write for example 2026-03-10 06:00 or 10/03/2026 "
    "06:00, day first.",
    "time_twice": "{column}: {value!r} comes twice, because the clocks are put back. Write {first} or "
    "{second}.",
    "time_never": "{column}: {value!r} does not exist, because the clocks are put forward. Write {instead}.",
    "time_range": "{column}: {value!r} lies outside of 1970 to 2200. Correct the year.",
    "ends_before": "to: the job ends at {value!r}, which is not after it begins. Correct from or to.",
    "active_over": "active_cavities: {value!r} is more than the {cavities:g} cavities of the mould. Correct "
    "one of them.",
    "row_width": "The row has {found:g} cells, the header {columns:g}. Quote values that contain a "
    "{delimiter!r}.",
    "repeated": "The row says the same as line {other:g}. Leave one of them away.",
    "overlaps": "The job overlaps the one of line {other:g} on the same cell. Correct from or to of one of "
    "them.",
}
FILE_SENTENCES = {
    "empty": "The file has no rows. Save the sheet as CSV with a header and rows below it.",
    "large": "The file has more than {most:g} MB. Split it.",
    "rows_many": "The file has more than {most:g} rows. Split it.",
    "columns_many": "The file has more than {most:g} columns with numbers. Leave those away that say least.",
    "no_text": "This is no CSV file but something binary. Save the sheet as CSV.",
    "quote": "A quotation mark is opened in line {line:g} and not closed, or goes on behind it. Close it.",
    "column_missing": "The header lacks the column {column}. Add it; needed are: {needed}.",
    "column_unknown": "The header has a column {column!r}, which is not known. Rename it or leave it away; "
    "known are: {known}.",
    "column_twice": "The header has the column {column} twice. Leave one away.",
}
SENTENCES = {**ROW_SENTENCES, **FILE_SENTENCES}


class Rejection(NamedTuple):
    """What is wrong, and where. `line` counts from 1, with the header; without a column it is the whole row."""

    line: int
    column: str | None
    value: str
    code: str
    params: Mapping[str, Param]

    @property
    def sentence(self) -> str:
        """In English: what is wrong, what to do, and what did not happen."""
        own = {"line": self.line, "column": self.column or "", "value": self.value}
        told = SENTENCES[self.code].format(**own, **self.params)
        return f"{told} {NOT_TAKEN if self.code in ROW_SENTENCES else NOTHING_TAKEN}"


class Wrong(Exception):  # noqa: N818  # an answer about a value, not an accident
    """A value that cannot be taken: the code of why, and the parameters of its sentence."""

    def __init__(self, code: str, **params: Param) -> None:
        super().__init__(code)
        self.code, self.params = code, params


class FileWrong(Exception):  # noqa: N818
    """A file that cannot be read as rows."""

    def __init__(self, code: str, line: int = 1, column: str | None = None, **params: Param) -> None:
        super().__init__(code)
        self.rejection = Rejection(line, column, "", code, params)
