"""Where does the pressure go, and does the press have enough of it left at the end of the fill?

Hold is switched off and the screw changes over ever later, so that the melt stops before the gate, half way,
and just before the mould is full; the pressure at change-over is read each time. The model has one channel from
the nozzle to the gate, so what nozzle and runner take each is not told here; at a press it can be.
"""

from sprue_contract.studies import PLACES, Point
from sprue_sim.cycle import Made
from sprue_sim.data import Preset
from sprue_sim.process.now import conditions
from sprue_sim.process.press import feed_of
from sprue_sim.study_bench import OFF_BAR, OFF_S, Bench

SHOTS, TRIES = 5, 6
NEAR = 0.015  # of a full shot, on the balance
HALF, NEARLY = 0.5, 0.97


def possible(_preset: Preset) -> str | None:
    """Every press shows its pressure."""
    return None


def run(bench: Bench) -> list[Point]:
    """Pressure at change-over, by how far the melt has come."""
    reached = feed_of(bench.preset, bench.set, conditions(bench.cell, bench.world)).rise_share
    goals = {"gate": reached, "half_full": reached + HALF * (1 - reached), "end_of_fill": NEARLY}
    points: list[Point] = []
    for place in (place for place in PLACES if place in goals):
        _find(bench, goals[place])
        bars = (float(round(float(made.shot.transfer_bar))) for made in bench.shoot(SHOTS))
        points += [{"place": place, "transfer_bar": bar} for bar in bars]
    return points


def _find(bench: Bench, goal: float) -> None:
    """Turn the change-over until a short shot weighs as much of a full one as wanted, as a setter tries."""
    stroke = goal
    for _ in range(TRIES):
        _stop_at(bench, stroke)
        bench.settle()
        weighs = _share(bench.shoot(1)[0])
        if abs(weighs - goal) <= NEAR:
            return
        stroke = min(max(stroke + goal - weighs, 0.05), 1.05)


def _stop_at(bench: Bench, share: float) -> None:
    own = bench.set
    at = own.metered_cm3 - share * (own.metered_cm3 - own.transfer_cm3)
    bench.turn(
        transfer_cm3=bench.limited("transfer_cm3", at), hold_bar=OFF_BAR, hold_start_bar=None, hold_s=OFF_S
    )


def _share(made: Made) -> float:
    """Of a full shot's weight, runner included."""
    return min(float(made.shot.fill_share), 1.0)
