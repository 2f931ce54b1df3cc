"""Cycles from a table and curves: what is unambiguous is read, the rest is one error that says what to do."""

import io
import zipfile
from pathlib import Path

import numpy as np
import pytest

from sprue_server.fingerprint import read
from sprue_server.recorded import RecordedError, open_recording

TABLE = """cycle,setting,weight_g,injection_time_s,set_hold_time_s,note
1,a,8.01,0.27,3,ok
2,a,,0.28,3,
4,b,8.03,0.29,4,x
"""
SIGNALS = ["screw_volume_cm3", "cavity_pressure_bar"]


def table(folder: Path, text: str | bytes = TABLE) -> Path:
    path = folder / "cycles.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def archive(folder: Path, **changed: object) -> Path:
    curves = np.arange(3 * 2 * 20, dtype=np.float32).reshape(3, 2, 20)
    curves[:, :, 15:] = np.nan
    parts: dict = {"curves": curves, "signals": SIGNALS, "cycle": [2, 1, 9], "sample_period_s": 0.02}
    path = folder / "curves.npz"
    np.savez(path, **{name: value for name, value in (parts | changed).items() if value is not None})
    return path


def test_cycles_are_joined_by_number_and_stay_in_the_tables_order(tmp_path: Path):
    told = open_recording(table(tmp_path), archive(tmp_path))
    assert told.cycles == (1, 2, 4)
    first, second, third = (told.cycle(row) for row in range(3))
    assert first.curves["screw_volume_cm3"].values[0] == 40  # the archive's second
    assert second.curves["screw_volume_cm3"].values.tolist() == list(range(15))
    assert third.curves == {}
    assert first.values["injection_time_s"] == 0.27
    assert first.settings == {"set_hold_time_s": 3.0}
    assert second.values["weight_g"] is None
    assert told.table.texts("setting") == ["a", "a", "b"]
    every = told.all_cycles()
    assert len(every) == 3
    assert [cycle.values["injection_time_s"] for cycle in every[1:]] == [0.28, 0.29]
    assert every[-1].settings == {"set_hold_time_s": 4.0}


def test_a_cycle_takes_as_long_as_its_recording_unless_that_was_cut_off(tmp_path: Path):
    told = open_recording(table(tmp_path), archive(tmp_path))
    assert told.cycle(0).values["cycle_time_s"] == pytest.approx(15 * 0.02)
    full = open_recording(table(tmp_path), archive(tmp_path, curves=np.ones((3, 2, 20))))
    assert "cycle_time_s" not in full.cycle(0).values


def test_curves_may_be_left_out_and_words_of_the_recorded_press_become_ours(tmp_path: Path):
    told = open_recording(table(tmp_path, "cycle,transfer_pressure_bar\n3,900\n"), None)
    assert told.cycle(0).values == {"transfer_specific_pressure_bar": 900.0}
    assert read(told.cycle(0)) == {"transfer_specific_pressure_bar": 900.0}


@pytest.mark.parametrize(
    "text",
    [
        b"\xef\xbb\xbfcycle,weight_g\r\n1,8.25\r\n2,\r\n",
        b"cycle;weight_g\n1;8,25\n2;\n",
        b"cycle;weight_g\n1;8.25\n2;nan\n",
        b"cycle\tweight_g\n1\t8,25\n2\tNA\n",
        b'weight_g,cycle\n"8,25",1\n,2\n',
        b"weight_g;cycle;Werkzeug\n8.25;1;M\xfcller\n;2.0;\n",
        "cycle;weight_g\n1;8,25\n2;\n".encode("utf-16"),
        b"cycle,weight_g,,\n1,8.25,,\n\n2,-,,\n,,,\n",
        b"\ncycle,weight_g\r1,8.25\r2,\r",
    ],
    ids=["BOM", "comma", "point", "tab", "quoted", "cp1252", "UTF-16", "empty columns", "Macintosh"],
)
def test_a_table_is_read_as_spreadsheets_save_it(tmp_path: Path, text: bytes):
    told = open_recording(table(tmp_path, text), None)
    assert told.cycles == (1, 2)
    np.testing.assert_array_equal(told.table.numbers("weight_g"), [8.25, np.nan])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is empty"),
        ("\n \n", "is empty"),
        ("cycle,weight_g\n", "no cycle"),
        ("shot,weight_g\n1,8\n", "no column 'cycle'"),
        ("cycle,weight_g\n1,8\n2,8\n1,8\n", "cycle 1 is on line 2 and on line 4"),
        ("cycle,weight_g\n1.5,8\n", "line 2: cycle '1.5' is no whole number"),
        ("cycle,weight_g\n,8\n", "line 2: cycle '' is no whole number"),
        ("cycle,weight_g\n1,8\n2,heavy\n", "line 3, weight_g: 'heavy' is no number"),
        ("cycle,weight_g\n1,inf\n", "'inf' is no number"),
        ("cycle,weight_g\n1,8,5\n", "line 2 has 3 cells, its header 2"),
        ("cycle;weight_g;bore_mm\n1;8,5;1.5\n", "decimal comma"),
        ("cycle,weight_g,weight_g\n1,8,8\n", "more than one column"),
        ('cycle,weight_g\n1,"8\n', "no line of a table"),
        (b"PK\x03\x04\x00\x00", "no text"),
        (b"\xff\xfec\x00y", "not readable|no column"),
        (b"cycle,weight_g\n1,\x81\x8d\n", "not readable"),
    ],
)
def test_a_table_that_cannot_be_read_is_one_error_that_says_where_and_what_now(
    tmp_path: Path, text: str | bytes, says: str
):
    with pytest.raises(RecordedError, match=says) as told:
        open_recording(table(tmp_path, text), None)
    message = str(told.value)
    assert message.startswith(str(tmp_path / "cycles.csv"))
    assert message.endswith(" Nothing was read.")
    assert "\n" not in message


