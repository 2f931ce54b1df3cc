"""Filling and packing against an independent integration, its limits, and what must hold at every step."""

from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from sprue_sim import library
from sprue_sim.physics import filling, injection
from sprue_sim.physics.filling import HAND_OVER, Feed, Hold, Screw, held_bar
from sprue_sim.physics.injection import Injection, Melt, inject
from sprue_sim.physics.ops import ARRAY, SCALAR
from sprue_sim.process import press
from sprue_sim.process.conditions import neutral

CELLS = ["kassel-cap", "bottle-cap", "lamp-lens"]
STEPPED = {"kassel-cap": 0.025}  # what steps of 2 ms cost; the cap's packing was fitted with them
USUAL = 0.01


class Case(NamedTuple):
    feed: Feed
    screw: Screw
    melt: Melt

    def run(self) -> Injection:
        return inject(*self)

    def but(self, **changes: object) -> "Case":
        return Case(
            *(part._replace(**{k: v for k, v in changes.items() if k in part._fields}) for part in self)
        )


def plain(**changes: object) -> Case:
    """A part of 20 cm3, round numbers: 0.5 s to fill, 600 bar to do it."""
    feed = Feed(
        flow_cm3_s=40.0,
        feed_bar=350.0,
        plate_bar=250.0,
        flow_power=0.4,
        rise_share=0.15,
        main_cm3=18.0,
        end_cm3=2.0,
        end_bar=420.0,
        end_power=1.2,
        relief=0.45,
        gate_s=3.0,
        gate_power=0.3,
        touch_cm3=0.1,
    )
    hold = Hold(start_bar=500.0, level_bar=400.0, level_s=4.0, end_s=0.5)
    screw = Screw(
        stroke_cm3=21.2,
        bottom_cm3=30.0,
        limit_bar=2000.0,
        melt_cm3_bar=0.003,
        hold=hold,
        slip=0.0,
        delay_s=0.03,
        overshoot=0.3,
        overshoot_s=0.02,
        lag_s=0.012,
    )
    melt = Melt(cavity_cm3_bar=0.0015, excess_c=180.0, expansion_1_k=9e-4, cool_s=4.0)
    return Case(feed, screw, melt).but(**changes)


def cell(name: str) -> Case:
    preset = library.preset(name)
    now = neutral(float(preset.settings.nozzle_c), preset.settings.mould_c + 8.0)
    feed = press.feed_of(preset, preset.settings, now)
    return Case(feed, press.screw_of(preset, preset.settings, now), press.melt_of(preset, now, feed))


CASES = {"plain": plain(), "leaky": plain(slip=0.03, flow_power=0.6), **{name: cell(name) for name in CELLS}}
every_case = pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())


class Balance:
    """The same balance, written a second time for an integrator that chooses its own steps."""

    def __init__(self, case: Case, gate_at_s: float) -> None:
        self.feed, self.screw, self.melt, self.gate_at_s = *case, gate_at_s

    def cavity_bar(self, inside: float, since_s: float) -> float:
        feed, melt = self.feed, self.melt
        colder = melt.excess_c * (1 - np.exp(-(since_s + 0.05) / melt.cool_s))
        free = inside * (1 - melt.expansion_1_k * colder) - (feed.main_cm3 + feed.end_cm3)
        return np.logaddexp(0.0, free / feed.touch_cm3) * feed.touch_cm3 / melt.cavity_cm3_bar

    def inflow(self, t: float, inside: float, nozzle: float, since_s: float) -> float:
        feed = self.feed
        front = min(max((inside / feed.main_cm3 - feed.rise_share) / (1 - feed.rise_share), 0), 1)
        last = min(max((inside - feed.main_cm3) / feed.end_cm3, 0), 1)
        loss = (feed.feed_bar + feed.plate_bar * front) * (1 - last + feed.relief * last)
        loss += feed.end_bar * last**feed.end_power
        frozen = max(1 - (t - self.gate_at_s) / feed.gate_s, 1e-3)
        drive = nozzle - self.cavity_bar(inside, since_s)
        strain = abs(drive) / loss * frozen**feed.gate_power
        return np.sign(drive) * min(strain ** (1 / feed.flow_power), 4.0) * feed.flow_cm3_s

    def filling(self, t: float, y: np.ndarray) -> list[float]:
        inside, pushed = y
        nozzle = (pushed * (1 - self.screw.slip) - inside) / self.screw.melt_cm3_bar
        return [self.inflow(t, inside, nozzle, 0.0), self.feed.flow_cm3_s]

    def holding(self, t: float, y: np.ndarray, transfer_s: float) -> list[float]:
        inside, nozzle = y
        since = t - transfer_s
        goal = float(held_bar(self.screw.hold, since, SCALAR))
        return [self.inflow(t, inside, nozzle, since), (goal - nozzle) / self.screw.lag_s]


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.8])
def test_a_change_over_in_the_midst_of_the_fill_leaves_the_mould_that_short(share: float):
    case = plain(hold=Hold(start_bar=10.0, level_bar=10.0, level_s=0.1, end_s=0.1), stroke_cm3=share * 20)
    made, feed = case.run(), case.feed
    reached = made.traces.pushed_cm3.searchsorted(case.screw.stroke_cm3)
    inside, bar = made.traces.inside_cm3[reached], made.traces.nozzle_bar[reached]
    filled = inside / feed.main_cm3
    front = max(filled - feed.rise_share, 0.0) / (1 - feed.rise_share)
    expected = feed.feed_bar * min(filled / feed.rise_share, 1.0) + feed.plate_bar * front
    assert made.transfer_bar == pytest.approx(expected, rel=0.06)  # and what the gate has frozen meanwhile
    assert bar == pytest.approx(made.transfer_bar, rel=0.02)
    pressed = case.screw.melt_cm3_bar * made.transfer_bar  # of what was pushed, still before the screw
    assert case.screw.stroke_cm3 - pressed < made.inside_cm3 < case.screw.stroke_cm3 + 0.3
    assert made.cavity_peak_bar < 1.0


