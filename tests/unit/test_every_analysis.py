"""Each file in analytics/ keeps the same promises; a new file is tested the moment it exists."""

import importlib
import json
import pkgutil
import random
import re
from pathlib import Path

import pytest

import sprue_server.analytics as package
from sprue_server.analytics import stands_out
from sprue_server.energy.standing import InState
from sprue_server.energy.windows import QUARTER_US, Window
from sprue_server.findings import CAVITY, ShotFacts
from sprue_server.wear.spells import Spell

ROOT = Path(__file__).resolve().parents[2]
NAMES = [module.name for module in pkgutil.iter_modules(package.__path__)]
WORDS = {
    path.stem: json.loads(path.read_text("utf-8")) for path in (ROOT / "dashboards/src/i18n").glob("*.json")
}
SHOTS = [
    ShotFacts(str(n), n, {CAVITY: 500 + n % 7, "cushion_volume_cm3": 5 + n % 5 / 10}, {"set_hold_time_s": 3.0})
    for n in range(60)
] + [ShotFacts("odd", 99, {CAVITY: 300.0, "cushion_volume_cm3": 2.0}, {"set_hold_time_s": 4.0})]
STATES = [InState("production", 9e9, 9e9, 12.0), InState("stop", 3e9, 3e9, 1.0), InState("idle", 1e9, 1e9, 0.5)]
WINDOWS = [
    Window(n * QUARTER_US, (n + 1) * QUARTER_US, 1 + n % 4 / 3 + n % 3 / 90, 9, 9, 9, n % 4 / 2, "cap", 0.0)
    for n in range(30)
]

SPELLS = [
    Spell(n * 3_600_000_000, 100, 95, "mould", {"cushion_volume_cm3": 5 + n % 3 / 100}, {}) for n in range(20)
]
TAKEN = {
    "shots": SHOTS,
    "spells": SPELLS,
    "states": STATES,
    "windows": WINDOWS,
}  # what an analysis TAKES; shots unless it says so


@pytest.mark.parametrize("name", NAMES)
def test_every_analysis_answers_a_question_and_keeps_quiet_without_data(name: str):
    module = importlib.import_module(f"{package.__name__}.{name}")
    assert module.__doc__.splitlines()[0].endswith("?"), "the first line is a visitor's question"
    assert module.analyse([]) is None


@pytest.mark.parametrize("name", NAMES)
def test_the_order_of_arrival_is_chance(name: str):
    module = importlib.import_module(f"{package.__name__}.{name}")
    data = TAKEN[getattr(module, "TAKES", "shots")]
    shuffled = random.Random(1).sample(data, len(data))
    assert module.analyse(data) == module.analyse(shuffled)
    assert module.analyse(data)


APART = {"lasts", "seen", "under_control", "regrind", "standing_energy", "energy_per_kg", "weighed"}


def keys() -> set[str]:
    sides = {f"{word}_{side}" for word in stands_out.WORDS.values() for side in ("low", "high")}
    about_shots = [name for name in NAMES if name not in APART]  # which have tests of their own
    code = "".join((Path(package.__path__[0]) / f"{name}.py").read_text("utf-8") for name in about_shots)
    return (
        sides
        | set(re.findall(r'Finding\(\s*"(\w+)"', code))
        | {"changed", "earlier_changeover", "later_changeover"}
    )


@pytest.mark.parametrize("language", WORDS)
def test_every_finding_has_a_sentence_in_every_language(language: str):
    missing = {f"finding.stands_out.{key}" for key in keys()} - set(WORDS[language])
    assert not missing
