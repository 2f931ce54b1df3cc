"""After a gauge no longer held, what was learnt before counts only if it holds for the parts since."""

import numpy as np
import pytest
from sklearn.ensemble import ExtraTreesRegressor, GradientBoostingRegressor

from sprue_server.gauge import growing, smooth
from sprue_server.gauging.jobs import LearnJob
from sprue_server.gauging.teaching import teach

BEFORE, SINCE = 60, 50


@pytest.fixture(autouse=True)
def few_trees(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smooth, "FORMS", smooth.FORMS[::8])
    monkeypatch.setattr(growing, "ExtraTreesRegressor", lambda _n, **told: ExtraTreesRegressor(4, **told))
    boosted = GradientBoostingRegressor
    monkeypatch.setattr(
        growing, "GradientBoostingRegressor", lambda **told: boosted(**told | {"n_estimators": 10})
    )


def job(heavier_g: float, settings: int = 1) -> LearnJob:
    """Parts that follow the pressure; since the doubt all of them are heavier, which nothing shows."""
    random = np.random.default_rng(1)
    bar = random.uniform(700, 900, BEFORE + SINCE)
    grams = 8 + (bar - 800) / 1000 + 0.004 * random.standard_normal(bar.size)
    grams[BEFORE:] += heavier_g
    told = [
        {"fill_transfer_bar": one, "injection_time_s": 0.8 + 0.01 * random.standard_normal()}
        | {"set_hold_pressure_bar": 500.0 + at // 10 % settings}
        for at, one in enumerate(bar.tolist())
    ]
    why = [None] * len(told)
    return LearnJob(quantity="weight_g", level="D", told=told, why=why, measured=grams.tolist(), doubt=BEFORE)


def test_a_false_alarm_costs_nothing_that_was_learnt():
    told = teach(job(0.0)).learnt
    assert (told.begun, len(told.places)) == (0, BEFORE + SINCE)


def test_what_no_sensor_shows_makes_what_was_learnt_before_worthless():
    told = teach(job(0.08)).learnt
    assert (told.begun, told.places[0], len(told.places)) == (BEFORE, BEFORE, SINCE)
    assert told.scores["left_out"].r2 > 0.8
    assert (told.settings, set(told.scores)) == (1, {"left_out", "in_time"})


@pytest.mark.parametrize(("settings", "more"), [(2, set()), (3, {"by_setting", "random"})])
def test_a_setting_left_out_is_told_where_three_were_measured_and_no_fewer(settings: int, more: set[str]):
    asked = job(0.0, settings=settings)
    told = teach(asked.model_copy(update={"doubt": None})).learnt
    assert (told.settings, set(told.scores)) == (settings, {"left_out", "in_time"} | more)