def test_many_mistakes_are_one_short_message(tmp_path: Path):
    rows = "".join(f"{row},bad\n" for row in range(50))
    with pytest.raises(RecordedError, match="and 47 more") as told:
        open_recording(table(tmp_path, f"cycle,weight_g\n{rows}"), None)
    assert len(str(told.value)) < 400


def test_a_column_that_is_asked_for_must_hold_numbers(tmp_path: Path):
    told = open_recording(table(tmp_path), None)
    with pytest.raises(RecordedError, match="line 2, note: 'ok' is no number; line 4"):
        told.table.numbers("note")
    with pytest.raises(RecordedError, match=r"no column 'mass'\. Its columns are: cycle, setting"):
        told.table.numbers("mass")


def test_files_that_are_not_there_are_named(tmp_path: Path):
    with pytest.raises(RecordedError, match=r"no\.csv: there is no such file"):
        open_recording(tmp_path / "no.csv", None)
    with pytest.raises(RecordedError, match=r"no\.npz: there is no such file"):
        open_recording(table(tmp_path), tmp_path / "no.npz")
    with pytest.raises(RecordedError, match="cannot be read"):
        open_recording(tmp_path, None)
    with pytest.raises(RecordedError, match="damaged, or no archive"):
        open_recording(table(tmp_path), tmp_path)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"curves": np.ones((3, 3, 20))}, "do not fit 3 cycles of 2 signals"),
        ({"curves": np.ones((3, 20))}, "do not fit"),
        ({"curves": None}, "a part is missing"),
        ({"curves": np.array([["a"] * 2] * 3)[:, :, None]}, "wrong kind"),
        ({"signals": None}, "a part is missing"),
        ({"signals": np.array([{"a": 1}, 2], dtype=object)}, "damaged"),
        ({"signals": ["flow_cm3_s"] * 2}, "two signals have one name"),
        ({"cycle": [1, 1, 2]}, "two sets of curves"),
        ({"cycle": [1.5, 1, 2]}, "no whole number"),
        ({"cycle": [7, 8, 9]}, "none of its cycles is one of"),
        ({"sample_period_s": 0}, "no length of time"),
        ({"sample_period_s": np.nan}, "no length of time"),
        ({"sample_period_s": [1, 2]}, "no length of time"),
    ],
)
def test_curves_that_do_not_fit_are_one_error(tmp_path: Path, changed: dict, says: str):
    with pytest.raises(RecordedError, match=says) as told:
        open_recording(table(tmp_path), archive(tmp_path, **changed))
    assert str(told.value).startswith(str(tmp_path / "curves.npz"))


@pytest.mark.parametrize("share", [0.0, 0.2, 0.6, 0.99])
def test_a_file_that_was_cut_short_is_one_error(tmp_path: Path, share: float):
    path = archive(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(share * len(whole))])
    with pytest.raises(RecordedError, match="damaged"):
        open_recording(table(tmp_path), path)


def test_a_damaged_member_is_one_error(tmp_path: Path):
    raw = io.BytesIO()
    np.save(raw, np.random.default_rng(1).normal(size=(3, 2, 400)))
    path = archive(tmp_path)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("curves.npy", raw.getvalue())
    spoilt = bytearray(path.read_bytes())
    spoilt[200:400] = bytes(200)
    path.write_bytes(bytes(spoilt))
    with pytest.raises(RecordedError, match="damaged"):
        open_recording(table(tmp_path), path)


def test_the_recorded_press_is_read_whole(kassel: Path):
    told = open_recording(kassel / "recyclate_cycles.csv", kassel / "recyclate_curves.npz")
    assert len(told.cycles) == 122
    cycle = told.cycle(50)
    assert cycle.settings["recyclate_pct"] is not None
    assert cycle.values["specific_pressure_maximum_bar"] > 500
    assert set(cycle.curves) >= {"flow_cm3_s", "cavity_pressure_bar"}
    assert cycle.curves["cavity_pressure_bar"].unit == "bar"
