"""Real cycles from disk: what is read equals the files, what was not measured is missing, time is true."""

import csv
import itertools
import json
import math
import zipfile

import numpy as np
import pytest

from sprue_contract import curves as packing
from sprue_contract.payloads import BODIES
from sprue_edge.reading import SourceError, Surroundings
from sprue_edge.recording.clock import replay_clock
from sprue_edge.recording.cycles import Recording, RecordingError, open_recording
from sprue_edge.recording.npz import pieces, read_all
from sprue_edge.recording.shot import gauge_of, marks, shot_of
from sprue_edge.sources.recorded import Source

SIGNALS = ["flow_cm3_s", "screw_volume_cm3", "cavity_pressure_bar", "injection_pressure_set_bar"]
HOUR_US = 3_600_000_000
NOW_US = 1_800_000_000_000_000


def write(folder, rows, peak_bar=500.0, samples=200):
    """A small recording: cycles of 3 s at 50 Hz; row 1 of `rows` gives the columns."""
    numbers = [int(row["cycle"]) for row in rows]
    curves = np.full((len(rows), len(SIGNALS), samples), np.nan, dtype=np.float32)
    curves[:, :, :150] = 1
    curves[:, 1, 20:150] = 14
    curves[:, 2, 30] = peak_bar
    curves[:, 3, :10], curves[:, 3, 10:60], curves[:, 3, 60:150] = 2000, 500, 0
    with (folder / "c.csv").open("w", newline="") as file:
        table = csv.DictWriter(file, rows[0])
        table.writeheader()
        table.writerows(rows)
    np.savez_compressed(
        folder / "c.npz",
        curves=curves,
        signals=np.array(SIGNALS),
        cycle=np.array(numbers),
        sample_period_s=0.02,
    )
    return open_recording(folder / "c.csv", folder / "c.npz")


def rows(count=3, **columns):
    good = {"transfer_pressure_bar": 900, "injection_time_s": 0.5, "set_hold_time_s": 4, "weight_g": 8.1}
    return [{"cycle": number, "barrel_zone_1_c": 230, **good, **columns} for number in range(1, count + 1)]


def source(folder, now_us=NOW_US, epoch_us=None, pace=1.0, **keys):
    around = Surroundings(folder, lambda: now_us, pace=pace, epoch_us=epoch_us)
    config = Source.Config(cycles="c.csv", curves="c.npz", **keys)
    return Source("kassel", config, around)


async def take(source, count, after=None):
    readings = source.readings(after)
    found = [await anext(readings) for _ in range(count)]
    await readings.aclose()
    return found


@pytest.fixture(params=["doe", "reference", "recyclate"])
def real(request, kassel) -> Recording:
    return open_recording(kassel / f"{request.param}_cycles.csv", kassel / f"{request.param}_curves.npz")


def test_what_is_read_piece_by_piece_equals_the_whole_file(real):
    with np.load(real.curves) as whole:
        expected, signals = whole["curves"], list(whole["signals"])
        assert real.signals == signals
        assert real.numbers == whole["cycle"].tolist()
        assert real.period_s == float(whole["sample_period_s"])
    for at, piece in enumerate(pieces(real.curves, "curves")):
        np.testing.assert_array_equal(np.frombuffer(piece, dtype=np.float32), expected[at].ravel())
    assert at == len(real.numbers) - 1


def test_a_curve_ends_where_recording_ended_and_keeps_its_gaps(real):
    with np.load(real.curves) as whole:
        expected = whole["curves"]
    for at, cycle in enumerate(itertools.islice(real.read(), 20)):
        for signal, name in enumerate(real.signals):
            kept = np.full(real.samples, np.nan, dtype=np.float32)
            kept[: len(cycle.curves[name])] = cycle.curves[name]
            np.testing.assert_array_equal(kept, expected[at, signal])


def test_a_restart_reads_on_from_its_row(real):
    first = len(real.numbers) - 3
    assert [cycle.number for cycle in real.read(first)] == real.numbers[-3:]


def test_a_shots_curves_unpack_to_the_recorded_readings(real):
    cycle = next(real.read(5))
    for curve in shot_of(cycle, real.period_s, 0).curves:
        got = packing.unpack(packing.from_text(curve.data), curve.step)
        np.testing.assert_allclose(got, cycle.curves[curve.name], atol=curve.step / 2 + 1e-6)


