"""Source `csv_file`: follows a growing log; half lines wait, bad lines are named, a new log is a new run."""

import json

import pytest

from sprue_edge.reading import SourceError, Surroundings
from sprue_edge.shot_log import read_header, read_shot
from sprue_edge.sources.csv_file import Source

HEADER = "ended_at,counter,cycle_time_s,weight_g,set_hold_time_s,colour\n"


def line(counter, rest="28.5,8.1,4,red"):
    return f"2026-01-31T06:00:{counter:02d}+01:00,{counter},{rest}\n"


@pytest.fixture
def log(tmp_path):
    return tmp_path / "press.csv"


def source(log, **keys):
    return Source(
        "old-press", Source.Config(path=log.name, poll_s=0.01, **keys), Surroundings(log.parent, lambda: 77)
    )


async def take(source, count, after=None):
    readings = source.readings(after)
    found = [await anext(readings) for _ in range(count)]
    await readings.aclose()
    return found


def counters(readings):
    return [json.loads(reading.body)["counter"] for reading in readings if reading.kind == "shot"]


async def test_each_line_is_a_shot_behind_a_birth(log):
    log.write_text(HEADER + line(1) + line(2))
    birth, first, second = await take(source(log), 3)
    assert birth.kind == "birth"
    assert json.loads(birth.body)["origin"] == "real"
    shot = json.loads(first.body)
    assert shot["values"] == {"cycle_time_s": 28.5, "weight_g": 8.1}
    assert shot["settings"] == {"set_hold_time_s": 4}
    assert first.measured_us - shot["started_us"] == 28_500_000
    assert counters([second]) == [2]


async def test_half_a_line_waits_until_it_is_whole(log):
    log.write_text(HEADER + line(1) + line(2)[:20])
    reader = source(log)
    readings = reader.readings(None)
    assert [(await anext(readings)).kind for _ in range(2)] == ["birth", "shot"]
    log.write_text(HEADER + line(1) + line(2))
    assert counters([await anext(readings)]) == [2]
    await readings.aclose()


async def test_after_a_restart_only_new_lines_are_read(log):
    log.write_text(HEADER + line(1) + line(2))
    kept = (await take(source(log), 2))[-1]
    assert counters(await take(source(log), 1, kept.position)) == [2]


async def test_a_bad_line_is_named_with_its_number_and_the_others_are_kept(log):
    log.write_text(HEADER + line(1) + "2026-01-31 06:00:02,x\n" + line(3))
    reader = source(log)
    readings = await take(reader, 4)
    assert counters(readings) == [1, 3]
    assert "press.csv:3: 2 values for 6 columns" in reader.remark
    assert json.loads(readings[2].body)["name"] == "line_skipped"


async def test_a_log_that_has_shrunk_is_a_new_run(log):
    log.write_text(HEADER + line(1) + line(2))
    kept = (await take(source(log), 3))[-1]
    log.write_text(HEADER + line(9))
    birth, shot = await take(source(log), 2, {**kept.position, "run_us": 5})
    assert birth.kind == "birth"
    assert birth.run != "log-5"
    assert counters([shot]) == [9]


async def test_a_log_with_another_header_is_a_new_run(log):
    log.write_text(HEADER + line(1))
    kept = (await take(source(log), 2))[-1]
    log.write_text("ended_at,counter\n" + "2026-01-31T06:00:00Z,5\n" * 9)
    assert (await take(source(log), 1, kept.position))[0].kind == "birth"


async def test_the_probe_says_what_it_understands_and_what_not(log):
    log.write_text(HEADER)
    assert "3 quantities per shot; not understood: colour" in await source(log).probe()


async def test_a_log_without_its_two_needed_columns_is_explained(log):
    log.write_text("weight_g\n1\n")
    with pytest.raises(SourceError, match=r"no column ended_at and counter.*Correct `path`"):
        await source(log).probe()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-01-31T06:00:00,1,1,1,1,x", "no time zone"),
        ("yesterday,1,1,1,1,x", "Invalid isoformat"),
        ("2026-01-31T06:00:00Z,one,1,1,1,x", "invalid literal"),
        ("2026-01-31T06:00:00Z,1,fast,1,1,x", "cycle_time_s 'fast' is not a number"),
        ("2026-01-31T06:00:00Z,-1,1,1,1,x", "greater than or equal to 0"),
    ],
)
def test_what_is_wrong_with_a_line_is_said(text, said):
    with pytest.raises(ValueError, match=said):
        read_shot(read_header(HEADER), text)


def test_an_implausible_value_is_missing():
    shot = read_shot(read_header(HEADER), "2026-01-31T06:00:00Z,1,28,-0.002,nan,x").shot
    assert shot.values["weight_g"] is None
    assert shot.settings["set_hold_time_s"] is None


def test_a_spanish_log_has_decimal_commas():
    columns = read_header("ended_at;counter;weight_g\n")
    assert read_shot(columns, "2026-01-31T06:00:00Z;1;8,15").shot.values["weight_g"] == 8.15
