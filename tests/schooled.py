"""What eyes learn, learnt once for all tests of this code, however many processes want it at once."""

import fcntl
from pathlib import Path

from factory import ROOT

from sprue_cli.commissioning import School, lessons

GOODS = 40  # with fewer than 38 goods nothing is far enough to be drawn
CACHE = ROOT / "var" / "eyes-cache"
PLANT = ROOT / "simulators" / "sprue_sim" / "plants" / "open-factory.yaml"
CAP = "closure-28-mm-8-cavities-part"
CAP_MOULD = "closure-28-mm-8-cavities-mould"


def taught(folder: Path, *names: str) -> School:
    """Models of these names in a folder; who comes second waits for what the first one learns."""
    CACHE.mkdir(parents=True, exist_ok=True)
    school = School(ROOT, folder, CACHE, GOODS)
    with (CACHE / "tests.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        school.teach([one for one in lessons(ROOT, PLANT) if one.name in names])
    assert [step.state for step in school.steps] == ["done"] * len(names), school.steps
    assert list(folder.rglob("*.jpg")) == [], "pictures go when they are not needed"
    return school
