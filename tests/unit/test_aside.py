"""Who steps aside does so for programs of other sessions too."""

import io
import json
import os
import runpy
import subprocess
import sys

import pytest

from sprue_contract.aside import AUTOGROUP

ASK = """import json, os
from sprue_contract.aside import AUTOGROUP, step_aside
step_aside(7)
told = AUTOGROUP.read_text().split() if AUTOGROUP.exists() else []
print(json.dumps({"nice": os.nice(0), "leads": os.getsid(0) == os.getpid(), "group": told[-1:]}))
"""


@pytest.mark.parametrize("leads", [True, False])
def test_a_program_that_steps_aside_has_a_nice_session_of_its_own(leads):
    told = json.loads(subprocess.check_output([sys.executable, "-c", ASK], start_new_session=leads))
    assert told["nice"] == os.nice(0) + 7
    assert told["leads"]
    assert told["group"] == (["7"] if AUTOGROUP.exists() else [])


def test_a_job_of_a_terminal_leaves_its_session_as_it_is():
    told = json.loads(subprocess.check_output([sys.executable, "-c", ASK], process_group=0))
    assert told["nice"] == os.nice(0) + 7
    assert not told["leads"]
    assert told["group"] != ["7"]


def test_it_goes_where_nothing_is_grouped(tmp_path):
    asked = ASK.replace("step_aside(7)", ELSEWHERE)
    told = subprocess.check_output([sys.executable, "-c", asked], cwd=tmp_path)
    assert json.loads(told)["nice"] == os.nice(0) + 7


ELSEWHERE = """import pathlib, sprue_contract.aside as aside
aside.AUTOGROUP = pathlib.Path("nowhere/autogroup")
step_aside(7)"""


class SteppedAsideError(Exception):
    """How nice."""


@pytest.mark.parametrize(
    "program",
    [
        "sprue_cli.commissioning",
        "sprue_server.gauging.worker",
        "sprue_server.inspecting.worker",
        "sprue_server.quality_class.__main__",
    ],
)
def test_each_program_that_learns_or_looks_steps_aside_before_it_begins(program, monkeypatch):
    def aside(nice):
        raise SteppedAsideError(nice)

    def begun(*_):
        raise AssertionError("it has begun")

    options = [word for name in ("root", "plant", "out", "cache") for word in (f"--{name}", "nowhere")]
    with monkeypatch.context() as world:
        world.setattr("sprue_contract.aside.step_aside", aside)
        for deed in ("resource.setrlimit", "signal.signal"):
            world.setattr(deed, begun)
        world.setattr(sys, "argv", [program, *options])
        world.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
        world.delitem(sys.modules, program, raising=False)
        with pytest.raises(SteppedAsideError) as told:
            runpy.run_module(program, run_name="__main__")
    assert told.value.args[0] >= 10
