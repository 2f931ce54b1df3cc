"""One shot: what is set and how things are -> what the press does and measures. One shot or many at once."""

from typing import Any, NamedTuple

import numpy as np

from sprue_sim.data import Preset, Settings
from sprue_sim.physics import cooling, flow, pvt
from sprue_sim.physics.filling import Feed, Hold, Screw
from sprue_sim.physics.injection import Injection, Melt, inject
from sprue_sim.physics.ops import Ops, ops_of
from sprue_sim.physics.viscosity import local_power
from sprue_sim.process.conditions import Conditions

Number = Any
DRAG = 0.025  # of pi^2 D^3 N / 2: filled share of the metering channel; 14 cm3/s from 30 mm at 250 1/min
BACK_FLOW = 0.0034  # per bar: +50 bar back pressure takes 17 % longer, measured on a 30 mm press
STIFF_PA = 5e7  # at which the melt's compressibility is taken
RISE_HOT = 0.08  # a hot runner is full already; only its compression takes time
SLACK = 0.02  # s, between control and valve: the screw moves on


class Shot(NamedTuple):
    """What a shot is before anybody measures it. Floats, or arrays (n,)."""

    injection: Injection
    feed: Feed
    screw: Screw
    melt: Melt
    injection_s: Number
    transfer_bar: Number
    peak_bar: Number
    cavity_peak_bar: Number
    cushion_cm3: Number
    """The least that was before the screw: at change-over, or when hold has ended."""
    left_cm3: Number
    """What is before it when hold ends."""
    dosing_s: Number
    fill_share: Number
    packed_bar: Number
    cycle_s: Number
    metered_off_cm3: Number = 0.0
    """How far the screw stood from where it is set to be."""


def shot(preset: Preset, settings: Settings, now: Conditions) -> Shot:
    """Make a shot, or one per entry when `now` holds arrays of one shape."""
    ops = ops_of(now.melt_c)
    feed, screw = feed_of(preset, settings, now), screw_of(preset, settings, now)
    melt = melt_of(preset, now, feed)
    made, melt = shown(inject(feed, screw, melt), melt, sensor_gain(preset, feed, now))
    left = left_cm3(settings, now, made, screw)
    dosing = dosing_s(preset, settings, now, settings.metered_cm3 - left)
    return Shot(
        injection=made,
        feed=feed,
        screw=screw,
        melt=melt,
        injection_s=made.transfer_s - preset.press.reaction_s,
        transfer_bar=made.transfer_bar,
        peak_bar=ops.maximum(made.peak_bar, settings.hold_start_bar or settings.hold_bar),
        cavity_peak_bar=made.cavity_peak_bar,
        cushion_cm3=ops.minimum(left, settings.metered_cm3 - made.furthest_cm3),
        left_cm3=left,
        dosing_s=dosing,
        fill_share=ops.minimum(made.inside_cm3 / (feed.main_cm3 + feed.end_cm3), 1.2),
        packed_bar=0.5 * (made.sealed_bar + made.cavity_peak_bar),
        cycle_s=cycle_s(preset, settings, made.transfer_s, dosing, ops),
    )


def left_cm3(settings: Settings, now: Conditions, made: Injection, screw: Screw) -> Number:
    """Before the screw at the end of hold; what leaked back is missing."""
    pressed = settings.metered_cm3 - made.inside_cm3 - screw.melt_cm3_bar * settings.hold_bar
    return ops_of(now.melt_c).maximum(pressed - now.slip * settings.metered_cm3 * 0.5, 0.0)


def shown(made: Injection, melt: Melt, gain: Number) -> tuple[Injection, Melt]:
    """As a sensor shows the cavity whose reading is so many times the melt's pressure."""
    traces = made.traces._replace(cavity_bar=made.traces.cavity_bar * gain)
    seen = made._replace(
        traces=traces, cavity_peak_bar=made.cavity_peak_bar * gain, sealed_bar=made.sealed_bar * gain
    )
    return seen, melt._replace(cavity_cm3_bar=melt.cavity_cm3_bar / gain)


