"""Sums of decision trees as plain arrays, so that a file of them holds numbers and no program."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sprue_server.gauge.filled import Scale

Floats = NDArray[np.float64]
Whole = NDArray[np.int32]


@dataclass(frozen=True)
class Trees:
    """All nodes in a row; a leaf is its own child. `roots` says where each tree begins."""

    scale: Scale
    roots: Whole
    split: Whole
    left: Whole
    right: Whole
    limit: Floats
    value: Floats
    offset: float

    def predict(self, table: Floats) -> Floats:
        """The target of shots (n, d): all trees at once, one level deeper at a time."""
        inputs = self.scale.filled(table).astype(np.float32)  # as they were learnt: limits are between float32
        at = np.broadcast_to(self.roots, (len(inputs), self.roots.size))
        shot = np.arange(len(inputs))[:, None]
        while True:
            low = inputs[shot, self.split[at]] <= self.limit[at]
            deeper = np.where(low, self.left[at], self.right[at])
            if np.array_equal(deeper, at):
                return np.asarray(self.offset + self.value[at].sum(axis=1))
            at = deeper