def test_what_the_press_wrote_as_zero_is_missing_not_zero(real):
    shots = [shot_of(cycle, real.period_s, 0) for cycle in itertools.islice(real.read(), 30)]
    assert all(value != 0 for shot in shots for value in shot.values.values())


def test_the_one_interrupted_cycle_is_found_and_empty_scales_are_not_taken_for_it(kassel):
    doe = open_recording(kassel / "doe_cycles.csv", kassel / "doe_curves.npz")
    for row, quality, weight_g in [(920, 3, 8.145), (78, 0, None), (197, 0, None), (0, 0, 8.011)]:
        cycle = next(doe.read(row))
        assert shot_of(cycle, doe.period_s, 0).quality == quality
        assert gauge_of(cycle, 0).values["weight_g"] == weight_g


def test_the_phases_lie_where_the_machine_says_they_lie(kassel):
    doe = open_recording(kassel / "doe_cycles.csv", kassel / "doe_curves.npz")
    for cycle in itertools.islice(doe.read(1), 8):
        injection_s, found = cycle.columns["injection_time_s"], marks(cycle)
        if injection_s is not None:
            assert math.isclose(found.change_over * doe.period_s, injection_s, abs_tol=0.03)
        hold_s = (found.hold_end - found.change_over) * doe.period_s
        assert cycle.columns["set_hold_time_s"] <= hold_s < cycle.columns["set_hold_time_s"] + 5
        assert found.hold_end < found.mould_opens < cycle.samples


def test_the_cushion_agrees_between_cycles_of_one_setting(kassel):
    doe = open_recording(kassel / "doe_cycles.csv", kassel / "doe_curves.npz")
    cycles = list(itertools.islice(doe.read(1), 8))
    cushions = [shot_of(cycle, doe.period_s, 0).values["cushion_volume_cm3"] for cycle in cycles]
    assert max(cushions) - min(cushions) < 0.2
    assert all(cushion < 14.0 for cushion in cushions)


def test_a_short_part_is_a_failed_cycle(tmp_path):
    cycle = next(write(tmp_path, rows(weight_g=5.0)).read())
    assert shot_of(cycle, 0.02, 0).quality == 3


def test_a_curve_that_fills_the_file_was_cut_off_so_its_cycle_time_is_not_known(tmp_path):
    cut, whole = (next(write(tmp_path, rows(), samples=samples).read()) for samples in (150, 200))
    assert shot_of(cut, 0.02, 0).values["cycle_time_s"] is None
    assert shot_of(whole, 0.02, 0).values["cycle_time_s"] == 3.0


def test_an_absent_column_and_an_empty_cell_are_missing(tmp_path):
    shot = shot_of(next(write(tmp_path, rows(injection_time_s="")).read()), 0.02, 0)
    assert shot.values["injection_time_s"] is None
    assert shot.values["dosing_time_s"] is None


def test_big_endian_and_double_arrays_are_read_too(tmp_path):
    for kind in (">f4", "<f8", ">i8"):
        np.savez(tmp_path / "x.npz", curves=np.arange(6, dtype=kind).reshape(2, 3))
        assert [list(piece) for piece in pieces(tmp_path / "x.npz", "curves")] == [[0, 1, 2], [3, 4, 5]]


def test_an_array_that_cannot_be_read_is_named(tmp_path):
    np.savez(tmp_path / "x.npz", numbers=np.zeros(2, dtype=np.complex64))
    with zipfile.ZipFile(tmp_path / "x.npz") as archive, pytest.raises(ValueError, match="c8; f4, f8"):
        read_all(archive, "numbers")
    with pytest.raises(ValueError, match="holds no array 'curves'"):
        next(pieces(tmp_path / "x.npz", "curves"))


def test_files_that_do_not_belong_together_are_refused(tmp_path):
    recording = write(tmp_path, rows())
    (tmp_path / "c.csv").write_text((tmp_path / "c.csv").read_text().replace("\n2,", "\n7,"))
    with pytest.raises(RecordingError, match="row 2 is cycle 7, its curves are of 2"):
        list(recording.read())


