"""A table that appears when it is whole."""

import csv
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path


class OutputError(Exception):
    """A place that cannot be written; says where, what, what now and what did not happen."""


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """CSV with a header.

    Raises:
        OutputError: the place cannot be written; nothing is left there then.
    """
    unfinished: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(
            "w", dir=path.parent, prefix=path.name, delete=False, newline="", encoding="utf-8"
        ) as file:
            unfinished = Path(file.name)
            table = csv.writer(file, lineterminator="\n")
            table.writerow(columns)
            table.writerows(rows)
        unfinished.chmod(0o644)
        unfinished.replace(path)
    except OSError as problem:
        if unfinished is not None:
            unfinished.unlink(missing_ok=True)
        told = f"{path}: cannot be written: {problem.strerror or problem}. Name another place."
        raise OutputError(f"{told} Nothing was written.") from problem
