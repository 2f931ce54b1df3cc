"""Which cycles are left out together: whole groups, else whole settings, else consecutive cycles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Labels = NDArray[np.int64]
LEAST = 6  # groups; with fewer one of them is a large share of all that is known
STRETCHES = 12


@dataclass(frozen=True)
class Grouped:
    """A label for each cycle, and what it stands for: `group`, `setting` or `stretch`."""

    labels: Labels
    by: str

    @property
    def count(self) -> int:
        """How many there are."""
        return int(self.labels.max()) + 1


def grouped(groups: Sequence[str] | None, settings: Sequence[Mapping[str, float]]) -> Grouped:
    """Groups as told; where none are told, cycles of one setting; where there are fewer than 6, stretches."""
    told = _labels(groups or [])
    if told.size and told.max() + 1 >= LEAST:
        return Grouped(told, "group")
    same = _labels([str(sorted(one.items())) for one in settings])
    if not groups and same.max() + 1 >= LEAST:
        return Grouped(same, "setting")
    return Grouped(np.arange(len(settings)) * STRETCHES // len(settings), "stretch")


def _labels(texts: Sequence[str]) -> Labels:
    order = {text: number for number, text in enumerate(dict.fromkeys(texts))}
    return np.array([order[text] for text in texts], np.int64)


def parts(labels: Labels, count: int, seed: int = 0) -> Labels:
    """The part, 0..count-1, of each cycle: whole groups, drawn by chance, parts as equal as these allow."""
    groups, sizes = np.unique(labels, return_counts=True)
    drawn = np.random.default_rng(seed).permutation(groups.size)
    by_size = drawn[np.argsort(-sizes[drawn], kind="stable")]
    filled, part_of = np.zeros(count), np.zeros(groups.size, np.int64)
    for group in by_size:
        part_of[group] = part = int(filled.argmin())
        filled[part] += sizes[group]
    return part_of[np.searchsorted(groups, labels)]
