"""The data folder: pictures lie there, and all else when no database is named."""

import tempfile
from pathlib import Path

from sprue_server.store.problems import StoreError, told_by_system


def open_folder(data: Path) -> None:
    """Make the data folder and see that it can be written.

    Raises:
        StoreError: it cannot.
    """
    try:
        data.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=data):
            pass
    except OSError as problem:
        raise StoreError(data, *told_by_system(problem)) from problem
