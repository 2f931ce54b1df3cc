"""Writes `cycles.csv` and `curves.npz` in the format of the recorded press, while the run goes on."""

import csv
import zipfile
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


class Made(NamedTuple):
    """One shot: its row of the table and its curves, (signal, sample), NaN after their end."""

    row: dict[str, Any]
    curves: NDArray[np.float32]


class Writer:
    """Two files in a folder. Curves go to the archive's own format at once, so memory does not grow."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._cycles: list[int] = []

    def __enter__(self) -> Self:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._table = (self.folder / "cycles.csv").open("w", newline="", encoding="utf-8")
        self._raw = (self.folder / "curves.part").open("w+b")
        self._csv: csv.DictWriter[str] | None = None
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
        self._table.close()
        try:
            if kind is None:
                self._pack()
        finally:
            self._raw.close()
            (self.folder / "curves.part").unlink()

    def _pack(self) -> None:
        """Into an npz, member by member; `np.savez_compressed` would hold everything at once."""
        shape = (len(self._cycles), len(SIGNALS), SAMPLES)
        with zipfile.ZipFile(self.folder / "curves.npz", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
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
