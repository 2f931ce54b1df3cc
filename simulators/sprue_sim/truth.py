"""The ground truth of one cell: every shot as it really was, and what an instructor did, newest last.

It stays with the simulator: no face, no broker and no OPC UA ever tells it. A defect that an entry does not
name is below 0.0005.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sprue_contract.control import PartTruth, TruthView, What
from sprue_sim.cycle import Made
from sprue_sim.ledger import Ledger
from sprue_sim.live import Live
from sprue_sim.physics.defects import Severities
from sprue_sim.process.quality import Part
from sprue_sim.told import Named, Told

NONE = dict.fromkeys(Severities._fields, 0.0)


class Truth:
    """Writes down a shot when it is told: one that is left untold never was."""

    def __init__(self, cell: str, live: Live, folder: Path | None = None) -> None:
        self.cell, self.live = cell, live
        self.ledger = Ledger(folder / f"{cell}.jsonl" if folder else None)
        self._made: tuple[Named, Made, dict[str, float]] | None = None
        live.machine.hear_truth.append(self._hear_made)
        live.listen(self._hear_told)

    def deed(self, deed: str, **detail: str | float | None) -> None:
        """An instructor has done something."""
        self._keep("deed", self.live.moment_us, {"deed": deed, "detail": detail})

    def newest(self, limit: int, what: What | None = None) -> Iterator[TruthView]:
        """The newest entries, newest first."""
        for entry in self.ledger.newest():
            if what in {None, entry["what"]}:
                yield _view(entry)
                limit -= 1
            if limit <= 0:
                return

    def _hear_made(self, named: Named, made: Made) -> None:
        state = self.live.machine.state
        found = {one.name: round(one.strength(state.story_us), 4) for one in state.faults}
        self._made = named, made, found

    def _hear_told(self, told: Told) -> None:
        if told.kind != "shot" or self._made is None:
            return
        named, made, strengths = self._made
        parts = [_part(part) for part in made.parts]
        self._keep("shot", named.end_us, {"counter": named.counter, "strengths": strengths, "parts": parts})

    def _keep(self, what: What, at_us: int, body: dict[str, Any]) -> None:
        self.ledger.add({"what": what, "run": self.live.run, "at_us": at_us, **body})


def _part(part: Part) -> dict[str, Any]:
    severities = {name: round(float(value), 3) for name, value in part.severities._asdict().items()}
    return {
        "cavity": part.cavity,
        "weight_g": round(float(part.weight_g), 4),
        "severities": {name: value for name, value in severities.items() if value},
    }


def _view(entry: dict[str, Any]) -> TruthView:
    parts = [
        PartTruth(**{**part, "severities": {**NONE, **part["severities"]}}) for part in entry.get("parts", [])
    ]
    rest: dict[str, Any] = {"counter": None, "strengths": {}, "deed": None, "detail": {}}
    return TruthView(**{**rest, **entry, "parts": parts})
