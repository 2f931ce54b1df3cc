"""What parts are: by pvT or as measured, cavity by cavity."""

import pytest
from cell_runs import STEADY
from hypothesis import given, settings
from hypothesis import strategies as st

from sprue_sim import library
from sprue_sim.data import Preset
from sprue_sim.process.cavities import cavities, flows, pressed, pressures
from sprue_sim.process.cell import running
from sprue_sim.process.conditions import Conditions
from sprue_sim.process.now import conditions
from sprue_sim.process.press import shot
from sprue_sim.process.quality import Part, parts
from sprue_sim.process.world import World

CELLS = library.names("cells")
CAP, CLOSURE = library.preset("kassel-cap"), library.preset("bottle-cap")


def usual(preset: Preset) -> Conditions:
    return conditions(running(preset), World.begin(preset, 1, around=STEADY))


def made(preset: Preset, now: Conditions | None = None, **changed: float) -> tuple[Part, ...]:
    chosen = preset.settings.model_copy(update=changed)
    now = now or usual(preset)
    return parts(preset, chosen, now, shot(pressed(preset, now), chosen, now))


@pytest.mark.parametrize("name", CELLS)
def test_a_cell_at_its_own_settings_makes_good_parts(name: str):
    preset = library.preset(name)
    found = made(preset)
    assert len(found) == sum(share > 0 for share in preset.mould.balance)
    for part in found:
        for size, dimension in zip(part.dimensions_mm, preset.mould.dimensions, strict=True):
            assert size == pytest.approx(dimension.nominal_mm, abs=0.1 * dimension.tolerance_mm)
        assert max(part.severities) < 0.05, part.severities


def test_the_measured_cap_answers_as_it_was_measured():
    before, hotter, earlier = (
        made(CAP)[0],
        made(CAP, usual(CAP)._replace(melt_c=260.0))[0],
        made(CAP, transfer_cm3=14)[0],
    )
    assert before.weight_g == pytest.approx(CAP.mould.part_g)
    assert hotter.weight_g > before.weight_g
    assert earlier.weight_g == pytest.approx(before.weight_g * (1 - 0.0013), rel=1e-3)
    assert earlier.dimensions_mm[0] < before.dimensions_mm[0]


def test_regrind_weighs_what_was_measured_in_all():
    now = usual(CAP)
    ground = now._replace(regrind_pct=100.0, viscosity=CAP.material.regrind.viscosity)
    more = made(CAP, ground)[0].weight_g / made(CAP, now)[0].weight_g - 1
    assert more == pytest.approx(CAP.material.regrind.weight, rel=0.05)


@pytest.mark.parametrize("name", [name for name in CELLS if name != "kassel-cap"])
def test_by_pvt_pressure_adds_weight_and_heat_takes_it(name: str):
    preset = library.preset(name)
    now = usual(preset)
    weights = {
        "usual": made(preset, now)[0].weight_g,
        "held": made(preset, now, hold_bar=1.3 * preset.settings.hold_bar)[0].weight_g,
        "warm": made(preset, now._replace(wall_c=now.wall_c + 15))[0].weight_g,
    }
    assert weights["held"] > weights["usual"] * 1.0005
    assert weights["warm"] < weights["held"]


def test_a_front_that_stops_short_makes_a_light_part():
    short = made(CAP, metered_cm3=20, transfer_cm3=14, hold_bar=20, hold_start_bar=20)[0]
    assert short.weight_g < 0.97 * 8.03
    assert short.severities.short_shot > 0.5


def test_a_blocked_cavity_makes_no_part_and_the_others_are_overpacked():
    now = usual(CLOSURE)
    blocked = now._replace(balance=(0.0, *[1.0] * 7))
    before, after = made(CLOSURE, now), made(CLOSURE, blocked)
    assert [part.cavity for part in after] == list(range(1, 8))
    closed = shot(pressed(CLOSURE, blocked), CLOSURE.settings, blocked)
    assert closed.cavity_peak_bar > 1.2 * shot(CLOSURE, CLOSURE.settings, now).cavity_peak_bar
    assert after[0].weight_g > before[1].weight_g
    with pytest.raises(ValueError, match="every cavity is blocked"):
        pressed(CLOSURE, now._replace(balance=(0.0,) * 8))


def test_a_cold_tip_lets_one_cavity_stay_short_and_the_rest_take_its_melt():
    now = usual(CLOSURE)._replace(balance=(0.3, *[1.0] * 7))
    found = made(CLOSURE, now)
    assert found[0].severities.short_shot > 0.9
    assert found[0].weight_g < 0.8 * found[1].weight_g
    assert max(part.severities.short_shot for part in found[1:]) < 0.05


@given(tips=st.lists(st.floats(0.55, 1.4), min_size=8, max_size=8))
@settings(max_examples=25, deadline=None)
def test_who_gets_more_flow_fills_first_and_is_packed_harder(tips: list[float]):
    now = usual(CLOSURE)._replace(balance=tuple(tips))
    found = cavities(CLOSURE, now, shot(CLOSURE, CLOSURE.settings, now))
    ranked = sorted(found, key=lambda one: one.flow)
    assert [one.pressure for one in ranked] == sorted(one.pressure for one in ranked)
    assert [one.delay_s for one in ranked] == sorted((one.delay_s for one in ranked), reverse=True)
    assert sum(flows(CLOSURE, now).values()) == pytest.approx(8)


def test_curves_get_a_factor_and_a_delay_for_every_cavity():
    now = usual(CLOSURE)._replace(balance=(0.0, *[1.0] * 7))
    drawn = pressures(CLOSURE, now, shot(pressed(CLOSURE, now), CLOSURE.settings, now))
    assert drawn[0] == (0.0, 0.0)
    assert len(drawn) == 8
    assert all(0.9 < factor < 1.1 and abs(delay) < 0.1 for factor, delay in drawn[1:])


@pytest.mark.parametrize(
    ("field", "value", "defect"),
    [
        ("moisture_pct", 0.3, "splay"),
        ("gap_um", 60.0, "flash"),
        ("degraded", 0.08, "black_specks"),
        ("mixing", 0.4, "colour_streak"),
        ("colour", 0.4, "colour_streak"),
        ("wall_delta_c", 18.0, "warpage"),
        ("vent_open", 0.1, "burn"),
        ("dew_c", 70.0, "splay"),
    ],
)
def test_each_condition_makes_its_own_defect(field: str, value: float, defect: str):
    now = usual(CAP)
    before = getattr(made(CAP, now)[0].severities, defect)
    assert getattr(made(CAP, now._replace(**{field: value}))[0].severities, defect) > before + 0.3


def test_flash_weighs():
    now = usual(CAP)
    assert made(CAP, now._replace(gap_um=60.0))[0].weight_g > made(CAP, now)[0].weight_g * 1.001


def test_blocked_vents_leave_the_pressure_and_burn():
    now = usual(CAP)
    open_vents, shut = (shot(CAP, CAP.settings, now._replace(vent_open=share)) for share in (1.0, 0.05))
    assert shut.peak_bar == pytest.approx(open_vents.peak_bar, rel=0.02)
    assert made(CAP, now._replace(vent_open=0.05))[0].severities.burn > 0.5
