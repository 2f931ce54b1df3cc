"""Causes of what the camera sees: the shot's own numbers decide, and what is not known is said."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sprue_server.analytics import seen
from sprue_server.findings import ShotFacts

ROOT = Path(__file__).resolve().parents[2]
WORDS = {
    path.stem: json.loads(path.read_text("utf-8")) for path in (ROOT / "dashboards/src/i18n").glob("*.json")
}
USUAL = {
    seen.FILL: 0.8,
    seen.PEAK: 900.0,
    seen.TRANSFER: 850.0,
    seen.CAVITY: 300.0,
    seen.CUSHION: 5.0,
    seen.DOSING: 4.0,
    seen.WALL: 40.0,
}
SPREAD = 0.01  # of each


def shot(number: int, **moved: float) -> ShotFacts:
    """`moved`: spreads from usual."""
    rise = ((number * 7919) % 21 - 10) / 10
    values = {name: value * (1 + SPREAD * (rise + moved.get(name, 0.0))) for name, value in USUAL.items()}
    return ShotFacts(str(number), number, values)


GOOD = [shot(number) for number in range(60)]


def newest(*kinds: str, steel: tuple[str, ...] = (), **moved: float) -> ShotFacts:
    return replace(shot(1001, **moved), seen=kinds, steel_seen=steel)


def test_a_burn_beside_a_curve_that_hardly_changed_is_the_vents():
    (found,) = seen.explain(newest("burn"), GOOD)
    assert (found.key, found.numbers["cause"]) == ("caused", "blocked_vents")


def test_residue_on_the_steel_makes_it_surer_and_is_named():
    (plain,), (seen_too,) = (
        seen.explain(newest("burn", steel=steel), GOOD) for steel in ((), ("residue_at_vents",))
    )
    assert seen_too.key == "caused_and_on_steel"
    assert seen_too.numbers["steel"] == "residue_at_vents"
    assert seen_too.numbers["percent"] > plain.numbers["percent"]


@pytest.mark.parametrize(
    ("kind", "moved", "cause"),
    [
        ("burn", {seen.FILL: -9}, "too_fast"),
        ("burn", {seen.PEAK: -9, seen.TRANSFER: -9}, "melt_too_hot"),
        ("splay", {seen.PEAK: -6, seen.DOSING: -4}, "wet_material"),
        ("sink", {seen.CUSHION: -9, seen.CAVITY: -9}, "worn_check_ring"),
        ("short_shot", {seen.PEAK: 9, seen.TRANSFER: 9}, "melt_too_cold"),
        ("flash", {}, "parting_line_damage"),
        ("colour_streak", {seen.DOSING: 9}, "worn_screw"),
    ],
)
def test_the_numbers_of_the_shot_tell_causes_apart(kind: str, moved: dict[str, float], cause: str):
    (found,) = seen.explain(newest(kind, **moved), GOOD)
    assert found.numbers["cause"] == cause


def test_what_fits_nothing_is_said_to_be_unexplained():
    (found,) = seen.explain(newest("dimension_drift"), GOOD)
    assert found.key == "unexplained"
    (found,) = seen.explain(newest("something_else"), GOOD)
    assert found.key == "unknown"


def test_without_a_word_from_the_press_the_usual_cause_is_named_less_surely():
    bare = ShotFacts("x", 2000, {}, seen=("burn",))
    assert (
        seen.shares("burn", bare, GOOD)["blocked_vents"]
        < seen.shares("burn", newest("burn"), GOOD)["blocked_vents"]
    )


@given(
    st.sampled_from(sorted(seen.CAUSES)), st.dictionaries(st.sampled_from(sorted(USUAL)), st.floats(-50, 50))
)
def test_shares_are_shares(kind: str, moved: dict[str, float]):
    found = seen.shares(kind, newest(kind, **moved), GOOD)
    assert all(0 <= share <= 1 for share in found.values())
    assert sum(found.values()) < 1, "something is always left for what we do not know"


def test_analyse_explains_the_newest_and_says_when_nothing_is_seen():
    assert [found.key for found in seen.analyse([*GOOD, newest("burn")])] == ["caused"]
    assert [found.key for found in seen.analyse(GOOD)] == ["nothing"]


@pytest.mark.parametrize("language", WORDS)
def test_every_defect_and_cause_has_a_word_and_what_to_check(language: str):
    known = WORDS[language]
    causes = {cause.name for some in seen.CAUSES.values() for cause in some}
    wanted = {f"defect.{kind}" for kind in seen.CAUSES} | {f"cause.{name}" for name in causes}
    wanted |= {f"cause.{name}.check" for name in causes}
    steel = {one for some in seen.CAUSES.values() for cause in some for one in cause.steel}
    wanted |= {f"defect.{one}" for one in steel}
    keys = ("caused", "caused_and_on_steel", "unexplained", "unknown", "nothing")
    wanted |= {f"finding.seen.{key}" for key in keys}
    assert not wanted - set(known)
