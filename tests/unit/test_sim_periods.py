"""What a cell tells of as history stays what it was at its first start; later gaps are told after it."""

import json
from pathlib import Path

import pytest

from sprue_sim import history, library
from sprue_sim.periods import Period, Periods, PeriodsError

HOUR = 3_600_000_000
BEGAN = 1_795_000_000_000_000


def period(from_h: float, until_h: float, **other: object) -> Period:
    told = {"machine": "toy-gear", "seed": 3, "zone": "Europe/Madrid", "cycle_s": 20.0, **other}
    return Period(from_us=BEGAN + int(from_h * HOUR), until_us=BEGAN + int(until_h * HOUR), **told)


def started(file: Path, wanted: Period, *, gap_known: bool = True) -> list[Period]:
    periods = Periods(file)
    found = periods.of("gears", wanted, gap_known=gap_known)
    periods.keep()
    return found


@pytest.fixture
def file(tmp_path) -> Path:
    return tmp_path / "history.json"


def test_the_first_start_decides_and_a_later_one_offers_the_same(file):
    first = started(file, period(-700, 0), gap_known=False)
    assert first == [period(-700, 0)]
    assert started(file, period(1, 1)) == first, "all is stored up to now: nothing new is missing"
    assert started(file, period(-699, 1), gap_known=False) == first, "what is stored is not known"


def test_a_time_in_which_nobody_simulated_is_told_after_the_weeks_before(file):
    started(file, period(-700, 0))
    assert started(file, period(9, 40)) == [period(-700, 0), period(9, 40)]


def test_periods_never_overlap(file):
    started(file, period(-700, 0))
    started(file, period(9, 40))
    assert started(file, period(9, 44)) == [period(-700, 0), period(9, 40), period(40, 44)]


def test_another_machine_under_the_same_name_begins_anew(file):
    started(file, period(-700, 0))
    other = period(5, 9, cycle_s=21.0)
    assert started(file, other) == [other], "positions of the old weeks would name other shots"


def test_without_a_file_nothing_is_kept(tmp_path):
    started(None, period(-700, 0))
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").touch()
    periods = Periods(None)
    periods._path = tmp_path / "file" / "history.json"
    with pytest.raises(PeriodsError, match=r"cannot be written.*Nothing was started"):
        periods.keep()


def pasts() -> list[history.Past]:
    preset = library.preset("toy-gear")
    times = [(-30, -10), (-5, 0)]
    return [history.Past(preset, "G", 3, BEGAN + a * HOUR, BEGAN + b * HOUR, "Europe/Madrid") for a, b in times]


def test_periods_are_told_one_after_the_other_each_as_a_run_of_its_own():
    whole = list(history.all_lines(pasts(), None, 0))
    runs = [json.loads(line)["run"] for line in whole]
    assert list(dict.fromkeys(runs)) == [past.run for past in pasts()]
    first = runs.count(runs[0])
    assert list(history.all_lines(pasts(), runs[0], first)) == whole[first:]
    assert list(history.all_lines(pasts(), runs[-1], 7)) == whole[first + 7 :]
