"""The commands `sprue-edge run` and `sprue check`: what they refuse, in which words, with which exit code."""

from itertools import chain

import pytest

from sprue_edge import __main__ as command
from sprue_edge import check
from sprue_edge.hold import HeldError, hold
from sprue_edge.keeper import OutboxError
from sprue_edge.link import Broker, parse_broker

PLANT = """\
title: Two cells
cells:
  - name: one
    title: One
    at: {{x_m: 1, y_m: 1}}
    source:
      type: {type}
      {key}: x
  - name: two
    title: Two
    at: {{x_m: 2, y_m: 1}}
    source: {{type: csv_file, path: log.csv}}
"""


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch):
    for name in ("SPRUE_PLANT", "SPRUE_BROKER_URL", "SPRUE_DATA", "SPRUE_FACE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def plant(tmp_path):
    def write(**parts):
        path = tmp_path / "plant.yaml"
        path.write_text(PLANT.format(**{"type": "csv_file", "key": "path", **parts}))
        return str(path)

    return write


def test_a_wrong_key_of_a_source_is_shown_with_its_line(plant, capsys):
    path = plant(key="paht")
    assert check.main([path]) == 2
    said = capsys.readouterr().err
    assert f"{path}:8: cells.0.source.paht: Extra inputs are not permitted" in said
    assert "Nothing was started." in said


def test_an_unknown_source_is_shown_with_its_line_and_those_that_exist(plant, capsys):
    path = plant(type="opc_ua")
    assert check.main([path]) == 2
    said = capsys.readouterr().err
    assert f"{path}:7: cells.0.source.type: no source is called 'opc_ua'; there are csv_file" in said


def test_each_cell_is_tried_and_gets_a_line(plant, tmp_path, capsys):
    (tmp_path / "log.csv").write_text("ended_at,counter,weight_g\n")
    assert check.main([plant()]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert "2 cells, all keys are right" in lines[0]
    assert lines[1].startswith("FAIL one (csv_file): ")
    assert lines[2].startswith("ok   two (csv_file): ")


def test_when_all_can_be_read_the_exit_code_says_so(plant, tmp_path, capsys):
    for name in ("x", "log.csv"):
        (tmp_path / name).write_text("ended_at,counter\n")
    assert check.main([plant()]) == 0
    assert "FAIL" not in capsys.readouterr().out


def test_the_gateway_can_check_too(plant):
    assert command.main(["check", plant(key="paht")]) == 2


@pytest.mark.parametrize("missing", ["plant", "broker", "data"])
def test_a_missing_setting_is_named_with_its_variable(missing, plant, tmp_path, capsys):
    options = {"plant": [plant()], "broker": ["--broker", "mqtt://x"], "data": ["--data", str(tmp_path)]}
    del options[missing]
    with pytest.raises(SystemExit) as ended:
        command.main(["run", *chain.from_iterable(options.values())])
    assert ended.value.code == 2
    assert command.NEEDED[missing] in capsys.readouterr().err


def test_a_plant_file_with_mistakes_starts_nothing(plant, tmp_path, capsys):
    options = ["--broker", "mqtt://127.0.0.1:1", "--data", str(tmp_path / "data")]
    assert command.main(["run", plant(type="opc_ua"), *options]) == 2
    assert "Nothing was started" in capsys.readouterr().err
    assert not (tmp_path / "data").exists()


def test_a_data_folder_that_cannot_be_used_ends_the_start(plant, tmp_path, capsys):
    (tmp_path / "file").write_text("x")
    options = ["--broker", "mqtt://127.0.0.1:1", "--data", str(tmp_path / "file")]
    assert command.main(["run", plant(), *options]) == 1
    assert "Nothing was started" in capsys.readouterr().err


def test_a_second_gateway_on_a_data_folder_is_refused_and_touches_nothing(plant, tmp_path, capsys):
    data = tmp_path / "data"
    options = ["--broker", "mqtt://127.0.0.1:1", "--data", str(data)]
    with hold(data):
        before = sorted(data.iterdir())
        assert command.main(["run", plant(), *options]) == 2
        assert sorted(data.iterdir()) == before, "not even an outbox"
    said = capsys.readouterr().err
    assert len(said.splitlines()) == 1
    assert f"{data}: another gateway already runs" in said
    assert "Nothing was started" in said


def test_a_data_folder_is_free_again_when_its_gateway_has_ended(tmp_path):
    for _ in range(2):
        with hold(tmp_path), pytest.raises(HeldError), hold(tmp_path):
            pass


def test_a_lock_that_cannot_be_taken_is_explained(tmp_path):
    (tmp_path / "gateway.lock").mkdir()
    with (
        pytest.raises(OutboxError, match=r"gateway\.lock: cannot be locked.*Nothing was started"),
        hold(tmp_path),
    ):
        pass


def test_a_brokers_address_is_read_with_user_and_password():
    assert parse_broker("mqtt://gw:p%40ss@10.0.0.1") == Broker("10.0.0.1", 1883, "gw", "p@ss", tls=False)
    assert parse_broker("mqtts://10.0.0.1").port == 8883


def test_a_brokers_address_of_another_kind_is_refused_without_showing_the_password():
    with pytest.raises(ValueError, match="write mqtt://") as refused:
        parse_broker("http://gw:secret@host")
    assert "secret" not in str(refused.value)