def sensor_gain(preset: Preset, feed: Feed, now: Conditions) -> Number:
    """1, unless fitted: a sensor in one place sees a faster fill otherwise than the mean of the cavity."""
    packing = preset.mould.packing
    reground = 1 + preset.material.regrind.cavity * now.regrind_pct / 100
    return (
        reground * packing.sensor_gain * (feed.flow_cm3_s / reference_flow(preset)) ** packing.sensor_flow_power
    )


def feed_of(preset: Preset, settings: Settings, now: Conditions) -> Feed:
    """Losses at the set flow and volumes, for the cavities that are open."""
    packing = preset.mould.packing
    most = preset.press.max_flow_cm3_s * now.drive_share
    rate = ops_of(now.melt_c).minimum(settings.flow_cm3_s * now.flow_share, most)
    relative = rate / reference_flow(preset)
    need = needed_cm3(preset)
    feed_bar, plate_bar, power = _losses(preset, now, rate / open_cavities(preset))
    return Feed(
        flow_cm3_s=rate,
        feed_bar=feed_bar,
        plate_bar=plate_bar,
        flow_power=power,
        rise_share=packing.rise_share or _rise_share(preset, need),
        main_cm3=need * (1 - packing.end_share),
        end_cm3=need * packing.end_share,
        end_bar=(feed_bar + plate_bar) * packing.end_factor * relative**-packing.end_flow_power,
        end_power=packing.end_power,
        relief=packing.relief * relative**-packing.relief_flow_power,
        gate_s=gate_s(preset, now),
        gate_power=packing.gate_power,
        touch_cm3=need * packing.touch_share,
    )


def screw_of(preset: Preset, settings: Settings, now: Conditions) -> Screw:
    """How the press pushes."""
    press = preset.press
    start = settings.hold_start_bar or settings.hold_bar
    return Screw(
        bottom_cm3=settings.metered_cm3,
        stroke_cm3=settings.metered_cm3 - settings.transfer_cm3 + press.reaction_s * settings.flow_cm3_s,
        limit_bar=press.max_pressure_bar * now.drive_share,
        melt_cm3_bar=settings.metered_cm3 / stiffness_bar(preset, now),
        hold=Hold(
            start * now.drive_share, settings.hold_bar * now.drive_share, settings.hold_s, settings.hold_end_s
        ),
        slip=now.slip,
        delay_s=press.flow_delay_s,
        overshoot=press.flow_overshoot,
        overshoot_s=SLACK,
        lag_s=press.pressure_lag_s,
    )


def melt_of(preset: Preset, now: Conditions, feed: Feed) -> Melt:
    """How the melt presses and shrinks in the cavity."""
    packing, thermal = preset.mould.packing, preset.material.thermal
    need = needed_cm3(preset)
    cool = packing.cool_s or (preset.mould.wall_mm / 1e3) ** 2 / np.pi**2 / thermal.diffusivity_m2_s
    relative = feed.flow_cm3_s / reference_flow(preset)
    return Melt(
        cavity_cm3_bar=need * packing.stiff_share / stiffness_bar(preset, now),
        excess_c=now.melt_c - now.wall_c,
        expansion_1_k=packing.expansion_1_k,
        cool_s=cool * relative**packing.cool_flow_power,
    )


def reference_flow(preset: Preset) -> float:
    """The flow that a mould's powers of flow refer to."""
    return preset.mould.packing.reference_flow_cm3_s or preset.settings.flow_cm3_s


def open_cavities(preset: Preset) -> int:
    """Cavities that are not blocked."""
    return sum(share > 0 for share in preset.mould.balance)


def needed_cm3(preset: Preset) -> float:
    """Melt at no pressure that fills open cavities and cold runners."""
    mould = preset.mould
    return mould.part_cm3 * open_cavities(preset) + mould.runner_cm3


def stiffness_bar(preset: Preset, now: Conditions) -> Number:
    """Bulk modulus of the melt at a packing pressure, bar."""
    return pvt.bulk_modulus_pa(preset.material.tait, now.melt_c, STIFF_PA) / flow.PA_PER_BAR


