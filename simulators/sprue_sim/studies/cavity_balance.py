"""Do all cavities fill alike?

Hold is switched off and the screw changes over early, so that every cavity stays short; the parts of each
cavity are weighed one by one.
"""

from sprue_contract.studies import Point
from sprue_sim.data import Preset
from sprue_sim.study_bench import OFF_BAR, OFF_S, Bench
from sprue_sim.study_instruments import weighed_g

SHOTS = 5
SHORT = 0.7  # of the stroke to change-over: no cavity is full yet


def possible(preset: Preset) -> str | None:
    """Not with one cavity."""
    alone = sum(share > 0 for share in preset.mould.balance) < 2  # noqa: PLR2004
    return "the mould has one cavity that is open: there is nothing to compare" if alone else None


def run(bench: Bench) -> list[Point]:
    """Weight of each short part, by its cavity, counted from 1; a blocked cavity makes none."""
    own = bench.set
    bench.turn(
        transfer_cm3=own.metered_cm3 - SHORT * (own.metered_cm3 - own.transfer_cm3),
        hold_bar=OFF_BAR,
        hold_start_bar=None,
        hold_s=OFF_S,
    )
    bench.settle()
    return [
        {"cavity": float(part.cavity + 1), "weight_g": weighed_g(part.weight_g)}
        for made in bench.shoot(SHOTS)
        for part in made.parts
    ]
