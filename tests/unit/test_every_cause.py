"""Each cause keeps the same promises; a new file is tested the moment it exists."""

import json
from pathlib import Path

import pytest

from sprue_server.drift.cause import MOVES, Cause, Story
from sprue_server.drift.causes import CAUSES, names
from sprue_server.drift.naming import name, story_of
from sprue_server.drift.watched import FAMILIES, WATCHED

ROOT = Path(__file__).resolve().parents[2]
WORDS = {
    path.stem: json.loads(path.read_text("utf-8")) for path in (ROOT / "dashboards/src/i18n").glob("*.json")
}
GROUPS = sorted({one.group for one in CAUSES})


@pytest.mark.parametrize("cause", CAUSES, ids=lambda one: one.name)
def test_a_cause_speaks_of_what_is_watched(cause: Cause):
    assert cause.name in names()
    assert set(cause.moves) <= set(FAMILIES)
    assert set(cause.moves.values()) <= set(MOVES)
    assert set(cause.scatters) <= {one.family for one in WATCHED.values()}
    assert any(move != "steady" for move in cause.moves.values())


@pytest.mark.parametrize("cause", CAUSES, ids=lambda one: one.name)
def test_what_it_does_by_the_book_is_named_with_its_group(cause: Cause):
    story = Story(cause.moves, dict.fromkeys(cause.scatters, True))
    told = name(story)
    assert told.group == cause.group
    assert told.confidence > 0.6


@pytest.mark.parametrize("cause", CAUSES, ids=lambda one: one.name)
def test_without_it_and_its_group_the_answer_is_mostly_unknown_or_less_sure(cause: Cause):
    others = [one for one in CAUSES if one.group != cause.group]
    story = Story(cause.moves, dict.fromkeys(cause.scatters, True))
    told, before = name(story, others), name(story)
    assert told.cause is None or told.confidence < before.confidence


@pytest.mark.parametrize("language", WORDS)
def test_every_cause_and_group_has_its_words(language: str):
    keys = {f"cause.{one.name}{part}" for one in CAUSES for part in ("", ".check")} | {
        f"cause_group.{one}" for one in GROUPS
    }
    assert not keys - set(WORDS[language])


def test_nothing_that_moved_is_nothing_known():
    told = name(Story({"weight": "steady", "cavity": "steady"}, {"cushion": False}))
    assert (told.cause, told.group) == (None, None)


def test_everything_that_moves_at_once_is_unknown():
    told = name(Story(dict.fromkeys(FAMILIES, "up!"), {}))
    assert told.cause is None


def test_a_hotter_melt_is_told_from_a_thinner_one_by_the_wall():
    hot = story_of(
        {"fill_peak_bar": -9.0, "cavity_peak_bar": 10.0, "cavity_wall_rise_c": 9.0, "dosing_time_s": 5.0}, {}
    )
    thin = story_of(
        {"fill_peak_bar": -9.0, "cavity_peak_bar": 10.0, "cavity_wall_rise_c": 0.2, "dosing_time_s": 0.3}, {}
    )
    assert name(hot).group == "melt_temperature"
    assert name(thin).group == "material"


def test_the_water_says_which_of_the_mould_s_causes_it_is():
    warm = {
        "cavity_wall_start_c": 6.0,
        "cavity_wall_rise_c": -1.0,
        "cavity_peak_bar": 0.5,
        "fill_peak_bar": 0.2,
    }
    steady = {
        "hall_temperature_c": 0.1,
        "coolant_supply_c": 0.0,
        "coolant_return_c": 0.1,
        "coolant_flow_l_min": 0.0,
    }
    assert (
        name(story_of({**warm, **steady, "coolant_supply_c": 7.0, "coolant_return_c": 7.0}, {})).cause
        == "tcu_fault"
    )
    assert name(
        story_of({**warm, **steady, "coolant_flow_l_min": -15.0, "coolant_return_c": 3.0}, {})
    ).cause == ("blocked_cooling_channel")
    assert (
        name(story_of({**warm, **steady, "hall_temperature_c": 9.0, "coolant_supply_c": 3.0}, {})).cause
        == "heat_wave"
    )
