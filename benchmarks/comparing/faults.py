"""Every fault on a cell in which it matters: which signals moved, which defects followed. As the tests do."""

import importlib
import sys
from typing import NamedTuple

from benchmarks.common import ROOT
from sprue_sim import faults

sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "unit")]
tested = importlib.import_module("test_every_fault")

SEVERITY, SEED = 1.0, 2


class Told(NamedTuple):
    """One fault: where it was tried, its signals and defects as (name, expected, what happened, right)."""

    name: str
    cell: str
    signals: list[tuple[str, str, str, bool]]
    defects: list[tuple[str, float, float]]

    @property
    def good(self) -> bool:
        """All signals moved as stated and every defect rose."""
        return all(right for *_, right in self.signals) and all(
            after > before for _, before, after in self.defects
        )


def all_told() -> list[Told]:
    """Run them; half a minute."""
    return [_told(name) for name in faults.names()]


def _told(name: str) -> Told:
    fault = faults.fault(name)
    sound, faulty = tested.pair(name, SEVERITY, SEED)
    signals: list[tuple[str, str, str, bool]] = []
    for signal, direction in fault.TELLS:
        before, after = sound.signals[signal], faulty.signals[signal]
        words = f"{before.mean():.4g} to {after.mean():.4g}"
        if direction == "scatters":
            words = f"1 sigma {before.std():.2g} to {after.std():.2g}"
        signals.append((signal, direction, words, bool(tested.moves(before, after, direction))))
    defects = [
        (one, float(sound.defects[one].mean()), float(faulty.defects[one].mean())) for one in fault.DEFECTS
    ]
    return Told(name, tested.cell_for(name).title, signals, defects)