def gate_s(preset: Preset, now: Conditions) -> Number:
    """When the gate's centre has frozen, counted from the first melt through it."""
    thermal, ops = preset.material.thermal, ops_of(now.melt_c)
    over = ops.maximum((now.melt_c - now.wall_c) / ops.maximum(thermal.no_flow_c - now.wall_c, 2.0), 1.05)
    return cooling.centre_time_s(preset.mould.gate_mm / 1e3, thermal.diffusivity_m2_s, over)


def dosing_s(preset: Preset, settings: Settings, now: Conditions, volume_cm3: Number) -> Number:
    """Screw recovery: drag flow less what back pressure drives back; worn flights carry less."""
    press, material = preset.press, preset.material
    speed = ops_of(now.melt_c).minimum(settings.screw_1_min, press.screw_speed_1_min)
    drag_cm3_s = DRAG * np.pi**2 * (press.screw_mm / 10) ** 3 * speed / 60 / 2 * (1 - 0.5 * now.screw_worn)
    usual = sum(material.melt_c) / 2
    thin = 1 + material.dosing_melt_1_k * (now.melt_c - usual)
    regrind = 1 + material.regrind.dosing * now.regrind_pct / 100
    return volume_cm3 / drag_cm3_s * (1 + BACK_FLOW * settings.back_bar) * thin * regrind


def cycle_s(preset: Preset, settings: Settings, fill_s: Number, dosed_s: Number, ops: Ops) -> Number:
    """The screw must be ready before the mould opens: late recovery makes the cycle longer."""
    press = preset.press
    shut = fill_s + settings.hold_s + settings.hold_end_s + ops.maximum(settings.cooling_s, dosed_s + 0.5)
    return press.close_s + shut + press.open_s + preset.eject_s


def _rise_share(preset: Preset, need: float) -> float:
    return RISE_HOT + preset.mould.runner_cm3 / need


def _losses(preset: Preset, now: Conditions, rate: Number) -> tuple[Number, Number, Number]:
    """Feed and plate loss per cavity at its flow, bar, and how they grow with flow."""
    mould, grade, flow_m3_s = preset.mould, preset.material.cross_wlf, rate * 1e-6
    radius = mould.runner_radius_mm / 1e3
    feed = flow.tube_drop_pa(grade, flow_m3_s, now.melt_c, length_m=mould.runner_mm / 1e3, radius_m=radius)
    plate = flow.slit_drop_pa(
        grade,
        flow_m3_s,
        now.melt_c,
        length_m=mould.flow_mm / 1e3,
        width_m=mould.width_mm / 1e3,
        gap_m=_open_gap_m(preset, now, rate),
    )
    power = local_power(grade, flow.tube_shear_1_s(flow_m3_s, radius), now.melt_c)
    return feed * now.viscosity / flow.PA_PER_BAR, plate * now.viscosity / flow.PA_PER_BAR, power


def _open_gap_m(preset: Preset, now: Conditions, rate: Number) -> Number:
    """The plate's gap less the skin that freezes while it fills; thicker the colder the wall."""
    mould, thermal, ops = preset.mould, preset.material.thermal, ops_of(now.melt_c)
    elapsed = mould.part_cm3 / rate / 2
    spread = 1.2 * (np.pi * thermal.diffusivity_m2_s * elapsed) ** 0.5
    cold = ops.maximum(thermal.no_flow_c - now.wall_c, 0.0) / (now.melt_c - now.wall_c)
    return ops.maximum(mould.wall_mm / 1e3 - spread * cold, mould.wall_mm / 3e3)


def single(made: Any, index: int) -> Any:  # noqa: ANN401  # a NamedTuple of numbers, arrays and such
    """One shot out of many: arrays over shots become floats, traces one column."""
    if isinstance(made, np.ndarray):
        return made[:, index] if made.ndim > 1 else float(made[index])
    if isinstance(made, tuple) and hasattr(made, "_fields"):
        return type(made)(*(single(part, index) for part in made))
    return made