async def test_missing_files_are_explained_with_where_the_public_cycles_come_from(tmp_path):
    with pytest.raises(
        SourceError, match=r"c\.csv is not there.*MRT-RT/DigitalTwin.*Nothing was started for 'kassel'"
    ):
        await source(tmp_path).probe()


async def test_a_run_begins_with_its_birth_eight_hours_ago(tmp_path):
    write(tmp_path, rows())
    (birth,) = await take(source(tmp_path), 1)
    assert birth.kind == "birth"
    assert birth.measured_us == NOW_US - 8 * HOUR_US


async def test_every_body_is_what_the_contract_says(tmp_path):
    write(tmp_path, rows())
    for reading in await take(source(tmp_path), 14):
        text = f'{{"layout":"{reading.layout}","frames":[{reading.body}]}}' if reading.layout else reading.body
        BODIES[reading.kind].model_validate_json(text)


async def test_cycles_follow_each_other_without_a_gap_and_frames_come_once_per_second(tmp_path):
    write(tmp_path, rows())
    readings = await take(source(tmp_path), 16)
    frames = [json.loads(reading.body)[0] for reading in readings if reading.kind == "sample"]
    assert {after - before for before, after in itertools.pairwise(frames)} == {1_000_000}
    ends = [reading.measured_us for reading in readings if reading.kind == "shot"]
    assert [end - ends[0] for end in ends] == [0, 3_000_000, 6_000_000]


@pytest.mark.parametrize("cut", range(1, 20))
async def test_wherever_it_is_cut_the_rest_follows_and_nothing_comes_twice(tmp_path, cut):
    write(tmp_path, rows())
    whole = await take(source(tmp_path), 22)
    rest = await take(source(tmp_path), 22 - cut, whole[cut - 1].position)
    assert [reading[:4] for reading in rest] == [reading[:4] for reading in whole[cut:]]


async def test_each_loop_is_a_run_of_its_own(tmp_path):
    write(tmp_path, rows(count=1))
    readings = await take(source(tmp_path), 13)
    births = [reading for reading in readings if reading.kind == "birth"]
    assert len({birth.run for birth in births}) == len(births) == 3
    assert births[1].measured_us - births[0].measured_us == 3_000_000


async def test_a_recording_that_is_not_looped_ends(tmp_path):
    write(tmp_path, rows(count=1))
    assert [reading.kind async for reading in source(tmp_path, loop=False).readings(None)][-1] == "measurement"


async def test_after_a_long_absence_a_new_run_begins_eight_hours_ago(tmp_path):
    write(tmp_path, rows())
    kept = (await take(source(tmp_path), 7))[-1]
    later = NOW_US + 1000 * HOUR_US
    (birth,) = await take(source(tmp_path, now_us=later), 1, kept.position)
    assert birth.kind == "birth"
    assert birth.measured_us == later - 8 * HOUR_US


async def test_with_an_epoch_time_begins_there(tmp_path):
    write(tmp_path, rows())
    (birth,) = await take(source(tmp_path, epoch_us=5_000_000), 1)
    assert birth.measured_us == 5_000_000


async def test_a_later_cycle_may_be_the_first(tmp_path):
    write(tmp_path, rows())
    readings = await take(source(tmp_path, from_cycle=2), 6)
    assert json.loads(readings[-2].body)["counter"] == 3


async def test_the_pace_is_the_cells_times_the_plants(tmp_path):
    write(tmp_path, rows())
    (birth,) = await take(source(tmp_path, pace=5.0), 1)
    assert json.loads(birth.body)["pace"] == 5.0


def test_what_lies_in_the_past_comes_at_once_and_then_time_runs_at_the_pace():
    clock = replay_clock(next_us=0, now_us=10_000_000, pace=2, epoch_us=None)
    assert clock.wait_s(9_000_000, 10_000_000) == 0
    assert clock.wait_s(14_000_000, 10_000_000) == 2
    assert clock.wait_s(14_000_000, 11_000_000) == 1


def test_a_machine_whose_clock_is_ahead_goes_on_where_it_was():
    assert replay_clock(20_000_000, 10_000_000, 2, None).wait_s(22_000_000, 10_000_000) == 1


def test_with_an_epoch_the_clock_goes_on_where_it_was():
    assert replay_clock(5_000_000, 10_000_000, 1, 0).wait_s(7_000_000, 10_000_000) == 2
