"""A settled shot of each cell: causes work as measured on presses, curves and power belong to its numbers."""

from functools import cache
from typing import NamedTuple

import numpy as np
import pytest

from sprue_contract.fields import Phase
from sprue_contract.quantities import QUANTITIES
from sprue_sim import channels, cycle, library, limits
from sprue_sim.data import Preset
from sprue_sim.process import curves, load, noise, press
from sprue_sim.process.cell import running
from sprue_sim.process.conditions import Conditions, neutral
from sprue_sim.process.facts import facts_of
from sprue_sim.process.world import World

CELLS = library.names("cells")
SOME = ["kassel-cap", "bottle-cap", "lamp-lens"]
PERIOD_S = curves.PERIOD_S


class Settled(NamedTuple):
    """A cell's undisturbed shot, drawn."""

    preset: Preset
    now: Conditions
    shot: press.Shot
    times: curves.Times
    t: np.ndarray
    signals: dict[str, np.ndarray]
    load: load.Load


@cache
def settled(name: str) -> Settled:
    preset = library.preset(name)
    usual = facts_of(preset).usual
    now = neutral(preset.settings.nozzle_c, usual.wall_c)
    shot = press.shot(preset, preset.settings, now)
    times = curves.times_of(preset, preset.settings, shot)
    t = np.arange(0.0, float(shot.cycle_s) - preset.press.close_s, PERIOD_S)
    drawn = curves.signals(preset, preset.settings, now, shot, t)
    used = load.load_of(preset, preset.settings, now, shot, times)
    return Settled(preset, now, shot, times, t, drawn, used)


def changed(name: str, quantity: str, **cause: float) -> float:
    """How a quantity changes when a setting or a condition is added to."""
    preset, now = settled(name).preset, settled(name).now
    chosen = preset.settings
    sets = {key: getattr(chosen, key) + by for key, by in cause.items() if hasattr(chosen, key)}
    being = {key: getattr(now, key) + by for key, by in cause.items() if key in now._fields}
    shot = press.shot(preset, chosen.model_copy(update=sets), now._replace(**being))
    return float(getattr(shot, quantity)) - float(getattr(settled(name).shot, quantity))


@pytest.mark.parametrize("name", CELLS)
def test_causes_work_in_the_direction_measured_on_presses(name: str):
    usual = settled(name).preset.settings
    assert changed(name, "transfer_bar", melt_c=10) < 0
    assert changed(name, "transfer_bar", viscosity=0.1) > 0
    assert changed(name, "injection_s", flow_cm3_s=0.3 * usual.flow_cm3_s) < 0
    assert changed(name, "transfer_bar", transfer_cm3=0.05 * usual.metered_cm3) < 0
    assert changed(name, "cushion_cm3", slip=0.1) < 0, "check ring"
    assert changed(name, "packed_bar", hold_bar=60) > 0
    assert changed(name, "left_cm3", hold_bar=60) < 0
    assert changed(name, "dosing_s", back_bar=30) > 0
    assert changed(name, "dosing_s", screw_1_min=-20) > 0
    assert changed(name, "dosing_s", screw_worn=0.5) > 0
    assert changed(name, "cycle_s", cooling_s=2) == pytest.approx(2, abs=0.01)
    assert changed(name, "cycle_s", hold_s=1) == pytest.approx(1, abs=0.01)
    short = {"transfer_cm3": 0.25 * usual.metered_cm3, "hold_bar": -0.9 * usual.hold_bar}
    assert changed(name, "cavity_peak_bar", **short) < 0, "short shot"


@pytest.mark.parametrize("name", CELLS)
def test_a_faster_fill_takes_more_pressure_or_its_heat_makes_up_for_it(name: str):
    usual = settled(name).preset.settings.flow_cm3_s
    rise = changed(name, "transfer_bar", flow_cm3_s=0.3 * usual)
    assert rise > 0 or (name == "cosmetic-jar" and rise > -0.01 * settled(name).shot.transfer_bar)


