"""A shot in numbers: the same from whatever recorder, silent about what was not measured or was broken off."""

from dataclasses import replace
from math import isfinite

import numpy as np
import pytest

from sprue_contract.quantities import QUANTITIES
from sprue_server.fingerprint import FEATURES, Cycle, Level, interrupted, read
from sprue_server.fingerprint.interruption import REASONS
from sprue_server.fingerprint.reading import GROUPS
from sprue_server.golden import Signal

FILL_S, HOLD_S, FLOW, START, TRANSFER = 0.5, 3.0, 20.0, 20.0, 10.0
ENDS_S = 12.0


def shape(t: np.ndarray) -> dict[str, np.ndarray]:
    """A made-up shot: filled at 20 cm³/s in 0.5 s, held at 500 bar for 3 s, recovered from 4 s to 6 s."""
    filling, holding = (t >= 0.1) & (t < 0.6), (t >= 0.6) & (t < 3.6)
    screw = np.interp(t, [0.1, 0.6, 3.6, 4.0, 6.0], [20, 10, 9, 9, 20])
    pressure = np.interp(t, [0.1, 0.6, 0.61, 3.6, 3.61], [0, 1000, 500, 500, 0])
    cavity = np.interp(t, [0.55, 0.7, 2.1, 3.1, 5.1], [0, 700, 560, 60, 0])
    wall = np.interp(t, [0.55, 0.65, 1.1, 11.1], [50, 80, 100, 50])
    return {
        "screw_volume_cm3": screw,
        "flow_cm3_s": np.where(filling, FLOW, np.where(holding, 1 / 3, 0.0)),
        "injection_pressure_bar": pressure,
        "injection_pressure_set_bar": np.where(t < 0.6, 2000.0, np.where(t < 3.6, 500.0, 0.0)),
        "cavity_pressure_bar": cavity,
        "cavity_wall_temperature_c": wall,
    }


def made(period_s: float = 0.02, *, ends_s: float = ENDS_S, without: tuple[str, ...] = ()) -> Cycle:
    t = np.arange(0, ends_s, period_s)
    curves = {
        name: Signal(name, QUANTITIES[name].unit, 0.0, period_s, values)
        for name, values in shape(t).items()
        if name not in without
    }
    values = {"transfer_volume_cm3": 10.0, "injection_time_s": 0.5, "transfer_specific_pressure_bar": 1000.0}
    return Cycle(values, {"set_hold_time_s": HOLD_S}, curves)


def swapped(cycle: Cycle, name: str, values: np.ndarray) -> Cycle:
    return replace(cycle, curves={**cycle.curves, name: cycle.curves[name]._replace(values=values)})


KNOWN = {
    "fill_time_s": 0.49 - 0.5 * (0.02 * 1.1 - 0.02),  # from 2 % of the whole travel of 11 cm³
    "fill_volume_cm3": 10.0,
    "fill_flow_cm3_s": 20.0,
    "fill_transfer_bar": 1000.0,
    "fill_pressure_25_bar": 250.0,
    "fill_pressure_50_bar": 500.0,
    "fill_pressure_95_bar": 950.0,
    "fill_late_rise_bar": 200.0,
    "fill_work_j": 500.0,
    "fill_integral_bar_s": 249.9,
    "effective_viscosity_bar_s": 500.0,
    "hold_time_s": 3.0,
    "hold_mean_bar": 500.0,
    "hold_travel_cm3": 1.0,
    "hold_cushion_cm3": 9.0,
    "recovery_time_s": 2.0,
    "metered_cm3": 20.0,
    "cavity_peak_bar": 700.0,
    "cavity_arrival_after_transfer_s": -0.05 + 0.05 * 0.15,
    "cavity_peak_after_transfer_s": 0.1,
    "cavity_integral_500ms_1000ms_bar_s": 315.0,
    "cavity_at_500ms_bar": 660.0,
    "cavity_decay_bar_s": 280 / 1.12,
    "cavity_wall_start_c": 50.0,
    "cavity_wall_peak_c": 100.0,
    "cavity_wall_contact_after_transfer_s": -0.04,
    "cavity_wall_at_1000ms_c": 97.5,
}


@pytest.mark.parametrize("period_s", [0.01, 0.02, 0.05])
def test_features_are_the_shapes_whatever_the_period(period_s: float):
    told = read(made(period_s))
    for name, value in KNOWN.items():
        near = 0.02 if period_s < 0.05 else 0.06
        assert told[name] == pytest.approx(value, rel=near, abs=near * 0.5), name


def test_every_feature_says_unit_level_and_meaning_and_none_is_told_twice():
    assert len(FEATURES) == sum(len(group.FEATURES) for group in GROUPS) > 80
    ends = {
        "bar": "_bar",
        "s": "_s",
        "cm³": "_cm3",
        "°C": "_c",
        "bar s": "_bar_s",
        "J": "_j",
        "cm³/s": "_cm3_s",
    }
    for name, one in FEATURES.items():
        assert one.meaning, name
        if name not in QUANTITIES:
            assert name.endswith(ends.get(one.unit, name)), name
    assert {one.level for one in FEATURES.values()} == set(Level)


