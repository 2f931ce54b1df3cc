"""The Kassel cap's measured cycles, read for comparison: medians per setting, one estimator for both sides."""

import csv
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.common import ROOT

Floats = NDArray[np.float64]
FOLDER = ROOT.parent / "shared" / "data" / "kassel"
FACTORS = {  # column -> step that effects are quoted for
    "set_nozzle_temperature_c": 10.0,
    "set_mould_temperature_c": 10.0,
    "set_injection_flow_cm3_s": 16.0,
    "set_transfer_volume_cm3": 0.5,
    "set_hold_pressure_bar": 100.0,
    "set_hold_time_s": 1.0,
    "set_back_pressure_bar": 50.0,
    "set_cooling_time_s": 5.0,
}
IN_ORDER = {  # what the campaign of `reference` varied, all combinations: here temperatures are not confounded
    name: FACTORS[name]
    for name in (
        "set_nozzle_temperature_c",
        "set_mould_temperature_c",
        "set_injection_flow_cm3_s",
        "set_transfer_volume_cm3",
    )
}
SETTLED = 4  # cycles of a setting that are dropped: the transient after a change
PERIOD_S = 0.02


class Run(NamedTuple):
    """Cycles of one data set: columns of numbers (NaN where empty) and curves (cycle, signal, sample)."""

    columns: dict[str, Floats]
    curves: NDArray[np.float32]
    signals: tuple[str, ...]

    def signal(self, name: str) -> NDArray[np.float32]:
        """One signal of all cycles: (cycle, sample)."""
        return self.curves[:, self.signals.index(name)]

    def only(self, rows: NDArray[np.bool_] | NDArray[np.int64]) -> "Run":
        """Some of the cycles."""
        return Run(
            {name: values[rows] for name, values in self.columns.items()}, self.curves[rows], self.signals
        )


def read(folder: Path, name: str) -> Run:
    """Read NAME_cycles.csv and NAME_curves.npz, or without NAME a simulated run: the format is the same."""
    prefix = f"{name}_" if name else ""
    with (folder / f"{prefix}cycles.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    columns = {key: np.array([float(row[key] or "nan") for row in rows]) for key in rows[0]}
    with np.load(folder / f"{prefix}curves.npz") as found:
        return derived(Run(columns, found["curves"], tuple(str(one) for one in found["signals"])))


def derived(run: Run) -> Run:
    """Add what both sides get from the curves by the same estimator."""
    cavity, screw = run.signal("cavity_pressure_bar"), run.signal("screw_volume_cm3")
    wall, injection = run.signal("cavity_wall_temperature_c"), run.signal("injection_pressure_bar")
    columns = {
        **run.columns,
        "cavity_peak_bar": np.nanmax(cavity, axis=1),
        "cavity_integral_bar_s": np.nansum(cavity, axis=1) * PERIOD_S,
        "injection_peak_bar": np.nanmax(injection, axis=1),
        "cushion_cm3": np.nanmin(screw, axis=1),
        "metered_cm3": np.nanmax(screw, axis=1),
        "wall_start_c": wall[:, 0],
        "wall_peak_c": np.nanmax(wall, axis=1),
    }
    return Run({name: values.astype(float) for name, values in columns.items()}, run.curves, run.signals)


def sound(run: Run) -> Run:
    """Without interrupted cycles, as the data's own notes say."""
    c = run.columns
    good = (c["weight_g"] > 7.8) & (c["cavity_peak_bar"] > 100)
    good &= (c["injection_time_s"] > 0) & (c["injection_time_s"] < 2)
    good &= (c["dosing_time_s"] > 0) & (c["dosing_time_s"] < 6)
    return run.only(good)


def rank_in_group(groups: Sequence[float]) -> NDArray[np.int64]:
    """0, 1, 2 ... within each group, in order."""
    seen: dict[float, int] = {}
    out = []
    for group in groups:
        out.append(seen.get(group, 0))
        seen[group] = out[-1] + 1
    return np.array(out)


def settled(run: Run, by: str = "setting") -> Run:
    """Without the first cycles after each change."""
    return run.only(rank_in_group(run.columns[by].tolist()) >= SETTLED)


def medians(run: Run, by: str = "setting") -> Run:
    """One row per setting: medians of columns and curves."""
    groups = np.unique(run.columns[by])
    rows = [run.columns[by] == group for group in groups]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # after the shortest curve there is nothing to take
        columns = {
            name: np.array([np.nanmedian(values[row]) for row in rows]) for name, values in run.columns.items()
        }
        curves = np.array([np.nanmedian(run.curves[row], axis=0) for row in rows])
    return Run(columns, curves, run.signals)


def effects(run: Run, target: str, steps: Mapping[str, float] = FACTORS) -> tuple[Floats, float]:
    """Relative effect of each factor's step on a target, and its mean: least squares, all factors at once."""
    factors = np.column_stack([run.columns[name] / step for name, step in steps.items()])
    design = np.column_stack([np.ones(len(factors)), factors - factors.mean(axis=0)])
    found = np.linalg.lstsq(design, run.columns[target], rcond=None)[0]
    return found[1:] / found[0], float(found[0])
