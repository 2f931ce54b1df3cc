"""Viscosity, flow, cooling and room of a melt against independent numbers."""

import numpy as np
import pytest

from sprue_sim import library
from sprue_sim.physics import cooling, flow, pvt
from sprue_sim.physics.viscosity import CrossWlf, local_power, viscosity_pa_s, zero_shear_pa_s

PP = library.material("pp-homo")
MATERIALS = library.names("materials")


@pytest.mark.parametrize(
    ("name", "melt_c", "published"),
    [("pp-homo", 220, 88), ("ps-gp", 230, 73), ("pom-copo", 205, 184), ("pa66", 290, 105)],
)
def test_viscosity_at_1000_per_second_is_the_published_one(name: str, melt_c: float, published: float):
    grade = library.material(name).cross_wlf
    assert float(viscosity_pa_s(grade, 1000.0, float(melt_c))) == pytest.approx(published, rel=0.05)


@pytest.mark.parametrize("name", MATERIALS)
def test_every_melt_thins_with_shear_and_with_heat(name: str):
    grade, usual = library.material(name).cross_wlf, float(sum(library.material(name).melt_c) / 2)
    shears = np.geomspace(10, 1e5, 50)
    assert (np.diff(viscosity_pa_s(grade, shears, np.full(50, usual))) < 0).all()
    assert (np.diff(viscosity_pa_s(grade, 1000.0, usual + np.linspace(-30, 30, 50))) < 0).all()
    assert float(viscosity_pa_s(grade, 1e-6, usual)) == pytest.approx(zero_shear_pa_s(grade, usual), rel=0.02)


@pytest.mark.parametrize("name", MATERIALS)
def test_the_local_power_is_the_slope_of_stress_over_shear(name: str):
    grade, usual = library.material(name).cross_wlf, float(sum(library.material(name).melt_c) / 2)
    for shear in (30.0, 1000.0, 30_000.0):
        below, above = (s * viscosity_pa_s(grade, s, usual) for s in (shear / 1.001, shear * 1.001))
        slope = np.log(above / below) / np.log(1.001**2)
        assert local_power(grade, shear, usual) == pytest.approx(slope, rel=1e-3)
        assert grade.n < slope < 1


def power_law(k: float, n: float) -> CrossWlf:
    """A grade that is a power law at all shears that matter here."""
    tau = (k / 1e12**n) ** (1 / (1 - n))
    return CrossWlf(n=n, tau_star_pa=tau, d1_pa_s=1e12, d2_k=512.15, a1=0, a2_k=51, source="")


def test_the_drop_along_a_slit_is_that_of_the_power_law():
    k, n = 17070.0, 0.348  # an ABS at 239 °C, Kazmer
    width, gap, length, rate = 0.05, 0.002, 0.1, 2e-5
    wall = (2 + 1 / n) / 3 * 6 * rate / (width * gap**2)
    exact = 2 * length / gap * k * wall**n
    found = flow.slit_drop_pa(power_law(k, n), rate, 239.0, length_m=length, width_m=width, gap_m=gap)
    assert float(found) == pytest.approx(exact, rel=0.15)


def test_the_drop_along_a_tube_is_that_of_the_power_law():
    k, n = 17070.0, 0.348
    radius, length, rate = 0.0015, 0.1, 2e-5
    wall = (3 + 1 / n) / 4 * 4 * rate / (np.pi * radius**3)
    exact = 2 * length / radius * k * wall**n
    found = flow.tube_drop_pa(power_law(k, n), rate, 239.0, length_m=length, radius_m=radius)
    assert float(found) == pytest.approx(exact, rel=0.15)


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
    assert 1 / float(pvt.specific_volume_m3_kg(PP.tait, 230.0, 0.0)) == pytest.approx(738, rel=0.01)
    volume = [float(pvt.specific_volume_m3_kg(PP.tait, 230.0, p)) for p in (4.99e7, 5e7, 5.01e7)]
    slope = -volume[1] * 2e5 / (volume[2] - volume[0])
    assert float(pvt.bulk_modulus_pa(PP.tait, 230.0, 5e7)) == pytest.approx(slope, rel=0.001)
