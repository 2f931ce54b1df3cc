"""One moulding cycle as physics: what was set and how things are -> what the machine measures.

Everything is vectorised over shots, so that a month of history costs seconds. Random numbers come in as
standard normal draws; with draws of zero a shot is exactly what physics says.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sprue_sim.physics import cooling, flow, packing, pvt, recovery
from sprue_sim.physics.energy import LOSSES, hydraulic_kw
from sprue_sim.presets import Preset

Floats = NDArray[np.float64]
DRAWS = 8  # standard normal numbers a shot uses
RAMP_S = 0.03  # from rest to set injection speed
HOLD_LOSS = 0.55  # of the fill's runner loss while packing creeps
HEAT_EFFICIENCY = 0.75  # a quarter of the heat goes into the hall
FILL_MEAN = 0.6  # mean pressure of fill over that at its end
HOLD_SHARE = 0.1  # volume that hold pushes over the shot's
CLAMP_KJ_KN = 0.002  # to close, lock and open
KJ_PER_KWH = 3600
LAB = {  # repeatability of a laboratory press, 1 sigma relative (Kassel, settled)
    "pressure": 0.0066,
    "cavity": 0.0072,
    "fill": 0.0017,
    "dosing": 0.0056,
    "weight": 0.00023,
    "dimension": 0.00047,
}


class State(NamedTuple):
    """How things are when a shot is made; one number per shot in each field."""

    melt_c: Floats
    wall_c: Floats
    thin: Floats
    leak: Floats
    flow_cm3_s: Floats
    over_fill: Floats
    hold_bar: Floats
    draws: Floats

    def one(self, index: int) -> "State":
        """The state of a single shot, still as arrays."""
        return State(*(np.atleast_1d(part[..., index : index + 1]) for part in self))


class Shots(NamedTuple):
    """What the machine and the gauges measure, one number per shot in each field. Catalogue names."""

    injection_time_s: Floats
    dosing_time_s: Floats
    cycle_time_s: Floats
    cushion_volume_cm3: Floats
    plastification_volume_cm3: Floats
    transfer_volume_cm3: Floats
    transfer_specific_pressure_bar: Floats
    specific_pressure_maximum_bar: Floats
    cavity_pressure_maximum_bar: Floats
    energy_shot_kwh: Floats
    weight_g: Floats
    dimension_mm: Floats
    hold_through_bar: Floats
    fill_bar: Floats
    seal_s: Floats


def shots(preset: Preset, state: State) -> Shots:
    """Make shots. Shapes: every field of `state` is (n,), `draws` is (DRAWS, n)."""
    mould, settings = preset.mould, preset.settings
    noise = {name: 1 + sigma * preset.noise * state.draws[i] for i, (name, sigma) in enumerate(LAB.items())}
    needed = mould.shot_cm3
    pushed = needed * (1 + state.over_fill) * (1 - 0.6 * state.leak)
    fill_s = (pushed / state.flow_cm3_s + RAMP_S / 2) * noise["fill"]
    runner = _runner_bar(preset, state)
    plate = _plate_bar(preset, state)
    squeeze = _squeeze_bar(preset, state, pushed)
    transfer = np.minimum((runner + plate + squeeze) * noise["pressure"], preset.press.max_pressure_bar)
    through = np.maximum(state.hold_bar - HOLD_LOSS * runner, 0) * (1 - 0.5 * state.leak)
    near_gate = np.maximum(transfer - runner - plate * mould.sensor_share, 0)
    full = np.clip((pushed / needed - 0.93) / 0.05, 0, 1)  # a front that stops short leaves no pressure
    peak = np.maximum(near_gate, 0.8 * through) * full * noise["cavity"]
    seal_s = fill_s + _gate_s(preset, state)
    held = np.minimum(settings.hold_s + fill_s, seal_s) / seal_s
    weight = _weight_g(preset, state, through * held, seal_s) * np.minimum(pushed / needed * 1.02, 1)
    packed = needed * 0.055 * held * full
    cushion = settings.transfer_cm3 - packed - state.leak * settings.transfer_cm3 * 1.2
    metered = needed * (1 + settings.over_fill) + settings.transfer_cm3
    dosing = _dosing_s(preset, state, metered - np.maximum(cushion, 0)) * noise["dosing"]
    cycle = _cycle_s(preset, fill_s, dosing) + 0.004 * preset.noise * state.draws[6]
    return Shots(
        injection_time_s=fill_s,
        dosing_time_s=dosing,
        cycle_time_s=cycle,
        cushion_volume_cm3=np.maximum(cushion + 0.005 * preset.noise * state.draws[7], 0.0),
        plastification_volume_cm3=np.full_like(fill_s, metered),
        transfer_volume_cm3=np.full_like(fill_s, settings.transfer_cm3),
        transfer_specific_pressure_bar=transfer,
        specific_pressure_maximum_bar=np.maximum(transfer, state.hold_bar),
        cavity_pressure_maximum_bar=peak,
        energy_shot_kwh=_energy_kwh(preset, state, transfer, cycle),
        weight_g=weight * noise["weight"],
        dimension_mm=_dimension_mm(preset, weight) * noise["dimension"],
        hold_through_bar=through * full,
        fill_bar=plate * (1 - mould.sensor_share) * full,
        seal_s=seal_s,
    )


def _runner_bar(preset: Preset, state: State) -> Floats:
    mould = preset.mould
    per_cavity = state.flow_cm3_s / mould.cavities * 1e-6
    drop = flow.tube_drop_pa(
        preset.material.cross_wlf,
        per_cavity,
        state.melt_c,
        length_m=mould.runner_mm / 1e3,
        radius_m=mould.runner_radius_mm / 1e3,
    )
    return drop * state.thin / flow.PA_PER_BAR


def _plate_bar(preset: Preset, state: State) -> Floats:
    """Along the wall; the frozen skin narrows the gap the more the colder the wall is."""
    mould, grade = preset.mould, preset.material
    elapsed = mould.shot_cm3 / state.flow_cm3_s / 2
    skin_m = 0.6 * np.sqrt(np.pi * grade.diffusivity_m2_s * elapsed) * (grade.no_flow_c - state.wall_c)
    gap = mould.wall_mm / 1e3 - 2 * np.maximum(skin_m, 0) / (state.melt_c - state.wall_c)
    drop = flow.slit_drop_pa(
        grade.cross_wlf,
        state.flow_cm3_s / mould.cavities * 1e-6,
        state.melt_c,
        length_m=mould.flow_mm / 1e3,
        width_m=mould.width_mm / 1e3,
        gap_m=mould.wall_mm / 1e3,
    )
    return drop * (mould.wall_mm / 1e3 / gap) ** 2 * state.thin / flow.PA_PER_BAR


def _squeeze_bar(preset: Preset, state: State, pushed: Floats) -> Floats:
    needed = preset.mould.shot_cm3
    modulus = pvt.bulk_modulus_pa(preset.material.tait, state.melt_c, 5e7) / flow.PA_PER_BAR
    # Cushion, nozzle and barrel give way as well: the compliance that Kassel's V/P sensitivity shows
    melt = needed + 2 * preset.settings.transfer_cm3
    return packing.compression_bar(pushed - needed, melt_cm3=melt, modulus_bar=modulus)


def _gate_s(preset: Preset, state: State) -> Floats:
    grade = preset.material
    return cooling.cooling_time_s(
        preset.mould.gate_mm / 1e3,
        grade.diffusivity_m2_s,
        melt_c=state.melt_c,
        mould_c=state.wall_c,
        eject_c=grade.no_flow_c,
    )


def _weight_g(preset: Preset, state: State, sealed_bar: Floats, seal_s: Floats) -> Floats:
    grade, mould = preset.material, preset.mould
    mean = cooling.mean_temperature_c(
        mould.wall_mm / 1e3, grade.diffusivity_m2_s, seal_s, melt_c=state.melt_c, mould_c=state.wall_c
    )
    volume = pvt.specific_volume_m3_kg(
        grade.tait, np.maximum(mean, grade.eject_c), sealed_bar * flow.PA_PER_BAR
    )
    return mould.part_cm3 * 1e-6 / volume * 1e3


def _dimension_mm(preset: Preset, weight_g: Floats) -> Floats:
    """Heavier parts shrink less: a third of the relative volume, along each direction."""
    nominal = preset.mould.part_cm3 * 1e-6 / preset.material.tait.a0 * 1e3
    return preset.mould.dimension_mm * (1 + (weight_g / nominal - 1) / 3)


def _dosing_s(preset: Preset, state: State, volume: Floats) -> Floats:
    press = preset.press
    return recovery.dosing_time_s(
        volume,
        screw_mm=press.screw_mm,
        speed_1_min=press.screw_speed_1_min,
        back_bar=preset.settings.back_bar,
        thin=state.thin,
    )


def _cycle_s(preset: Preset, fill_s: Floats, dosing_s: Floats) -> Floats:
    """The screw must be ready before the mould opens: late recovery makes the cycle longer."""
    timing, settings = preset.timing, preset.settings
    shut = fill_s + settings.hold_s + np.maximum(settings.cooling_s, dosing_s + 0.5)
    return timing.close_s + shut + timing.open_s + timing.eject_s


class EnergyParts(NamedTuple):
    """What a cycle takes from the mains, kJ: by cause, so that the power meter can tell when."""

    idle: Floats
    heat: Floats
    fill: Floats
    hold: Floats
    clamp: Floats


def energy_parts_kj(preset: Preset, melt_c: Floats, transfer_bar: Floats, cycle_s: Floats) -> EnergyParts:
    """Energy of each cause over one cycle, kJ; for numbers as for arrays."""
    press, shot_cm3 = preset.press, preset.mould.shot_cm3
    losses = LOSSES[press.drive]
    mass_kg = shot_cm3 * 1e-6 / preset.material.tait.a0
    return EnergyParts(
        idle=losses.idle_share * press.rated_kw * cycle_s,
        heat=mass_kg * preset.material.heat_kj_kg_k * (melt_c - 30) / HEAT_EFFICIENCY,
        fill=hydraulic_kw(FILL_MEAN * transfer_bar, shot_cm3) / losses.efficiency,
        hold=hydraulic_kw(HOLD_SHARE * preset.settings.hold_bar, shot_cm3) / losses.efficiency,
        clamp=np.asarray(CLAMP_KJ_KN * press.clamp_kn / losses.efficiency),
    )


def _energy_kwh(preset: Preset, state: State, transfer_bar: Floats, cycle_s: Floats) -> Floats:
    parts = energy_parts_kj(preset, state.melt_c, transfer_bar, cycle_s)
    return np.asarray(sum(parts) / KJ_PER_KWH)
