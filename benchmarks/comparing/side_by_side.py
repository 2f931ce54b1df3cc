"""A simulated run with the very settings of a measured one, shot for shot."""

import csv
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.comparing import kassel
from sprue_sim import simulate

PLANNED = ("setting", *kassel.FACTORS, "recyclate_pct", "wait_s")
STOOD_S = 26.0  # on the day of `reference` each setting began after a short stop; no temperature was waited for


class Pair(NamedTuple):
    """Measured and simulated shots, row for row."""

    measured: kassel.Run
    simulated: kassel.Run

    def settled(self, by: str = "setting") -> "Pair":
        """Both without the transients after changes."""
        keep = kassel.rank_in_group(self.measured.columns[by].tolist()) >= kassel.SETTLED
        return Pair(self.measured.only(keep), self.simulated.only(keep))

    def medians(self, by: str = "setting") -> "Pair":
        """One row per setting."""
        return Pair(kassel.medians(self.measured, by), kassel.medians(self.simulated, by))

    def half(self, which: int) -> "Pair":
        """Of medians: every second setting, 0 those that the cap was fitted on, 1 the others."""
        rows = np.arange(len(self.measured.curves)) % 2 == which
        return Pair(self.measured.only(rows), self.simulated.only(rows))


def run(name: str, folder: Path, seed: int = 1) -> Pair:
    """Simulate what was measured in the data set `name`."""
    measured = kassel.sound(kassel.read(kassel.FOLDER, name))
    if name == "reference":  # its set change-over was not recorded; where the screw stood was
        measured.columns["set_transfer_volume_cm3"] = np.round(measured.columns["cushion_cm3"] * 2) / 2
        changed = np.diff(measured.columns["setting"], prepend=measured.columns["setting"][0]) != 0
        measured.columns["wait_s"] = np.where(changed, STOOD_S, 0.0)
    plan = folder / f"{name}.csv"
    _write(plan, measured)
    out = folder / name
    arguments = ["--mould", "kassel-cap", "--plan", str(plan), "--seed", str(seed), "--out", str(out)]
    if simulate.main(arguments) != 0:
        raise RuntimeError(f"{name} could not be simulated")
    simulated = kassel.read(out, "")
    simulated.columns["setting"] = measured.columns["setting"]
    return Pair(measured, simulated)


def _write(path: Path, measured: kassel.Run) -> None:
    names = [name for name in PLANNED if name in measured.columns]
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(names)
        for row in zip(*(measured.columns[name] for name in names), strict=True):
            table.writerow(["" if np.isnan(value) else value for value in row])