def test_a_leaking_ring_takes_pressure_from_a_cavity_that_the_fill_packs():
    assert changed("kassel-cap", "cavity_peak_bar", slip=0.05) < -50


@pytest.mark.parametrize("name", CELLS)
def test_one_formula_for_one_shot_and_for_many(name: str):
    one = settled(name)
    warmer = np.array([0.0, 5.0])
    many = press.shot(one.preset, one.preset.settings, one.now._replace(melt_c=one.now.melt_c + warmer))
    for index, by in enumerate(warmer):
        alone = press.shot(one.preset, one.preset.settings, one.now._replace(melt_c=float(one.now.melt_c + by)))
        made = press.single(many, index)
        for field in ("transfer_bar", "cavity_peak_bar", "cushion_cm3", "dosing_s", "injection_s", "cycle_s"):
            assert getattr(made, field) == pytest.approx(float(getattr(alone, field)), rel=1e-6), field


@pytest.mark.parametrize("name", CELLS)
def test_a_shots_numbers_are_those_of_its_curves(name: str):
    one = settled(name)
    shot, drawn, t, times = one.shot, one.signals, one.t, one.times
    cavity, nozzle, screw = (
        drawn[key] for key in ("cavity_pressure_bar", "injection_pressure_bar", "screw_volume_cm3")
    )
    assert cavity.max() == pytest.approx(shot.cavity_peak_bar, rel=0.02)
    assert nozzle[t <= times.transfer_s].max() == pytest.approx(shot.transfer_bar, rel=0.08)
    assert nozzle.max() <= shot.peak_bar + 1e-6
    assert screw[t < times.dose_s].min() == pytest.approx(
        shot.cushion_cm3, abs=0.02 * one.preset.settings.metered_cm3
    )
    foremost = min(shot.cushion_cm3, one.preset.settings.transfer_cm3)
    assert screw.min() == pytest.approx(foremost, abs=0.03 * one.preset.settings.metered_cm3)
    assert t[np.argmax(cavity > 5)] >= 0.8 * times.contact_s, "no melt, no pressure"
    assert cavity[t >= times.open_s].max() < 0.15 * cavity.max()


@pytest.mark.parametrize("name", CELLS)
def test_curves_begin_and_end_as_a_recorders_do(name: str):
    one = settled(name)
    settings, drawn, t = one.preset.settings, one.signals, one.t
    assert tuple(drawn) == (
        "flow_cm3_s",
        "screw_volume_cm3",
        "cavity_pressure_bar",
        "cavity_wall_temperature_c",
        "injection_pressure_set_bar",
        "injection_pressure_bar",
        "flow_set_cm3_s",
    )
    for name_, values in drawn.items():
        assert values.shape == t.shape
        assert np.isfinite(values).all()
        assert values.min() >= QUANTITIES[name_].low, name_
        assert values.max() <= QUANTITIES[name_].high, name_
    assert drawn["screw_volume_cm3"][0] == pytest.approx(settings.metered_cm3, rel=0.01)
    assert drawn["screw_volume_cm3"][-1] == pytest.approx(settings.metered_cm3, rel=1e-6)
    assert drawn["cavity_pressure_bar"][0] < 0.5
    assert drawn["injection_pressure_bar"][0] < 5
    assert drawn["cavity_wall_temperature_c"][0] == pytest.approx(one.now.wall_c)
    assert (drawn["flow_set_cm3_s"] == settings.flow_cm3_s).all()
    assert drawn["injection_pressure_set_bar"][0] == one.preset.press.max_pressure_bar
    assert drawn["injection_pressure_set_bar"][-1] == 0


