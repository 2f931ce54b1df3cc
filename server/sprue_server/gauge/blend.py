"""A smooth model, a forest and boosted trees, blended as their errors on groups left out say."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sprue_server.gauge.smooth import Smooth
from sprue_server.gauge.trees import Trees

Floats = NDArray[np.float64]
MODELS = 3


@dataclass(frozen=True)
class Members:
    """The models that are blended."""

    smooth: Smooth
    forest: Trees
    boosted: Trees

    def predict(self, table: Floats) -> Floats:
        """What each says, (shot, model)."""
        told = [one.predict(table) for one in (self.smooth, self.forest, self.boosted)]
        return np.stack(told, axis=1)


def weights(told: Floats, target: Floats) -> Floats:
    """Shares (model,) that sum to 1, none negative, which fit best what was told of groups left out."""
    from scipy.optimize import nnls  # noqa: PLC0415  # a hub that starts need not wait for all of optimization

    middle = target.mean()
    found, _ = nnls(told - middle, target - middle)
    total = float(found.sum())
    return np.asarray(found / total) if total > 0 else np.full(MODELS, 1 / MODELS)
