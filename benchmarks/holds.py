"""What is called after a visitor's deed: how soon, and is it still called minutes later?

`python -m benchmarks.holds [SEEDS] [MINUTES]`, 30 and 6: without a hub, every station whose evidence is an
alarm, on so many borrowed presses. The press learns at the station's pace, the fault goes in, the hub's own
follower looks at every shot. Told: seconds of the visitor, from taking the press and from the deed. Goal:
called within the station's promise, none over while the fault stands.
"""

import statistics
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import numpy as np
import yaml

from benchmarks.common import ROOT, machine
from sprue_contract import curves as packing
from sprue_contract.payloads import Birth
from sprue_server.drift.watched import WATCHED
from sprue_server.fingerprint import Cycle
from sprue_server.golden import Signal
from sprue_server.minding.cell import CellMind
from sprue_sim import library
from sprue_sim.control_time import SEEDED_US
from sprue_sim.faults import Injected
from sprue_sim.machine import Machine, begin

STATIONS = ROOT / "dashboards" / "content" / "stations"
PATIENCE_US = 3_600_000_000  # of the press; by then it has learnt


class Walk(NamedTuple):
    """What one visitor saw; None: it did not happen. Seconds of the visitor."""

    learnt_s: float
    called_s: float | None
    ended_s: float | None


def main(seeds: int = 30, minutes: float = 6) -> int:
    """One line for each station."""
    print(f"{seeds} presses each, followed for {minutes:g} min after the deed; {machine()}")
    good = True
    for place in sorted(STATIONS.glob("*.yaml")):
        breaks = yaml.safe_load(place.read_text(encoding="utf-8"))["breaks"]
        if breaks["evidence"] == "called":
            walks = [_walk(breaks, seed, minutes) for seed in range(1, seeds + 1)]
            good &= _tell(place, breaks, walks)
    return 0 if good else 1


def _tell(place: Path, breaks: dict[str, Any], walks: list[Walk]) -> bool:
    called = [one.called_s for one in walks if one.called_s is not None]
    over = [one.ended_s for one in walks if one.ended_s is not None]
    learnt = [one.learnt_s for one in walks]
    print(
        f"{place.stem}: ready after {statistics.median(learnt):.0f} s (at most {max(learnt):.0f}); called in "
        f"{len(called)} of {len(walks)}, after {statistics.median(called):.1f} s (at most {max(called):.1f}); "
        f"over while the fault stood: {len(over)}{f', first after {min(over):.0f} s' if over else ''}"
    )
    return len(called) == len(walks) and max(called) <= breaks["within_s"] and not over


def _walk(breaks: dict[str, Any], seed: int, minutes: float) -> Walk:
    pace, deed = breaks["pace"], breaks["deed"]
    press = _press(breaks["machine"], seed)
    birth = Birth.model_validate(press.birth(pace).body)
    mind = CellMind("press", "run", birth)
    put_us = called_us = over_us = 0
    for row, cycle, lot in _shots(press, birth):
        told = mind.see(row, cycle, another_lot=lot)
        if put_us:
            alarm = told is not None and told.alarm
            called_us = called_us or (row.measured_us if alarm else 0)
            over_us = over_us or (row.measured_us if called_us and told and not alarm else 0)
        elif mind.watching.monitor is not None:
            put_us = row.measured_us
            fault = Injected(deed["fault"], deed["level"], press.state.story_us)
            press.state = press.state._replace(faults=(fault,))
        if row.measured_us > (put_us + minutes * 60e6 * pace if put_us else SEEDED_US + PATIENCE_US):
            break
    return Walk(
        *((to - since) / pace / 1e6 if to else None for to, since in _spans(put_us, called_us, over_us))
    )


def _spans(put_us: int, called_us: int, over_us: int) -> list[tuple[int, int]]:
    assert put_us, "the press has learnt nothing within an hour"
    return [(put_us, SEEDED_US), (called_us, put_us), (over_us, put_us)]


def _press(name: str, seed: int) -> Machine:
    """A press as it is lent."""
    preset = library.preset(name)
    press = Machine(preset, preset.title, seed, SEEDED_US)
    press.sandbox = True
    press.resume(begin(preset, seed, SEEDED_US), SEEDED_US)
    return press


def _shots(press: Machine, birth: Birth) -> Iterator[tuple[Any, Cycle, bool]]:
    """For ever: each shot as the hub keeps it, with its cycle and whether a new lot was noted before it."""
    names, last, lot = [one.name for one in birth.channels], dict[str, float](), False
    while True:
        for record in press.advance():
            body = record.body
            lot |= body.get("name") == "material_lot"
            for frame in body.get("frames", ()):
                last |= {n: v for n, v in zip(names, frame[1:], strict=True) if n in WATCHED and v is not None}
            if record.kind == "shot":
                row = {
                    "run": "run",
                    "cell": "press",
                    "stream": 1,
                    "seq": body["counter"],
                    "id": body["counter"],
                }
                yield SimpleNamespace(measured_us=record.measured_us, **row, **body), _cycle(body, last), lot
                lot = False


def _cycle(body: dict[str, Any], last: dict[str, float]) -> Cycle:
    curves = {one["name"]: _signal(one) for one in body["curves"]}
    return Cycle({**last, **body["values"]}, body["settings"], curves)


def _signal(told: dict[str, Any]) -> Signal:
    values = np.array(packing.unpack(packing.from_text(told["data"]), told["step"]), dtype=np.float64)
    return Signal(told["name"], told["unit"], told["start_s"], told["period_s"], values)


if __name__ == "__main__":
    sys.exit(main(*(float(word) if "." in word else int(word) for word in sys.argv[1:])))