@pytest.mark.parametrize("name", CELLS)
def test_the_screw_moves_forward_until_it_is_dosed_and_flow_is_its_speed(name: str):
    one = settled(name)
    screw, flow, t = one.signals["screw_volume_cm3"], one.signals["flow_cm3_s"], one.t
    filling = t < one.times.transfer_s
    assert (np.diff(screw[filling]) <= 1e-9).all()
    dosing = (t >= one.times.dose_s) & (t < one.times.dosed_s)
    assert (np.diff(screw[dosing]) > 0).all()
    apart = np.abs(t - one.times.transfer_s) > 2 * PERIOD_S  # there one sample is noted at change-over itself
    assert flow[apart] == pytest.approx(-np.gradient(screw, PERIOD_S)[apart])
    steady = (t > one.preset.press.flow_delay_s + 0.12) & (t < one.times.transfer_s - 0.06)
    if steady.any():
        assert np.median(flow[steady]) == pytest.approx(one.preset.settings.flow_cm3_s, rel=0.05)
    assert np.trapezoid(flow, t) == pytest.approx(0, abs=0.03 * one.preset.settings.metered_cm3)


@pytest.mark.parametrize("name", CELLS)
def test_the_wall_jumps_when_the_front_touches_it_and_then_cools(name: str):
    one = settled(name)
    wall, t = one.signals["cavity_wall_temperature_c"], one.t
    assert (wall[t <= one.times.contact_s] == one.now.wall_c).all()
    top = int(wall.argmax())
    assert one.times.contact_s < t[top] < one.times.contact_s + 4 * one.preset.mould.touch.rise_s
    assert (np.diff(wall[top:]) <= 0).all()
    share = (wall[top] - one.now.wall_c) / (one.now.melt_c - one.now.wall_c)
    assert 0.1 < share < 0.5
    hotter = curves.wall_c(one.preset, one.shot, one.now._replace(melt_c=one.now.melt_c + 20), one.times, t)
    assert hotter.max() > wall.max()


@pytest.mark.parametrize("name", CELLS)
def test_a_timetable_is_in_order(name: str):
    times, one = settled(name).times, settled(name)
    assert times.contact_s > 0
    assert 0 < times.transfer_s < times.hold_end_s < times.dose_s < times.dosed_s <= times.open_s
    assert times.gate_s > times.contact_s
    assert times.open_s < float(one.shot.cycle_s) - one.preset.press.close_s


def test_a_late_recovery_makes_the_cycle_longer():
    one = settled("bottle-cap")
    slow = one.preset.settings.model_copy(update={"screw_1_min": 40.0})
    made = press.shot(one.preset, slow, one.now)
    assert made.dosing_s > one.preset.settings.cooling_s
    assert made.cycle_s > one.shot.cycle_s + 1


@pytest.mark.parametrize("name", CELLS)
def test_power_over_a_cycle_is_the_energy_of_the_shot(name: str):
    one = settled(name)
    used, end = one.load, float(one.shot.cycle_s)
    t = np.linspace(0, end, 200_001)
    assert np.trapezoid(used.at_kw(t), t) / 3600 == pytest.approx(used.kwh, rel=0.001)
    assert float(used.used_kwh(np.array([end]))[0]) == pytest.approx(used.kwh, rel=1e-9)
    assert used.used_kwh(np.array([0.0]))[0] == 0
    assert (np.diff(used.used_kwh(t)) > 0).all()
    assert used.ends_s[-1] == pytest.approx(end)
    assert (np.diff(used.ends_s) > 0).all()
    assert used.kw.max() < 2.5 * one.preset.press.rated_kw
    assert used.kw.min() > 0


def test_a_press_that_stands_takes_less_than_one_that_works():
    for name in CELLS:
        one = settled(name)
        assert 0 < load.idle_kw(one.preset) < one.load.kwh * 3600 / float(one.shot.cycle_s), name


def test_a_hydraulic_press_idles_dearer_than_an_electric_one_of_its_size():
    tub = settled("food-tub").preset
    kinds = {
        drive: load.idle_kw(tub.model_copy(update={"press": tub.press.model_copy(update={"drive": drive})}))
        for drive in ("hydraulic", "servo-hydraulic", "electric")
    }
    assert kinds["hydraulic"] > 2 * kinds["servo-hydraulic"] >= 2 * kinds["electric"] * 0.9


