"""Writes `cycles.csv` and `curves.npz` in the format of the recorded press, while the run goes on.

Both appear when the run is complete; a run that fails leaves its folder as it was.
"""

import csv
import errno
import tempfile
import zipfile
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

SIGNALS = (
    "flow_cm3_s",
    "screw_volume_cm3",
    "cavity_pressure_bar",
    "cavity_wall_temperature_c",
    "injection_pressure_set_bar",
    "injection_pressure_bar",
    "flow_set_cm3_s",
)
SAMPLES = 1536  # as the recorder of the measured press: what is longer is cut
PERIOD_S = 0.02
TABLE, CURVES, RAW = "cycles.csv", "curves.npz", "curves.raw"


class Made(NamedTuple):
    """One shot: its row of the table and its curves, (signal, sample), NaN after their end."""

    row: dict[str, Any]
    curves: NDArray[np.float32]


class Writer:
    """Two files in a folder. Curves go to the archive's own format at once, so memory does not grow.

    They are made in a folder inside it, on the same disk, and take their places at the end.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._cycles: list[int] = []
        self._csv: csv.DictWriter[str] | None = None

    def __enter__(self) -> Self:
        with ExitStack() as undo:
            if not self.folder.exists():
                undo.callback(_remove_if_empty, self.folder)
            self.folder.mkdir(parents=True, exist_ok=True)
            _refuse_folders(self.folder)
            making = undo.enter_context(tempfile.TemporaryDirectory(prefix=".run-", dir=self.folder))
            self._making = Path(making)
            table = (self._making / TABLE).open("w", newline="", encoding="utf-8")
            self._table = undo.enter_context(table)
            self._raw = undo.enter_context((self._making / RAW).open("w+b"))
            self._undo = undo.pop_all()
        return self

    def add(self, made: Made) -> None:
        """Append a shot."""
        if self._csv is None:
            self._csv = csv.DictWriter(self._table, list(made.row))
            self._csv.writeheader()
        self._csv.writerow(made.row)
        self._raw.write(made.curves.astype("<f4").tobytes())
        self._cycles.append(int(made.row["cycle"]))

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._undo:
            if kind is None:
                self._pack()
                self._table.close()
                for name in (CURVES, TABLE):
                    (self._making / name).replace(self.folder / name)

    def _pack(self) -> None:
        """Into an npz, member by member; `np.savez_compressed` would hold everything at once."""
        shape = (len(self._cycles), len(SIGNALS), SAMPLES)
        with zipfile.ZipFile(self._making / CURVES, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            with archive.open("curves.npy", "w", force_zip64=True) as member:
                head = {"descr": "<f4", "fortran_order": False, "shape": shape}
                np.lib.format.write_array_header_1_0(member, head)
                self._raw.seek(0)
                while piece := self._raw.read(1 << 20):
                    member.write(piece)
            self._small(archive, "signals", np.array(SIGNALS))
            self._small(archive, "cycle", np.array(self._cycles, dtype=np.int64))
            self._small(archive, "sample_period_s", np.array(PERIOD_S))

    @staticmethod
    def _small(archive: zipfile.ZipFile, name: str, values: NDArray[Any]) -> None:
        with archive.open(f"{name}.npy", "w") as member:
            np.lib.format.write_array(member, values)


def _remove_if_empty(folder: Path) -> None:
    with suppress(OSError):
        folder.rmdir()


def _refuse_folders(folder: Path) -> None:
    """Found out before an hour's work, and before one of two files has taken its place."""
    for name in (TABLE, CURVES):
        if (folder / name).is_dir():
            raise IsADirectoryError(errno.EISDIR, f"{name} is a folder there")
