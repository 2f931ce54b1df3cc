"""What a visitor breaks at a station can be broken there, and its evidence has a name."""

import pytest

from sprue_contract.quantities import QUANTITIES
from sprue_server.content.shelves import shelves
from sprue_server.content.stations import Library
from sprue_sim import faults, library
from sprue_sim.data import Settings

STATIONS = list(Library(shelves()).stations.values())


@pytest.mark.parametrize("station", STATIONS, ids=lambda one: one.slug)
def test_exactly_one_deed_that_this_machine_can_suffer(station):
    deed = station.breaks.deed
    assert [bool(deed.fault), deed.unplug, deed.trespass, bool(deed.setting)].count(True) == 1
    machine = library.preset(station.breaks.machine)
    assert not deed.fault or faults.why_not(deed.fault, machine) is None
    assert not deed.setting or deed.setting in Settings.model_fields


@pytest.mark.parametrize("station", STATIONS, ids=lambda one: one.slug)
def test_what_moves_is_a_quantity(station):
    breaks = station.breaks
    assert (breaks.evidence == "moved") == bool(breaks.quantity)
    assert not breaks.quantity or breaks.quantity in QUANTITIES
