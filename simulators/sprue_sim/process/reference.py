"""What a good part of a mould is, and how weight and dimensions answer: as measured, else from pvT."""

from math import exp
from typing import NamedTuple

from sprue_sim.data import Gains, Preset
from sprue_sim.physics.pvt import specific_volume_m3_kg
from sprue_sim.process import press
from sprue_sim.process.conditions import neutral
from sprue_sim.process.facts import Facts, facts_of, once

PA_PER_BAR = 1e5
STILL_SOFT = (
    0.5  # of the wall answers when the gate seals; the rest froze before. Ours: the measured cap has 0.15
)
PER_DIRECTION = 1 / 3
AFTER_1_K = 6e-5  # of a length per K at ejection: what shrinks free in the air is not held by the mould
SERIES = 0.81  # first term for the mean temperature of a wall


class Answer(NamedTuple):
    """Relative change of a quality per unit of each cause."""

    pack_1_bar: float
    melt_1_k: float
    wall_1_k: float
    unsettled_1_k: float
    flow_log: float
    cooling_1_s: float
    back_1_bar: float
    hold_1_bar: float
    eject_1_k: float
    regrind: float


class Reference(NamedTuple):
    """A part of settled production at the cell's own settings."""

    weight_g: float
    eject_c: float
    weight: Answer
    dimensions: tuple[Answer, Answer]


@once
def reference_of(preset: Preset) -> Reference:
    """The reference of a cell."""
    facts = facts_of(preset)
    mould, usual = preset.mould, facts.usual
    weight = _answer(mould.weight, _from_pvt(preset, facts), 1.0)
    rest = preset.material.regrind.weight - weight.pack_1_bar * _thinner_packs_bar(preset, facts)
    first, second = (
        _answer(one.gains, _from_pvt(preset, facts), PER_DIRECTION)._replace(regrind=rest * PER_DIRECTION)
        for one in mould.dimensions
    )
    return Reference(
        weight_g=mould.part_g or _usual_g(preset),
        eject_c=ejected_c(preset, usual.nozzle_c, usual.wall_c, cooled_s(preset, usual.shot)),
        weight=weight._replace(regrind=rest, eject_1_k=0.0),
        dimensions=(first, second),
    )


def wall_s(preset: Preset) -> float:
    """Time constant of the mean temperature of the part's wall."""
    return (preset.mould.wall_mm / 1e3) ** 2 / 9.87 / preset.material.thermal.diffusivity_m2_s


def cooled_s(preset: Preset, shot: press.Shot) -> float:
    """How long a part cools in the mould, from change-over to opening."""
    moves = preset.press.close_s + preset.press.open_s + preset.eject_s
    return float(shot.cycle_s) - moves - float(shot.injection.transfer_s)


def ejected_c(preset: Preset, melt_c: float, wall_c: float, seconds: float) -> float:
    """Mean temperature of a part after so long in the mould."""
    return wall_c + (melt_c - wall_c) * SERIES * exp(-seconds / wall_s(preset))


def _usual_g(preset: Preset) -> float:
    material = preset.material
    return preset.mould.part_cm3 * material.thermal.solid_kg_m3 / 1000 * (1 - material.shrinkage) ** 3


def _from_pvt(preset: Preset, facts: Facts) -> Gains:
    """By small steps of Tait's equation around the usual seal."""
    usual, grade = facts.usual, preset.material.tait
    bar = max(float(usual.shot.packed_bar), 1.0)
    since = max(float(usual.shot.feed.gate_s) - float(usual.shot.injection.contact_s), 0.0)
    hot = SERIES * exp(-since / wall_s(preset))
    seal = usual.wall_c + (usual.nozzle_c - usual.wall_c) * hot
    volume = specific_volume_m3_kg(grade, seal, bar * PA_PER_BAR)
    by_bar = 1 - specific_volume_m3_kg(grade, seal, (bar + 1) * PA_PER_BAR) / volume
    by_k = 1 - specific_volume_m3_kg(grade, seal + 1, bar * PA_PER_BAR) / volume
    return Gains(
        pack_1_bar=STILL_SOFT * by_bar,
        melt_1_k=STILL_SOFT * by_k * hot,
        wall_1_k=STILL_SOFT * by_k * (1 - hot),
    )


def _answer(given: Gains, worked_out: Gains, share: float) -> Answer:
    """As fitted; a mould without fitted gains answers by pvT, and by how warm its parts leave."""
    if given.pack_1_bar is not None:
        known = {name: value or 0.0 for name, value in given.model_dump().items()}
        return Answer(**known, eject_1_k=0.0, regrind=0.0)
    known = {name: share * (value or 0.0) for name, value in worked_out.model_dump().items()}
    return Answer(**known, eject_1_k=-AFTER_1_K, regrind=0.0)


def _thinner_packs_bar(preset: Preset, facts: Facts) -> float:
    """How much harder all regrind packs: so that it is not counted twice."""
    usual = facts.usual
    thinner = preset.material.regrind.viscosity
    now = neutral(usual.nozzle_c, usual.wall_c)._replace(viscosity=thinner, regrind_pct=100.0)
    return float(press.shot(preset, usual.settings, now).packed_bar) - float(usual.shot.packed_bar)
