"""The recorded press's cycles, as sections want them."""

from collections.abc import Sequence
from functools import cache

import numpy as np

from benchmarks.common import ROOT
from sprue_server.fingerprint import Cycle
from sprue_server.recorded import open_recording

FOLDER = ROOT.parent / "shared" / "data" / "kassel"
TARGETS = {"weight_g": ("weight", "mg", 1000.0), "inner_diameter_mm": ("inner diameter", "µm", 1000.0)}


class Run:
    """One of the data sets: cycles in the order of time, groups of one setting, readings by target."""

    def __init__(self, name: str) -> None:
        self.recording = open_recording(FOLDER / f"{name}_cycles.csv", FOLDER / f"{name}_curves.npz")
        self.cycles: Sequence[Cycle] = self.recording.all_cycles()
        self.groups = self.recording.table.texts("setting")

    def readings(self, target: str) -> list[float | None]:
        """None where a part was not measured."""
        told = self.recording.table.numbers(target)
        return [None if np.isnan(value) else float(value) for value in told]


@cache
def run(name: str) -> Run:
    """`doe`, `reference` or `recyclate`."""
    return Run(name)
