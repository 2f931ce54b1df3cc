"""A mould that comes off the press is cleaned, and polished when due; a change of the lot does neither."""

import pytest

from sprue_sim import library, schedule
from sprue_sim.machine import Machine
from sprue_sim.process import mould

FOUL = 0.5
JOB_US = schedule.JOB_H * schedule.HOUR_US
START = 1_800_000_000_000_000 // JOB_US * JOB_US


def changing(*, mould_too: bool) -> Machine:
    """At the beginning of a set-up of that kind, fouled and worn."""
    preset, us = library.preset("bottle-cap"), START
    while schedule.changeover(1, us).changes_mould != mould_too:
        us += JOB_US
    machine = Machine(preset, preset.title, 1, us)
    worn = machine.state.world.mould._replace(vent_open=FOUL, unpolished=2 * mould.SERVICE_SHOTS)
    machine.state = machine.state._replace(world=machine.state.world._replace(mould=worn))
    return machine


@pytest.mark.parametrize("mould_too", [True, False])
def test_a_set_up_in_which_the_mould_comes_off_ends_with_a_clean_and_polished_one(*, mould_too: bool):
    machine = changing(mould_too=mould_too)
    machine.advance()
    assert machine.state.doing.changes_mould == mould_too
    assert machine.state.world.mould.vent_open == FOUL, "it is still being worked at"
    while machine.state.doing.doing == "set-up":
        machine.advance()
    after = machine.state.world.mould
    assert (after.vent_open > 0.97) == mould_too
    assert (after.unpolished < 10) == mould_too


def test_a_mould_that_is_not_due_is_only_cleaned():
    machine = changing(mould_too=True)
    young = machine.state.world.mould._replace(unpolished=30_000.0)
    assert mould.serviced(young).unpolished == 30_000
    assert mould.serviced(young).vent_open == pytest.approx(0.98)


def test_moulds_in_good_care_are_not_due_and_the_oldest_says_how_old_it_is():
    preset = library.preset("bottle-cap")
    found = [mould.shots_before(preset, seed) for seed in range(40)]
    assert 0 < min(found) < 20_000
    assert 80_000 < max(found) < mould.SERVICE_SHOTS
    old = preset.model_copy(update={"mould_shots": 640_000.0})
    assert mould.shots_before(old, 1) == 640_000