@every_case
def test_it_agrees_with_an_independent_integration(case: Case):
    made, start = case.run(), injection.fill(case.feed, case.screw)
    t0, _, _, inside, pushed = (float(part[-1]) for part in start)
    fed_s = (HAND_OVER - case.feed.rise_share) * case.feed.main_cm3 / case.feed.flow_cm3_s
    balance = Balance(case, t0 - fed_s)
    exact = {"rtol": 1e-7, "atol": 1e-7, "max_step": 0.01}
    full_s = t0 + (case.screw.stroke_cm3 - pushed) / case.feed.flow_cm3_s
    fill = solve_ivp(balance.filling, (t0, full_s), [inside, pushed], method="LSODA", **exact)
    inside, pushed = fill.y[:, -1]
    nozzle = (pushed * (1 - case.screw.slip) - inside) / case.screw.melt_cm3_bar
    assert made.transfer_s == pytest.approx(full_s, abs=1e-3)
    assert made.transfer_bar == pytest.approx(nozzle, rel=0.02)
    seal_s = t0 - fed_s + case.feed.gate_s
    hold = solve_ivp(
        balance.holding, (full_s, seal_s), [inside, nozzle], method="LSODA", args=(full_s,), **exact
    )
    cavity = [balance.cavity_bar(y[0], t - full_s) for t, y in zip(hold.t, hold.y.T, strict=True)]
    assert made.cavity_peak_bar == pytest.approx(max(cavity), rel=0.025)
    assert made.inside_cm3 == pytest.approx(hold.y[0, -1], rel=0.003)
    last_step = (hold.t > seal_s - 2 * injection.LONGEST_S).nonzero()[0]
    assert 0.98 * cavity[-1] < made.sealed_bar < 1.02 * cavity[last_step[0]]


def test_without_a_compressible_melt_what_is_pushed_is_what_is_filled():
    case = plain(melt_cm3_bar=0.0, delay_s=0.0, overshoot=0.0)
    traces = injection.fill(case.feed, case.screw)
    assert traces.pushed_cm3 == pytest.approx(traces.inside_cm3)
    assert traces.t_s == pytest.approx(traces.inside_cm3 / case.feed.flow_cm3_s, abs=1e-6)


def test_the_pressure_of_a_steady_fill_is_the_loss_up_to_the_front():
    case = plain(flow_power=1.0, gate_s=1e6)
    traces = injection.fill(case.feed, case.screw)
    front = np.interp(traces.inside_cm3 / case.feed.main_cm3, [0.15, 1.0], [0, 1])
    wet = traces.inside_cm3 > 0.15 * case.feed.main_cm3
    assert traces.nozzle_bar[wet] == pytest.approx((350 + 250 * front)[wet])


