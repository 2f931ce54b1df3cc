"""The physics of a simulated cycle against independent numbers, and causes that work in the right direction."""

import numpy as np
import pytest

from sprue_sim import curves, presets, press
from sprue_sim.physics import cooling, flow, packing, pvt
from sprue_sim.physics.viscosity import CrossWlf, viscosity_pa_s

PP = presets.material("pp")


def state(preset: presets.Preset, count: int = 1, **changes: float) -> press.State:
    settings = preset.settings
    known = {
        "melt_c": settings.nozzle_c,
        "wall_c": settings.mould_c + 8,
        "thin": 1.0,
        "leak": 0.0,
        "flow_cm3_s": settings.flow_cm3_s,
        "over_fill": settings.over_fill,
        "hold_bar": settings.hold_bar,
    }
    known |= {name: known[name] + change for name, change in changes.items()}
    one = np.ones(count)
    return press.State(**{k: one * v for k, v in known.items()}, draws=np.zeros((press.DRAWS, count)))


@pytest.mark.parametrize(("name", "melt_c", "published"), [("pp", 220, 88), ("ps", 230, 73), ("pom", 205, 184)])
def test_viscosity_at_1000_per_second_is_the_published_one(name, melt_c, published):
    grade = presets.material(name).cross_wlf
    assert float(viscosity_pa_s(grade, 1000, melt_c)) == pytest.approx(published, rel=0.03)


def test_the_slit_drop_agrees_with_the_power_law_solution():
    k, n = 17070.0, 0.348  # Kazmer's ABS at 239 °C
    plain = CrossWlf(
        n=n, tau_star_pa=(k) ** (1 / n) * 1e-9, d1_pa_s=1e12, d2_k=512.15, a1=0, a2_k=51, source=""
    )
    width, gap, length, rate = 0.05, 0.002, 0.1, 2e-5
    shear = (2 + 1 / n) / 3 * 6 * rate / (width * gap**2)
    exact = 2 * length / gap * _power_law_stress(plain, shear)
    found = flow.slit_drop_pa(plain, rate, 239.0, length_m=length, width_m=width, gap_m=gap)
    assert float(found) == pytest.approx(exact, rel=0.15)


def _power_law_stress(grade: CrossWlf, shear: float) -> float:
    return shear * float(viscosity_pa_s(grade, shear, 239.0))


