"""How well a cell's newest stretch fits a tolerance that somebody names. Process limits are no tolerance."""

import numpy as np
from numpy.typing import NDArray

from sprue_server.quality.memory import Question
from sprue_server.quality.shots import Series
from sprue_server.quality.showing import decimals, unit_of
from sprue_server.quality_views import CapabilityView, HistogramView, IndexView
from sprue_server.spc.capability import NEEDS, Capability, Index, Tolerance, capability
from sprue_server.spc.control import shots_of

Floats = NDArray[np.float64]
BINS = (8, 30)  # fewest and most


def capable(question: Question, tolerance: Tolerance, shown: Series) -> CapabilityView:
    """Of good shots of the newest stretch: indices of several jobs or settings together say nothing."""
    quantity = question.quantity
    ordered, told = shots_of(shown.facts, quantity, lambda shot: shown.made[shot.id])
    places = np.flatnonzero(told.stretch == told.stretch[-1])
    values, used = told.values[places], ~told.aside[places]
    used &= np.isfinite(values)
    moments = [ordered[place].measured_us for place in places[used]]
    found = capability(values, tolerance, used)
    indices = _indices(found) if isinstance(found, Capability) else {"reason": found.reason}
    return CapabilityView(
        cell=question.cell,
        quantity=quantity,
        unit=unit_of(quantity),
        origin=shown.origin,
        low=tolerance.low,
        high=tolerance.high,
        count=int(used.sum()),
        from_us=moments[0] if moments else None,
        to_us=moments[-1] if moments else None,
        job=shown.made[ordered[-1].id].job,
        needs=NEEDS,
        histogram=histogram(values[used], decimals(quantity)),
        **({"reason": None} | indices),
    )


def _indices(found: Capability) -> dict[str, object]:
    told = {name: _index(getattr(found, name)) for name in ("cp", "cpk", "pp", "ppk")}
    numbers = {name: getattr(found, name) for name in ("mean", "within", "overall", "independent")}
    return {**told, **numbers, "remarks": list(found.remarks)}


def _index(index: Index | None) -> IndexView | None:
    return IndexView(**vars(index)) if index else None


def histogram(values: Floats, digits: int) -> HistogramView | None:
    """Equal bins: as many as Freedman and Diaconis ask for (twice the quartile distance over the cube root)."""
    if not values.size:
        return None
    low, high = float(values.min()), float(values.max())
    quarter, three = np.percentile(values, [25, 75])
    width = 2 * float(three - quarter) / values.size ** (1 / 3)
    wanted = round((high - low) / width) if width > 0 else BINS[0]
    counts, edges = np.histogram(values, bins=int(np.clip(wanted, *BINS)))
    return HistogramView(edges=np.round(edges, digits + 1).tolist(), counts=counts.tolist())
