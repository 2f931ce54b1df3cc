"""Repeatability, the transient after a change, and how shots hang together: measured and simulated."""

from typing import NamedTuple

import numpy as np

from benchmarks.comparing import kassel

TARGETS = {  # column -> (title, whether the spread is quoted relative to the mean)
    "weight_g": ("weight", True),
    "inner_diameter_mm": ("inner Ø", True),
    "cavity_peak_bar": ("cavity peak", True),
    "injection_peak_bar": ("injection peak", True),
    "injection_time_s": ("fill time", True),
    "dosing_time_s": ("dosing time", True),
    "cushion_cm3": ("cushion, cm³", False),
    "wall_start_c": ("wall start, °C", False),
}
FACTOR = 1.3
RANKS = 8


class Spread(NamedTuple):
    """Median over settings of the settled spread within a setting."""

    title: str
    measured: float
    simulated: float
    relative: bool

    @property
    def near(self) -> bool:
        """Within a factor 1.3."""
        return self.measured / FACTOR <= self.simulated <= self.measured * FACTOR


def spread(run: kassel.Run, column: str, *, relative: bool) -> float:
    """Median of the standard deviations within settings of at least four settled shots."""
    found = []
    for group in np.unique(run.columns["setting"]):
        values = run.columns[column][run.columns["setting"] == group]
        if np.isfinite(values).sum() >= 4:
            found.append(np.nanstd(values, ddof=1) / (np.nanmean(values) if relative else 1))
    return float(np.median(found))


def compare(measured: kassel.Run, simulated: kassel.Run) -> list[Spread]:
    """Both settled."""
    return [
        Spread(
            title,
            spread(measured, name, relative=relative),
            spread(simulated, name, relative=relative),
            relative,
        )
        for name, (title, relative) in TARGETS.items()
    ]


def transient(run: kassel.Run, column: str, *, relative: bool) -> list[float]:
    """Median deviation from the settled mean by place after a change, 0 first."""
    ranks = kassel.rank_in_group(run.columns["setting"].tolist())
    out: list[list[float]] = [[] for _ in range(RANKS)]
    for group in np.unique(run.columns["setting"]):
        rows = run.columns["setting"] == group
        values, places = run.columns[column][rows], ranks[rows]
        settled = np.nanmean(values[places >= kassel.SETTLED])
        for value, place in zip(values, places, strict=True):
            if place < RANKS:
                out[place].append((value - settled) / (settled if relative else 1))
    return [float(np.nanmedian(one)) for one in out]


def lag_one(run: kassel.Run, column: str) -> float:
    """Correlation of neighbours within a setting, deviations from each setting's mean."""
    deviation, group = run.columns[column].astype(float).copy(), run.columns["setting"]
    for one in np.unique(group):
        deviation[group == one] -= np.nanmean(deviation[group == one])
    same = (group[1:] == group[:-1]) & np.isfinite(deviation[1:]) & np.isfinite(deviation[:-1])
    return float(np.corrcoef(deviation[:-1][same], deviation[1:][same])[0, 1])