def test_cooling_time_agrees_with_a_numerical_solution_of_the_slab():
    wall, diffusivity, melt, mould, eject = 0.002, 1.033e-7, 230.0, 40.0, 95.0
    cells = 101
    x_step = wall / (cells - 1)
    t_step = 0.4 * x_step**2 / diffusivity
    slab, elapsed = np.full(cells, melt), 0.0
    slab[[0, -1]] = mould
    while slab[cells // 2] > eject:
        slab[1:-1] += diffusivity * t_step / x_step**2 * np.diff(slab, 2)
        elapsed += t_step
    found = cooling.cooling_time_s(wall, diffusivity, melt_c=melt, mould_c=mould, eject_c=eject)
    assert float(found) == pytest.approx(elapsed, rel=0.01)


def test_a_part_cannot_be_ejected_cooler_than_its_mould():
    with pytest.raises(ValueError, match="mould < eject < melt"):
        cooling.cooling_time_s(0.002, 1e-7, melt_c=230, mould_c=100, eject_c=95)


def test_pp_melt_has_the_published_density_and_is_as_stiff_as_its_own_slope():
    assert 1 / float(pvt.specific_volume_m3_kg(PP.tait, 230, 0)) == pytest.approx(738, rel=0.01)
    volume = [float(pvt.specific_volume_m3_kg(PP.tait, 230, p)) for p in (4.99e7, 5e7, 5.01e7)]
    slope = -volume[1] * 2e5 / (volume[2] - volume[0])
    assert float(pvt.bulk_modulus_pa(PP.tait, 230, 5e7)) == pytest.approx(slope, rel=0.001)


def test_the_mould_is_two_thirds_warm_after_four_cycles():
    wall = 30.0
    for _ in range(4):
        wall = float(cooling.wall_start_c(wall, coolant_c=30, settled_rise_c=12, elapsed_s=40, tau_s=160))
    assert wall - 30 == pytest.approx(12 * (1 - np.exp(-1)), rel=1e-6)


EVERY = presets.names()


@pytest.mark.parametrize("name", EVERY)
def test_causes_work_in_the_direction_measured_on_presses(name: str):
    preset = presets.preset(name)
    usual = press.shots(preset, state(preset))

    def change(quantity: str, **cause: float) -> float:
        now = getattr(press.shots(preset, state(preset, **cause)), quantity)
        return float(now[0]) - float(getattr(usual, quantity)[0])

    assert change("transfer_specific_pressure_bar", melt_c=10) < 0
    assert change("transfer_specific_pressure_bar", thin=0.1) > 0
    assert change("injection_time_s", flow_cm3_s=5) < 0
    assert change("transfer_specific_pressure_bar", flow_cm3_s=5) > 0
    assert change("cavity_pressure_maximum_bar", over_fill=-0.04) <= 0, "earlier V/P"
    assert change("transfer_specific_pressure_bar", over_fill=-0.04) < 0
    assert change("cushion_volume_cm3", leak=0.05) < 0, "check ring"
    assert change("cavity_pressure_maximum_bar", leak=0.05) < 0
    assert change("weight_g", leak=0.05) < 0
    assert change("weight_g", hold_bar=60) > 0
    assert change("cavity_pressure_maximum_bar", over_fill=-0.2) < 0, "short shot"
    assert change("weight_g", over_fill=-0.2) < 0


@pytest.mark.parametrize("name", EVERY)
def test_a_preset_is_a_believable_press(name: str):
    preset = presets.preset(name)
    made = press.shots(preset, state(preset))
    value = {field: float(values[0]) for field, values in made._asdict().items()}
    assert 300 < value["transfer_specific_pressure_bar"] < 0.8 * preset.press.max_pressure_bar
    assert 150 < value["cavity_pressure_maximum_bar"] < 1000
    assert 0 < value["cushion_volume_cm3"] < preset.settings.transfer_cm3
    assert value["dosing_time_s"] < preset.settings.cooling_s
    opening_kn = value["cavity_pressure_maximum_bar"] * preset.mould.projected_cm2 * preset.mould.cavities / 100
    assert opening_kn < preset.press.clamp_kn, "it would flash"
    kilos = value["weight_g"] * preset.mould.cavities / 1000
    low, high = {"hydraulic": (0.6, 1.2), "servo-hydraulic": (0.35, 0.75), "electric": (0.2, 1.0)}[
        preset.press.drive
    ]
    assert low < value["energy_shot_kwh"] / kilos < high


@pytest.mark.parametrize("name", EVERY)
def test_a_shots_numbers_are_those_of_its_curves(name: str):
    preset = presets.preset(name)
    made = press.shots(preset, state(preset))
    cycle = curves.cycle_of(preset, made, state(preset))
    t = np.arange(0, cycle.end_s, curves.PERIOD_S)
    told = curves.signals(preset, cycle, t)
    shot = cycle.shot
    assert told["cavity_pressure_bar"].max() == pytest.approx(shot["cavity_pressure_maximum_bar"], rel=0.001)
    at_transfer = np.searchsorted(t, cycle.transfer_s)
    assert told["screw_volume_cm3"][at_transfer] == pytest.approx(shot["transfer_volume_cm3"], rel=0.1)
    assert told["cavity_wall_temperature_c"].max() == pytest.approx(curves.wall_peak_c(preset, cycle), abs=0.05)
    assert told["screw_volume_cm3"].min() == pytest.approx(shot["cushion_volume_cm3"], rel=0.02)
    assert told["injection_pressure_bar"].max() == pytest.approx(
        shot["specific_pressure_maximum_bar"], rel=0.001
    )
    assert told["cavity_pressure_bar"][t < cycle.inject_s].max() == 0, "no melt, no pressure"
    assert told["cavity_pressure_bar"][-1] < 0.1 * shot["cavity_pressure_maximum_bar"]


def test_the_cavity_curve_has_the_phases_of_a_real_one():
    history = packing.CavityHistory(0.7, 0.95, 60, 350, 230, 3.0)
    t = np.arange(0, 10, 0.01)
    bar = packing.cavity_pressure_bar(history, t)
    assert bar[t < 0.7].max() == 0
    assert t[bar.argmax()] == pytest.approx(0.95, abs=0.03)
    assert (np.diff(bar[t > 1.0]) <= 1e-9).all(), "after the peak it only falls"
    assert bar[t > 8].max() < 5