def test_dead_time_and_overshoot_move_the_fill_and_leave_its_pressures():
    slow, quick = plain(delay_s=0.05, overshoot=0.0).run(), plain(delay_s=0.0, overshoot=0.5).run()
    lead_s = 0.05 + 0.5 * 0.02
    assert slow.transfer_s - quick.transfer_s == pytest.approx(lead_s, abs=1e-3)
    assert slow.transfer_bar == pytest.approx(quick.transfer_bar, rel=0.01)


@every_case
def test_at_every_step_what_is_pushed_is_inside_or_compressed_or_has_slipped(case: Case):
    traces = case.run().traces
    kept = traces.pushed_cm3 * (1 - case.screw.slip)
    assert kept == pytest.approx(traces.inside_cm3 + case.screw.melt_cm3_bar * traces.nozzle_bar)
    assert (np.diff(traces.t_s) >= 0).all()
    assert all(np.isfinite(part).all() for part in traces)


@every_case
def test_the_last_of_the_fill_is_stepped_five_hundred_times_a_second(case: Case):
    made, before = case.run(), injection.fill(case.feed, case.screw)
    stepped = made.traces.t_s[(made.traces.t_s >= before.t_s[-1]) & (made.traces.t_s <= made.transfer_s)]
    assert len(stepped) > 3
    assert np.diff(stepped).max() <= 1 / 500 + 1e-9


@pytest.mark.parametrize("name", ["plain", *CELLS])
def test_finer_steps_hardly_change_a_peak(name: str, monkeypatch: pytest.MonkeyPatch):
    usual = CASES[name].run()
    monkeypatch.setattr(injection, "STEP_S", injection.STEP_S / 4)
    monkeypatch.setattr(injection, "GROWTH", 1.02)
    fine = CASES[name].run()
    for field in ("peak_bar", "cavity_peak_bar", "transfer_bar"):
        near = pytest.approx(getattr(fine, field), rel=STEPPED.get(name, USUAL))
        assert getattr(usual, field) == near, field


def test_a_pressure_limit_holds_the_flow_back_and_the_fill_takes_longer():
    free, limited = plain().run(), plain(limit_bar=450.0).run()
    assert free.peak_bar > 500
    assert limited.peak_bar == pytest.approx(450, abs=1e-6)
    assert limited.transfer_s > 1.1 * free.transfer_s
    assert limited.traces.nozzle_bar[limited.traces.t_s <= limited.transfer_s].max() <= 450 + 1e-6


def test_a_stroke_that_is_never_reached_ends_by_time():
    stuck = plain(limit_bar=60.0, hold=Hold(60.0, 60.0, 4.0, 0.5)).run()
    assert stuck.by_time
    assert stuck.inside_cm3 < 20
    assert stuck.cavity_peak_bar < 1
    assert not plain().run().by_time


def test_a_stroke_beyond_a_full_cavity_runs_into_the_limit_and_ends_by_time():
    rammed = plain(stroke_cm3=40.0).run()
    assert rammed.by_time
    assert rammed.peak_bar == pytest.approx(2000)
    patience_s = filling.PATIENCE * 40.0 / 40.0
    assert rammed.transfer_s == pytest.approx(patience_s + 0.03, abs=0.003)


def test_hold_falls_from_its_start_to_its_level_and_then_to_nothing():
    hold = Hold(start_bar=500.0, level_bar=400.0, level_s=4.0, end_s=0.5)
    at = np.array([0.0, 2.0, 4.0, 4.25, 4.5, 9.0])
    assert held_bar(hold, at, ARRAY) == pytest.approx([500, 450, 400, 200, 0, 0])
    assert [held_bar(hold, float(t), SCALAR) for t in at] == pytest.approx([500, 450, 400, 200, 0, 0])
    at_once = hold._replace(end_s=0.0)
    assert held_bar(at_once, 4.1, SCALAR) == 0


def test_the_screw_follows_the_hold_that_is_set():
    made = plain().run()
    since = made.traces.t_s - made.transfer_s
    settled = (since > 0.2) & (since < 3)
    hold = plain().screw.hold
    assert made.traces.nozzle_bar[settled] == pytest.approx(held_bar(hold, since[settled], ARRAY), abs=2.0)


@every_case
def test_nothing_flows_once_the_gate_has_sealed(case: Case):
    late = case.but(hold=case.screw.hold._replace(level_s=case.feed.gate_s + 5))
    made = late.but(gate_s=late.feed.gate_s).run()
    after = made.traces.t_s > made.sealed_s + 0.05
    assert np.ptp(made.traces.inside_cm3[after]) == 0 if after.any() else True
    assert made.sealed_s == pytest.approx(made.traces.t_s[-1], abs=injection.LONGEST_S + 1e-6)


