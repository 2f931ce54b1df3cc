"""Base load and energy per kilogram: the performance line of a press, mean power over throughput.

P = P_base + e * m: what a press takes although nothing is made, and what each kilogram adds (Kent, Energy
Management in Plastics Processing, ch. 4: kWh against production volume). Ordinary least squares of windows of
one length; residuals that resemble their neighbours tell less than they are many, and widen the intervals
(variance times (1 + phi) / (1 - phi)). Without throughput that changes there is no line, and none is drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from sprue_server.energy.windows import Window
from sprue_server.spc.lag import lag1, matters

Floats = NDArray[np.float64]
Reason = Literal["no_windows", "no_weight", "too_few", "throughput_hardly_changes"]
Remark = Literal["neighbours_alike", "curved", "base_not_told"]
NEEDS = 8  # windows; with fewer the interval says nothing
SPREAD = 0.05  # standard deviation of throughput as a share of its mean; below it is no lever
SURE, CURVED = 0.975, 0.995  # quantiles of Student's t
BEND = 0.05  # of mean power: a curve that leaves its chord by less is straight enough
PLACES = 41  # of the band that is drawn


class Bounds(NamedTuple):
    """A number with its 95 % interval."""

    value: float
    low: float
    high: float


class Band(NamedTuple):
    """The line at a throughput, and between what it lies in 95 of 100 cases."""

    kg_h: float
    kw: float
    low: float
    high: float


@dataclass(frozen=True)
class Line:
    """What a press takes: `base_kw` always, `kwh_kg` for each kilogram more.

    `base_share`: of all energy of these windows that the base load took. `residual_kw`: how far windows lie
    from the line, one standard deviation. `phi`: how much they resemble their neighbours, 0 where it does not
    matter.
    """

    mould: str | None
    windows: int
    others: int
    hours: float
    base_kw: Bounds
    kwh_kg: Bounds
    base_share: float
    residual_kw: float
    phi: float
    band: tuple[Band, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True)
class NoLine:
    """Why there is no line."""

    reason: Reason
    windows: int


class _Fit(NamedTuple):
    kg_h: Floats
    kw: Floats
    slope: float
    base: float
    variance: float
    around: float

    def residuals(self) -> Floats:
        return self.kw - self.base - self.slope * self.kg_h

    def reach(self, kg_h: float) -> float:
        """Half of the interval of the line at a throughput."""
        n, mean = self.kg_h.size, float(self.kg_h.mean())
        told = self.variance * (1 / n + (kg_h - mean) ** 2 / self.around)
        return float(stdtrit(n - 2, SURE) * np.sqrt(told))


def line(counted: Sequence[Window]) -> Line | NoLine:
    """The line of the mould that most windows are of."""
    if not counted:
        return NoLine("no_windows", 0)
    mould = _usual(counted)
    chosen = [one for one in counted if one.mould == mould]
    if any(one.kg is None for one in chosen):
        return NoLine("no_weight", len(chosen))
    if len(chosen) < NEEDS:
        return NoLine("too_few", len(chosen))
    kg_h = np.array([(one.kg or 0.0) / one.hours for one in chosen])
    if not float(kg_h.std(ddof=1)) >= SPREAD * float(kg_h.mean()) > 0:
        return NoLine("throughput_hardly_changes", len(chosen))
    return _told(chosen, _fitted(kg_h, np.array([one.kwh / one.hours for one in chosen])), len(counted))


def _usual(counted: Sequence[Window]) -> str | None:
    """The mould of most windows, of two the newer one."""
    often: dict[str | None, tuple[int, int]] = {}
    for one in counted:
        often[one.mould] = (often.get(one.mould, (0, 0))[0] + 1, one.start_us)
    return max(often, key=lambda mould: often[mould])


def _fitted(kg_h: Floats, kw: Floats) -> _Fit:
    apart = kg_h - kg_h.mean()
    around = float(apart @ apart)
    slope = float(apart @ (kw - kw.mean())) / around
    base = float(kw.mean()) - slope * float(kg_h.mean())
    left = kw - base - slope * kg_h
    return _Fit(kg_h, kw, slope, base, float(left @ left) / (kg_h.size - 2), around)


def _told(chosen: Sequence[Window], fit: _Fit, known: int) -> Line:
    phi = _phi(chosen, fit.residuals())
    wide = fit._replace(variance=fit.variance * (1 + phi) / (1 - phi))
    slope_reach = float(stdtrit(fit.kg_h.size - 2, SURE) * np.sqrt(wide.variance / fit.around))
    base = Bounds(fit.base, fit.base - wide.reach(0.0), fit.base + wide.reach(0.0))
    found: dict[Remark, bool] = {
        "neighbours_alike": phi > 0,
        "curved": _curved(fit),
        "base_not_told": base.low <= 0,
    }
    return Line(
        mould=chosen[0].mould,
        windows=len(chosen),
        others=known - len(chosen),
        hours=sum(one.hours for one in chosen),
        base_kw=base,
        kwh_kg=Bounds(fit.slope, fit.slope - slope_reach, fit.slope + slope_reach),
        base_share=fit.base / float(fit.kw.mean()) if fit.kw.mean() > 0 else 0.0,
        residual_kw=float(np.sqrt(fit.variance)),
        phi=phi,
        band=tuple(_band(wide, float(at)) for at in np.linspace(0, fit.kg_h.max(), PLACES)),
        remarks=tuple(key for key, holds in found.items() if holds),
    )


def _band(fit: _Fit, kg_h: float) -> Band:
    kw, reach = fit.base + fit.slope * kg_h, fit.reach(kg_h)
    return Band(kg_h, kw, kw - reach, kw + reach)


def _phi(chosen: Sequence[Window], residuals: Floats) -> float:
    """How much a window's residual resembles that of the window just before; only likeness widens."""
    size = chosen[0].end_us - chosen[0].start_us
    places = np.array([(one.start_us - chosen[0].start_us) // size for one in chosen])
    spread = np.full(int(places[-1]) + 1, np.nan)
    spread[places] = residuals
    phi = lag1(spread, np.isfinite(spread))
    return max(phi, 0.0) if matters(phi, len(chosen)) else 0.0


def _curved(fit: _Fit) -> bool:
    """Whether a parabola fits so much better that it is no chance, once in 100, and bends worth telling."""
    at = (fit.kg_h - fit.kg_h.mean()) / max(float(fit.kg_h.std()), 1e-12)
    columns = np.column_stack([np.ones_like(at), at, at**2])
    if np.linalg.matrix_rank(columns) < columns.shape[1]:
        return False
    found, *_ = np.linalg.lstsq(columns, fit.kw, rcond=None)
    left = fit.kw - columns @ found
    free = fit.kw.size - columns.shape[1]
    variance = float(left @ left) / free * float(np.linalg.inv(columns.T @ columns)[2, 2])
    if abs(found[2]) * float(np.ptp(at)) ** 2 / 4 < BEND * float(fit.kw.mean()):
        return False
    return variance > 0 and bool(abs(found[2]) > stdtrit(free, CURVED) * np.sqrt(variance))