@pytest.mark.parametrize("name", CELLS)
def test_a_settled_shot_is_well_within_the_process_limits(name: str):
    one = settled(name)
    values = cycle.numbers(
        one.preset.settings, one.shot, cycle.Seen(one.times, one.load.kwh, one.now.wall_c, 100.0)
    )
    bands = limits.limits(one.preset)
    assert all(low < values[field] < high for field, (low, high) in bands.items())
    assert not limits.is_bad(one.preset, values)
    assert limits.is_bad(one.preset, {}), "a cavity that was not reached makes no good part"
    assert limits.is_bad(one.preset, values | {"cavity_pressure_maximum_bar": 0.5 * one.shot.cavity_peak_bar})


def test_another_press_of_the_same_title_has_limits_of_its_own():
    gear = library.preset("toy-gear")
    slower = gear.model_copy(update={"settings": gear.settings.model_copy(update={"cooling_s": 30.0})})
    middle = [sum(limits.limits(one)["cycle_time_s"]) / 2 for one in (gear, slower)]
    assert middle[1] - middle[0] == pytest.approx(15, abs=0.1)


def scatter(preset: Preset, count: int = 4000) -> dict[str, float]:
    """Relative spread of what sensors show when nothing has changed."""
    draws = noise.Draws(*np.random.default_rng(1).standard_normal((len(noise.Draws._fields), count)))
    facts = facts_of(preset)
    now = neutral(np.full(count, float(preset.settings.nozzle_c)), np.full(count, facts.usual.wall_c))
    shots = noise.scattered(
        preset, press.shot(preset, preset.settings, noise.disturbed(preset, now, draws)), draws
    )
    fields = ("transfer_bar", "cavity_peak_bar", "dosing_s", "injection_s")
    return {field: float(np.std(getattr(shots, field)) / np.mean(getattr(shots, field))) for field in fields}


def test_a_plant_press_scatters_more_than_the_laboratorys_and_a_quiet_one_hardly():
    cap = library.preset("kassel-cap")
    spread = {
        level: scatter(cap.model_copy(update={"press": cap.press.model_copy(update={"noise": level})}), 800)
        for level in (1e-6, 1.0, 4.0)
    }
    for field, laboratory in spread[1.0].items():
        assert spread[1e-6][field] < 0.01 * laboratory
        assert 1.9 < spread[4.0][field] / laboratory < 4.5, field
    assert 0.001 < spread[1.0]["transfer_bar"] < 0.015
    assert 0.001 < spread[1.0]["cavity_peak_bar"] < 0.015


def test_without_a_draw_nothing_is_disturbed():
    one = settled("kassel-cap")
    assert noise.disturbed(one.preset, one.now, noise.Draws()) == one.now
    seen = noise.scattered(one.preset, one.shot, noise.Draws())
    assert seen.transfer_bar == one.shot.transfer_bar
    assert seen.cavity_peak_bar == one.shot.cavity_peak_bar
    assert np.array_equal(seen.injection.traces.nozzle_bar, one.shot.injection.traces.nozzle_bar)


def test_draws_are_those_of_the_generator():
    first, second = (noise.drawn(np.random.default_rng(5)) for _ in range(2))
    assert first == second != noise.drawn(np.random.default_rng(6))


@pytest.mark.parametrize("name", CELLS)
def test_a_cell_has_about_thirty_channels_and_only_those_of_its_helpers(name: str):
    preset = library.preset(name)
    told = channels.channels(preset)
    assert 26 <= len(told) <= 36
    assert [one.name for one in told] == list(channels.names_of(preset))
    assert len({one.name for one in told}) == len(told)
    for channel, kind in channels.ONLY_WITH.items():
        assert (channel in channels.names_of(preset)) == (preset.auxiliary(kind) is not None)
    assert ("oil_temperature_c" in channels.names_of(preset)) == (preset.press.drive != "electric")


