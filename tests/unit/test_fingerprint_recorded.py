"""Fingerprints of the recorded press: fast, and as its machine tells."""

from pathlib import Path
from time import process_time

import pytest

from sprue_server.fingerprint import read
from sprue_server.recorded import open_recording


def test_the_recorded_press_is_read_fast_and_as_its_machine_tells(kassel: Path):
    recording = open_recording(kassel / "reference_cycles.csv", kassel / "reference_curves.npz")
    cycles = [recording.cycle(row) for row in range(40, 140)]
    began = process_time()
    told = [read(cycle) for cycle in cycles]
    assert (process_time() - began) / len(cycles) < 0.002  # seconds per shot
    whole = [one for one in told if one]
    assert len(whole) > 90
    assert all(one["fill_time_s"] == pytest.approx(one["injection_time_s"], abs=0.07) for one in whole)
    assert all(100 < one["cavity_peak_bar"] < 1100 for one in whole)
