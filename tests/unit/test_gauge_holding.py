"""Measured parts say whether a gauge still holds: seldom wrongly, soon when it does not."""

import numpy as np
import pytest

from sprue_server.gauging import holding as module
from sprue_server.gauging.holding import NEEDS, holding, lasting, needed, worth

HALF = 1.645  # standard deviations: nine of ten


def parts_off(errors: np.ndarray) -> list[module.Tested]:
    return [module.Tested(at, 8.0 + float(error), 8.0, HALF) for at, error in enumerate(errors)]


def false_alarms(lasts: float, parts: int = 40_000) -> int:
    """Looks after each of so many measured parts, as the desk does; an alarm begins anew."""
    random = np.random.default_rng(2)
    errors = random.standard_normal(parts)
    for at in range(1, parts):
        errors[at] = lasts * errors[at - 1] + np.sqrt(1 - lasts**2) * errors[at]
    told, began, alarms = parts_off(errors), 0, 0
    for at in range(1, parts, 20):
        if holding(told[max(began, at - 400) : at], lasts).verdict in {"coverage", "off"}:
            alarms, began = alarms + 1, at
    return alarms


@pytest.mark.parametrize("lasts", [0.0, 0.6])
def test_a_gauge_that_holds_is_seldom_called(lasts: float):
    assert false_alarms(lasts) <= 4


@pytest.mark.parametrize(("shift", "wider", "within"), [(2.0, 1.0, 12), (0.0, 3.0, 25)])
def test_one_that_does_not_is_called_soon_with_its_beginning(shift: float, wider: float, within: int):
    random = np.random.default_rng(3)
    before, after = random.standard_normal(60), shift + wider * random.standard_normal(60)
    told = parts_off(np.concatenate([before, after]))
    called = next(at for at in range(61, 120) if holding(told[:at]).verdict not in {"holds", "too_few"})
    assert called - 60 <= within
    assert abs(holding(told[:called]).since_us - 60) <= 6


def test_nothing_is_said_of_few_and_the_share_has_an_interval_that_holds_it():
    few = holding(parts_off(np.full(NEEDS - 1, 9.0)))
    assert (few.verdict, few.tests, few.held) == ("too_few", NEEDS - 1, 0)
    told = holding(parts_off(np.array([*np.zeros(36), *np.full(4, 2.0)])))
    assert (told.verdict, told.held, told.tests) == ("holds", 36, 40)
    assert (round(told.low, 3), round(told.high, 3)) == (0.763, 0.972)  # Clopper and Pearson's own tables
    assert holding([]).verdict == "too_few"


def test_errors_that_last_are_worth_less():
    steps = np.repeat(np.random.default_rng(4).standard_normal(60), 10)
    assert lasting(list(steps)) > 0.7
    assert lasting(list(np.random.default_rng(4).standard_normal(600))) < 0.1
    assert worth(0.0) == 1
    assert needed(0.6) == 4 * NEEDS