@pytest.mark.parametrize("name", SOME)
def test_frames_show_the_cycle_second_by_second(name: str):
    preset = library.preset(name)
    cell, world = running(preset), World.begin(preset, 1, START)
    made = cycle.make(cell, world, cycle.Moment(START, START, 1, 7))
    dials = channels.Dials(mode=1, status=4, counter=12, energy_kwh=1000.0)
    rows = channels.frames(preset, cell.settings, made.drawn, made.slow, (START, dials))
    names = ("measured_us", *channels.names_of(preset))
    shown = dict(zip(names, np.array(rows).T, strict=True))
    elapsed = shown["cycle_elapsed_s"]
    assert len(rows) in {int(made.cycle_s), int(made.cycle_s) + 1}
    assert (np.diff(shown["measured_us"]) == 1_000_000).all()
    assert set(shown["phase"]) <= {float(one) for one in Phase}
    assert shown["phase"][0] == Phase.CLOSE
    assert list(shown["phase"]) == sorted(shown["phase"])
    shut = (elapsed > preset.press.close_s) & (elapsed < preset.press.close_s + made.drawn.times.open_s)
    assert (shown["mould_position_mm"][shut] == 0).all()
    assert (shown["clamp_force_kn"][shut] == preset.press.clamp_kn * channels.CLAMPED).all()
    assert shown["clamp_force_kn"][0] == 0
    assert (shown["energy_total_kwh"] >= 1000).all()
    assert shown["energy_total_kwh"][-1] - 1000 == pytest.approx(made.drawn.load.kwh, rel=0.2)
    assert shown["screw_speed_1_min"].max() == preset.settings.screw_1_min
    assert shown["barrel_zone_5_c"] == pytest.approx(preset.settings.nozzle_c, abs=3)
    for key, values in shown.items():
        if key != "measured_us":
            assert (values >= QUANTITIES[key].low).all(), key
            assert (values <= QUANTITIES[key].high).all(), key


START = 1_795_000_000_000_000


def test_a_standing_press_shows_no_flow_and_an_open_mould():
    preset = library.preset("lamp-lens")
    cell, world = running(preset), World.begin(preset, 1, START)
    slow = cycle.slow_of(cell, world, cycle.Moment(START, START, 1, 7))
    dials = channels.Dials(mode=1, status=1, counter=12, energy_kwh=1000.0)
    moments = channels.whole_seconds(START + 1, START + 5_000_001)
    assert moments.tolist() == [START + second * 1_000_000 for second in range(1, 6)]
    rows = channels.standing(preset, cell.settings, moments, slow, dials)
    names = ("measured_us", *channels.names_of(preset))
    shown = dict(zip(names, np.array(rows).T, strict=True))
    for still in ("flow_cm3_s", "cavity_pressure_bar", "clamp_force_kn", "screw_speed_1_min"):
        assert (shown[still] == 0).all()
    assert (shown["phase"] == Phase.STANDSTILL).all()
    assert (shown["mould_position_mm"] == preset.mould.stroke_mm).all()
    assert np.diff(shown["energy_total_kwh"]) == pytest.approx(load.idle_kw(preset) / 3600, abs=0.001)


@pytest.mark.parametrize("name", ["bottle-cap", "toy-figure"])
def test_each_cavity_has_a_curve_and_a_blocked_one_shows_no_pressure(name: str):
    preset = library.preset(name)
    cell, world = running(preset), World.begin(preset, 1, START)
    made = cycle.make(cell, world, cycle.Moment(START, START, 1, 7))
    drawn = cycle.cavity_curves(preset, made)
    assert list(drawn) == [f"cavity_pressure_{one}_bar" for one in range(1, preset.mould.cavities + 1)]
    peaks = [float(values.max()) for values in drawn.values()]
    for peak, share in zip(peaks, preset.mould.balance, strict=True):
        assert (peak == 0) == (share == 0)
        assert share == 0 or peak == pytest.approx(made.shot.cavity_peak_bar, rel=0.1)
    assert cycle.cavity_curves(library.preset("kassel-cap"), made) == {}