def test_hold_that_ends_before_the_seal_lets_melt_flow_back():
    long, short = plain().run(), plain(hold=Hold(500.0, 400.0, 0.6, 0.1)).run()
    assert short.inside_cm3 < long.inside_cm3 - 0.2
    assert short.traces.inside_cm3.max() > short.inside_cm3 + 0.1
    assert short.sealed_bar < long.sealed_bar


def later_and_later(case: Case) -> list[float]:
    strokes = [case.screw.stroke_cm3 * share for share in (0.985, 1.0, 1.015, 1.04)]
    return [float(case.but(stroke_cm3=stroke).run().cavity_peak_bar) for stroke in strokes]


@pytest.mark.parametrize("name", ["plain", "leaky", "kassel-cap"])
def test_a_later_change_over_presses_harder(name: str):
    peaks = later_and_later(CASES[name])
    assert peaks == sorted(peaks)
    assert peaks[-1] > peaks[0]


@pytest.mark.parametrize("name", ["bottle-cap", "lamp-lens"])
def test_where_hold_packs_change_over_hardly_counts_until_it_is_too_late(name: str):
    peaks = later_and_later(CASES[name])
    assert peaks[:3] == pytest.approx([peaks[1]] * 3, rel=0.01)
    assert peaks[3] > 0.99 * max(peaks[:3])


def test_many_shots_at_once_are_what_each_is_alone():
    alone = [plain(feed_bar=300.0 + 40 * i, slip=0.01 * i, excess_c=150.0 + 20 * i) for i in range(4)]
    arrays = [
        type(part)(*(_stacked([getattr(one[k], f) for one in alone]) for f in part._fields))
        for k, part in enumerate(alone[0])
    ]
    many = inject(*arrays)
    for index, one in enumerate(alone):
        single, made = one.run(), press.single(many, index)
        for field in set(Injection._fields) - {"traces"}:
            assert getattr(made, field) == pytest.approx(getattr(single, field), rel=1e-9), field


def _stacked(values: list) -> object:
    if isinstance(values[0], tuple):
        return type(values[0])(*(_stacked(list(column)) for column in zip(*values, strict=True)))
    return values[0] if len(set(values)) == 1 and len(values) == 1 else np.array(values)


@given(
    feed_bar=st.floats(50, 900),
    plate_bar=st.floats(20, 900),
    flow_power=st.floats(0.25, 1.0),
    gate_s=st.floats(0.8, 6),
    slip=st.floats(0, 0.3),
    limit_bar=st.floats(300, 2500),
    stroke_cm3=st.floats(15, 30),
)
@settings(max_examples=40, deadline=None)
def test_whatever_is_set_the_books_balance(**changes: float):
    case = plain(**changes)
    made = case.run()
    traces = made.traces
    kept = traces.pushed_cm3 * (1 - case.screw.slip)
    assert kept == pytest.approx(traces.inside_cm3 + case.screw.melt_cm3_bar * traces.nozzle_bar)
    assert made.peak_bar <= case.screw.limit_bar + 1e-6
    assert made.cavity_peak_bar <= max(traces.nozzle_bar) + 1e-6, "a cavity is never above what pushes"
    assert made.inside_cm3 >= 0
    assert np.isfinite(traces).all()


def test_a_screw_at_the_bottom_holds_nothing():
    short, free = plain(bottom_cm3=21.7).run(), plain(bottom_cm3=30.0).run()
    assert free.furthest_cm3 > 22, "with enough melt it goes on"
    assert short.traces.pushed_cm3.max() <= 21.7 + 1e-6
    assert short.sealed_bar < 0.5 * free.sealed_bar


def test_a_fill_held_back_by_the_pressure_limit_is_changed_over_by_time_in_its_midst():
    slow = plain(limit_bar=120.0, hold=Hold(start_bar=100.0, level_bar=80.0, level_s=4.0, end_s=0.5))
    held = slow.run()
    assert held.by_time
    assert held.transfer_s == pytest.approx(filling.latest_s(slow.feed, slow.screw), abs=0.35)
    assert held.inside_cm3 < 0.9 * plain().run().inside_cm3, "a short shot"
    assert (np.diff(held.traces.t_s) >= 0).all()