def test_only_known_names_and_finite_numbers_come_out():
    cycle = made()
    holes = swapped(cycle, "cavity_pressure_bar", np.full(600, np.nan))
    odd = replace(holes, values={**cycle.values, "dosing_time_s": float("nan"), "cycle_time_s": float("inf")})
    told = read(odd)
    assert set(told) <= set(FEATURES)
    assert all(isfinite(value) for value in told.values())
    assert not any(name.startswith("cavity_") and "wall" not in name for name in told)
    assert "dosing_time_s" not in told
    assert "cycle_time_s" not in told


@pytest.mark.parametrize("name", sorted(shape(np.zeros(1))))
def test_a_missing_signal_silences_only_what_needs_it(name: str):
    whole, told = read(made()), read(made(without=(name,)))
    assert told
    assert set(told) <= set(whole)
    for feature in ("fill_time_s", "cavity_peak_after_transfer_s", "hold_time_s"):
        if feature in told:
            assert told[feature] == pytest.approx(whole[feature], abs=0.05), feature


def test_without_curves_only_the_machines_values_are_told():
    told = read(Cycle({"injection_time_s": 0.5, "cavity_pressure_maximum_bar": 400.0}))
    assert told == {"injection_time_s": 0.5, "cavity_peak_bar": 400.0}
    assert read(Cycle()) == {}


def test_padding_and_short_gaps_change_nothing():
    cycle = made()
    values = cycle.curves["cavity_pressure_bar"].values
    padded = np.concatenate((values, np.full(300, np.nan)))
    padded[[5, 200, 201]] = np.nan
    told = read(swapped(cycle, "cavity_pressure_bar", padded))
    for name, value in read(cycle).items():
        assert told[name] == pytest.approx(value, rel=1e-3, abs=1e-3), name


def test_a_long_gap_is_not_bridged():
    cycle = made()
    values = cycle.curves["cavity_pressure_bar"].values.copy()
    values[30:60] = np.nan
    told = read(swapped(cycle, "cavity_pressure_bar", values))
    assert "cavity_peak_bar" not in told
    assert "cavity_wall_peak_c" in told


def test_the_moment_at_which_recording_begins_is_no_feature():
    cycle = made()
    later = replace(cycle, curves={name: one._replace(start_s=7.0) for name, one in cycle.curves.items()})
    before, after = read(cycle), read(later)
    assert before.keys() == after.keys()
    for name, value in before.items():
        assert after[name] == pytest.approx(value, abs=1e-6), name


@pytest.mark.parametrize(
    ("cycle", "why"),
    [
        (replace(made(), values={"injection_time_s": 0.0}), "no_injection_time"),
        (replace(made(), values={"cavity_pressure_maximum_bar": 3.0}, curves={}), "cavity_empty"),
        (swapped(made(), "cavity_pressure_bar", np.full(600, 2.0)), "cavity_empty"),
        (swapped(made(), "screw_volume_cm3", np.full(600, 20.0)), "no_injection"),
        (made(ends_s=0.4, without=("cavity_pressure_bar",)), "broken_off"),
        (made(ends_s=2.0), "broken_off"),
        (made(ends_s=0.4, without=("screw_volume_cm3", "flow_cm3_s", "cavity_pressure_bar")), "broken_off"),
    ],
)
def test_an_interrupted_cycle_says_why_and_has_no_numbers(cycle: Cycle, why: str):
    assert interrupted(cycle) == why
    assert why in REASONS
    assert read(cycle) == {}


def test_a_whole_cycle_is_not_interrupted():
    assert interrupted(made()) is None
    assert interrupted(Cycle({"injection_time_s": 0.4})) is None


def test_a_recording_that_ends_after_hold_tells_of_filling_and_hold_only():
    told = read(made(ends_s=3.8))
    assert told["hold_time_s"] == pytest.approx(3.0, abs=0.03)
    assert "recovery_time_s" not in told


def test_gate_seal_is_told_only_by_a_sensor_near_the_gate():
    assert "cavity_gate_seal_s" not in read(made())
    told = read(made(), sensor_near_gate=True)
    assert told["cavity_gate_seal_s"] == pytest.approx(1.5, abs=0.05)


def test_a_pressure_that_falls_evenly_has_no_gate_seal():
    t = np.arange(0, ENDS_S, 0.02)
    even = swapped(made(), "cavity_pressure_bar", np.interp(t, [0.55, 0.7, 5.1], [0, 700, 0]))
    assert "cavity_gate_seal_s" not in read(even, sensor_near_gate=True)
