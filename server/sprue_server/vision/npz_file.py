"""Named arrays as one file that appears under its name when it is whole."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np


def write(path: Path, arrays: Mapping[str, Any]) -> None:
    """Write or replace; OSError when the place cannot be written, and then what was there before still is."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=path.name, delete=False) as file:
        unfinished = Path(file.name)
        try:
            np.savez_compressed(file, **arrays)
        except BaseException:
            unfinished.unlink()
            raise
    unfinished.chmod(0o644)
    unfinished.replace(path)
