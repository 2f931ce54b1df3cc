"""How long must hold pressure stay on until the gate is frozen?

Parts are weighed at longer and longer hold; what hold gets longer, cooling gets shorter, so that the cycle and
the mould's warmth stay. Once the gate is frozen the weight no longer rises.
"""

from sprue_contract.studies import Point
from sprue_sim.data import Preset
from sprue_sim.orders import LONGEST_HOLD_S
from sprue_sim.study_bench import Bench
from sprue_sim.study_instruments import shot_g

STEPS, SHOTS = 16, 5
OVER = 1.6  # times the hold that is set: a setter goes on well past it
LEAST_S = 0.1


def possible(_preset: Preset) -> str | None:
    """Everywhere: no mould of the library has gates that a needle shuts."""
    return None


def run(bench: Bench) -> list[Point]:
    """Weight of all parts of a shot, by hold time."""
    points: list[Point] = []
    for hold_s in holds_s(bench.set.hold_s):
        cooling_s = bench.limited("cooling_s", bench.set.cooling_s + bench.set.hold_s - hold_s)
        bench.turn(hold_s=hold_s, cooling_s=cooling_s)
        bench.settle()
        points += [{"hold_s": hold_s, "weight_g": shot_g(made)} for made in bench.shoot(SHOTS)]
    return points


def holds_s(set_s: float) -> list[float]:
    """Even steps of at least 0.1 s, from the least to well over what is set."""
    longest = min(max(OVER * set_s, set_s + 1.0), LONGEST_HOLD_S)
    step = max(round((longest - LEAST_S) / (STEPS - 1), 1), 0.1)
    count = min(STEPS, int((LONGEST_HOLD_S - LEAST_S) / step) + 1)
    return [round(LEAST_S + step * i, 1) for i in range(count)]
