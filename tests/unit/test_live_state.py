"""What the hall may claim: never live when dead, never fooled by an old will, in whatever order."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sprue_contract.layout import channel, layout_id
from sprue_contract.messages import Message, Row
from sprue_contract.payloads import NOT_YET_READ, Birth, Body, CellCount, Event, Sample, Shot, Status
from sprue_contract.plant import Plant
from sprue_contract.topics import CellTopic
from sprue_server.arrivals import Arrival
from sprue_server.live.state import LiveState

S = 1_000_000
START = 1_760_000_000 * S
CHANNELS = [channel(name, "simulated") for name in ("machine_mode", "melt_temperature_c")]
LAYOUT = layout_id(CHANNELS)
PLANT = Plant.model_validate(
    {
        "title": "Hall",
        "cells": [
            {"name": "imm-1", "title": "Press 1", "at": {"x_m": 1, "y_m": 2}, "source": {"type": "simulated"}}
        ],
    }
)


def state() -> LiveState:
    return LiveState(PLANT, lambda _gateway, _session, _cell, row: f"1-{row.measured_us}-{row.seq}")


def birth(started_us: int = START, until_us: int | None = None, pace: float = 1) -> Birth:
    return Birth(
        title="Press 1",
        machine="Press",
        origin="simulated",
        pace=pace,
        started_us=started_us,
        until_us=until_us,
        layout=LAYOUT,
        channels=CHANNELS,
    )


def arrival(body: Body, at_us: int, **told: object) -> Arrival:
    """A row on its way; `told`: measured_us, run, session, seq, sent_us when they are not the usual ones."""
    kind = type(body).__name__.lower()
    measured = int(told.get("measured_us", at_us))
    row = Row(seq=int(told.get("seq", 1)), run=str(told.get("run", "r1")), measured_us=measured, body=body)
    sent = int(told.get("sent_us", at_us))
    message = Message(gateway="gw", session=str(told.get("session", "s1")), sent_us=sent, rows=[row])
    return Arrival(CellTopic("gw", "imm-1", kind), message, at_us)


def frame(at_us: int, value: float = 230.0, **told: object) -> Arrival:
    measured = int(told.get("measured_us", at_us))
    return arrival(Sample(layout=LAYOUT, frames=[[measured, 1, value]]), at_us, **told)


def shot(at_us: int, **told: object) -> Arrival:
    return arrival(Shot(started_us=at_us - 30 * S, counter=7, values={}), at_us, **told)


def online(live: LiveState, at_us: int, session: str = "s1", **counts: CellCount) -> None:
    told = {name.replace("_", "-"): count for name, count in counts.items()}
    live.status("gw", session, Status(state="online", counts=told), (at_us, at_us))


def offline(live: LiveState, at_us: int, sent_us: int, session: str = "s1") -> None:
    live.status("gw", session, Status(state="offline"), (at_us, sent_us))


def running(seconds: int = 10, state_: LiveState | None = None) -> tuple[LiveState, int]:
    """A cell that has sent a frame a second; the moment of the last one."""
    live = state_ or state()
    live.take([arrival(birth(), START)])
    for second in range(seconds + 1):
        if second % 5 == 0:
            online(live, START + second * S)
        live.take([frame(START + second * S, 230 + second)])
    return live, START + seconds * S


def fresh(live: LiveState, now_us: int) -> str:
    return live.view("imm-1", now_us).freshness


def test_a_cell_that_never_spoke_says_never():
    assert fresh(state(), START) == "never"
    assert state().view("imm-1", START).state == "never"


def test_a_cell_that_speaks_is_live_and_running():
    live, now = running()
    view = live.view("imm-1", now + S)
    assert (view.freshness, view.state, view.age_s) == ("live", "running", 1.0)
    assert view.values == {"machine_mode": 1, "melt_temperature_c": 240}


def test_a_cell_that_falls_silent_keeps_its_values_and_says_that_they_are_old():
    live, now = running()
    online(live, now + 8 * S)
    view = live.view("imm-1", now + 9 * S)
    assert (view.freshness, view.state) == ("stale", "stale")
    assert view.values["melt_temperature_c"] == 240


def behind(seconds: int, by_s: float) -> tuple[LiveState, int]:
    """A cell that has been sending frames of `by_s` seconds ago for so many seconds."""
    live = state()
    live.take([arrival(birth(START - int(by_s * S)), START)])
    for second in range(seconds + 1):
        online(live, START + second * S)
        live.take([frame(START + second * S, measured_us=START + int((second - by_s) * S))])
    return live, START + seconds * S


def test_a_cell_whose_past_is_still_arriving_is_catching_up_and_not_silent():
    live, now = behind(10, by_s=3600)
    view = live.view("imm-1", now + S)
    assert (view.freshness, view.state) == ("catching-up", "catching-up")
    assert view.clock_us == now - 3600 * S, "which time its values are of"
    assert fresh(behind(10, by_s=60)[0], now + S) == "live", "a minute behind is no news"


def test_a_cell_that_falls_silent_while_it_catches_up_is_stale():
    live, now = behind(10, by_s=3600)
    online(live, now + 8 * S)
    assert fresh(live, now + 9 * S) == "stale"
    assert fresh(live, now + 40 * S) == "offline"


def test_the_will_of_a_gateway_makes_its_cells_offline_at_once():
    live, now = running()
    offline(live, now + S, sent_us=START)
    assert fresh(live, now + S) == "offline"


def test_the_same_session_that_comes_back_is_live_again():
    live, now = running()
    offline(live, now + S, sent_us=START)
    online(live, now + 2 * S)
    live.take([frame(now + 2 * S)])
    assert fresh(live, now + 2 * S) == "live"


def test_a_birth_and_a_status_kept_by_the_broker_are_no_proof_of_life():
    live = state()
    hour_ago = START - 3600 * S
    live.status("gw", "s1", Status(state="online"), (START, hour_ago))
    live.take([arrival(birth(hour_ago), START, measured_us=hour_ago, sent_us=hour_ago)])
    assert fresh(live, START + S) == "never"


def test_history_that_drains_does_not_keep_a_dead_machine_alive():
    live, now = running()
    live.take([arrival(birth(START - 900 * S, START - 1), now, run="past")])
    for second in range(1, 60):
        at_us = now + second * S
        online(live, at_us)
        live.take([frame(at_us, measured_us=START - (900 - second) * S, run="past"), shot(at_us, run="past")])
    assert fresh(live, now + 60 * S) == "stale"


def test_a_backlog_of_the_run_that_drains_does_not_keep_a_dead_machine_alive():
    live, now = running(60)
    for second in range(1, 60):
        online(live, now + second * S)
        live.take([frame(now + second * S, measured_us=START + second * S // 2)])
    assert fresh(live, now + 60 * S) == "stale"


def test_a_frame_from_before_does_not_replace_a_newer_one():
    live, now = running()
    live.take([frame(now + S // 2, 99.0, measured_us=now - S)])
    assert live.view("imm-1", now + S).values["melt_temperature_c"] == 240


def test_the_newest_frame_of_a_batch_counts_whatever_its_place():
    live, now = running()
    frames = [[now + 2 * S, 1, 250.0], [now + S, 1, 249.0]]
    live.take([arrival(Sample(layout=LAYOUT, frames=frames), now + 2 * S)])
    assert live.view("imm-1", now + 2 * S).values["melt_temperature_c"] == 250


def test_a_frame_of_another_width_than_its_layout_harms_nobody():
    live, now = running()
    narrow = Sample(layout=LAYOUT, frames=[[now + S, 1]])
    live.take([arrival(narrow, now + S), frame(now + 2 * S, 251.0)])
    assert live.view("imm-1", now + 2 * S).values["melt_temperature_c"] == 251


@pytest.mark.parametrize("skew_s", [-3600, -40, 40, 3600])
def test_a_gateway_whose_clock_is_wrong_is_live_all_the_same(skew_s: int):
    live = state()
    live.take([arrival(birth(pace=2), START, sent_us=START + skew_s * S)])
    for second in range(30):
        now = START + second * S
        sent = now + skew_s * S
        live.status("gw", "s1", Status(state="online"), (now, sent))
        live.take([frame(now, sent_us=sent)])
    assert fresh(live, now) == "live"
    assert fresh(live, now + 60 * S) != "live"


def test_a_press_that_only_tells_shots_is_live_between_two_of_them():
    live = state()
    live.take([arrival(birth().model_copy(update={"standard_cycle_s": 30.0}), START)])
    for number in range(1, 4):
        now = START + number * 30 * S
        live.take([shot(now)])
        for second in range(0, 30, 5):
            online(live, now + second * S)
            assert fresh(live, now + second * S) == "live"
    online(live, now + 200 * S)
    assert fresh(live, now + 200 * S) == "stale"


def test_a_new_run_shows_nothing_of_the_old_one():
    live, now = running()
    live.take([arrival(birth(now), now + S, run="r2")])
    assert live.view("imm-1", now + S).values == {}
    live.take([frame(now + 2 * S, 99.0, run="r1"), frame(now + 2 * S, 251.0, run="r2")])
    assert live.view("imm-1", now + 2 * S).values["melt_temperature_c"] == 251


def test_an_older_run_that_introduces_itself_late_changes_nothing():
    live, now = running()
    live.take([arrival(birth(START - 500 * S), now, run="r0"), frame(now + S, 99.0, run="r0")])
    view = live.view("imm-1", now + S)
    assert (view.run, view.values["melt_temperature_c"]) == ("r1", 240)


def test_alarms_colour_a_cell_until_they_go():
    live, now = running()
    for active, expected in ((True, "alarm"), (False, "running")):
        event = Event(what="alarm", name="mould_not_shut", severity=800, active=active)
        live.take([arrival(event, now + S)])
        assert live.view("imm-1", now + S).state == expected


def test_an_alarm_that_comes_late_does_not_stand_up_again():
    live, now = running()
    for active, measured_us in ((False, now), (True, now - 5 * S)):
        event = Event(what="alarm", name="mould_not_shut", severity=800, active=active)
        live.take([arrival(event, now + S, measured_us=measured_us)])
    assert live.view("imm-1", now + S).active_alarms == []


def test_a_hub_that_remembers_a_cell_calls_it_stale_until_it_speaks():
    live = state()
    cell = live.cells["imm-1"]
    cell.born("r1", birth(), START)
    cell.gateway, cell.clock_us = "gw", START
    assert fresh(live, START + S) == "stale"
    online(live, START + 2 * S)
    live.take([frame(START + 2 * S)])
    assert fresh(live, START + 2 * S) == "live"


def test_produced_is_what_waits_plus_what_is_stored():
    live, now = running()
    online(live, now, imm_1=CellCount(produced=100, receipted=90, dropped=2))
    live.tallied({("gw", "s1", "imm-1"): 95})
    counts = live.counts("imm-1")
    assert (counts.produced, counts.stored, counts.waiting, counts.dropped) == (100, 95, 3, 2)
    assert not counts.doubtful


def counted(live: LiveState, at_us: int, stored: int, **count: int) -> bool:
    """A word of the gateway and the tally after it: does that look doubtful?"""
    online(live, at_us, imm_1=CellCount(**count))
    live.tallied({("gw", "s1", "imm-1"): stored})
    return live.counts("imm-1").doubtful


def test_receipts_for_what_is_not_stored_are_doubtful():
    live, now = running()
    assert not counted(live, now, 90, produced=100, receipted=90)
    assert counted(live, now + 5 * S, 80, produced=105, receipted=95)


def test_more_stored_than_was_ever_produced_is_doubtful_and_stays_so():
    live, now = running()
    said = [counted(live, now + n * 5 * S, 130 + n, produced=100 + n, receipted=100 + n) for n in range(6)]
    assert said == [False, False, True, True, True, True]


@given(st.lists(st.integers(0, 500), min_size=3, max_size=30), st.integers(0, 300))
@settings(deadline=None)
def test_honest_counts_are_never_doubtful(made: list[int], since: int):
    """Between a word's sending and the tally the press goes on and its rows are stored."""
    live, now = running()
    produced = 0
    for n, rows in enumerate(made):
        produced += rows
        moment = now + n * 5 * S
        stored = produced + min(since, made[n + 1] if n + 1 < len(made) else 0)
        assert not counted(live, moment, stored, produced=produced, receipted=produced)
        live.tallied({("gw", "s1", "imm-1"): stored + 10_000})
        assert not live.counts("imm-1").doubtful, "a later tally belongs to a later word"
        counts = live.counts("imm-1")
        assert counts.produced == counts.waiting + counts.stored + counts.dropped


def test_words_of_two_sessions_mean_the_same_in_any_order():
    """The old session's will and births may come before or after the new session's words."""
    old_will = ("s1", Status(state="offline"), START)
    new_word = ("s2", Status(state="online"), START + 20 * S)
    old_word = ("s1", Status(state="online"), START + 10 * S)
    for words in permutations([old_will, new_word, old_word]):
        live = state()
        live.take([arrival(birth(), START + 20 * S, session="s2")])
        for session, status, sent_us in words:
            live.status("gw", session, status, (START + 21 * S, sent_us))
        live.take([frame(START + 21 * S, session="s2")])
        assert fresh(live, START + 22 * S) == "live", [word[0] for word in words]


STEP = st.tuples(st.sampled_from(["frame", "shot", "birth", "old-will", "status", "event"]), st.integers(0, 40))


@settings(deadline=None)
@given(steps=st.lists(STEP, max_size=40), silence_s=st.integers(700, 100_000))
def test_whatever_came_before_a_long_silence_is_not_live(steps: list[tuple[str, int]], silence_s: int):
    live, now = running()
    for word, wait_s in steps:
        now += wait_s * S
        match word:
            case "frame":
                live.take([frame(now)])
            case "shot":
                live.take([shot(now)])
            case "birth":
                live.take([arrival(birth(now), now, run=f"r{now}")])
            case "old-will":
                offline(live, now, START - 100 * S, session="s0")
            case "status":
                online(live, now)
            case "event":
                live.take([arrival(Event(what="note", name="hello"), now)])
    assert fresh(live, now + silence_s * S) != "live"
    online(live, now + silence_s * S)
    assert fresh(live, now + silence_s * S) != "live", "a gateway that lives does not make its machine live"


@settings(deadline=None)
@given(order=st.permutations(range(12)))
def test_the_newest_frame_is_shown_whatever_the_order_of_arrival(order: list[int]):
    live = state()
    live.take([arrival(birth(), START)])
    for number in order:
        live.take([frame(START + 60 * S, 200.0 + number, measured_us=START + number * S)])
    assert live.view("imm-1", START + 60 * S).values["melt_temperature_c"] == 211


@settings(deadline=None)
@given(sent_s=st.integers(-100_000, 100_000), wait_s=st.integers(0, 100_000))
def test_after_a_will_nothing_of_that_session_is_live_until_it_speaks_again(sent_s: int, wait_s: int):
    live, now = running()
    offline(live, now + S, sent_us=START + sent_s * S)
    assert fresh(live, now + (wait_s + 1) * S) == "offline"


def visitors(session: str, at_us: int, started_us: int = START) -> list[Arrival]:
    """A visitor's own cell introduces itself, in the name that it shares with who comes after."""
    told = birth(started_us).model_copy(update={"sandbox": True})
    return [arrival(told, at_us, session=session), frame(at_us, session=session)]


def test_a_visitors_cell_is_there_while_the_gateway_that_spoke_for_it_runs():
    live = state()
    live.take(visitors("s1", START))
    assert not live.here("imm-1", START), "nobody has said yet that its gateway runs"
    online(live, START)
    assert live.here("imm-1", START)
    assert live.view("imm-1", START).sandbox
    assert live.gateway_views(START) == [], "its gateway is none of the plant's"
    offline(live, START + S, START + S)
    assert not live.here("imm-1", START + S)


def test_a_visitors_cell_whose_simulator_died_is_gone_and_not_stale_for_ever():
    live = state()
    live.take(visitors("s1", START))
    online(live, START)
    assert live.here("imm-1", START + 19 * S)
    assert not live.here("imm-1", START + 21 * S)


def test_of_the_visitor_before_nothing_stays_whatever_his_clock_showed():
    live = state()
    live.take([*visitors("s1", START, started_us=START + 9000 * S), shot(START, session="s1")])
    online(live, START + S, session="s2")
    assert not live.here("imm-1", START + S), "the next one's gateway runs, but has told of no cell yet"
    live.take(visitors("s2", START + 2 * S))
    view = live.view("imm-1", START + 2 * S)
    assert live.here("imm-1", START + 2 * S)
    assert (view.clock_us, view.last_shot) == (START + 2 * S, None)


def test_a_cell_of_the_plant_is_there_even_when_its_gateway_is_not():
    live, now = running()
    offline(live, now + S, now + S)
    assert live.here("imm-1", now + S)


def test_a_cell_in_slow_motion_is_not_called_stale_between_two_of_its_seconds():
    live, now = running()
    live.take([arrival(birth(started_us=now, pace=0.1), now, run="r2")])
    live.take([frame(now + S, run="r2")])
    online(live, now + 25 * S)
    assert fresh(live, now + 25 * S) == "live"


def frozen(at_us: int, *, since_us: int | None, started_us: int = START, **told: object) -> Arrival:
    """The cell introduces itself again within its run: it stands now, or goes on."""
    return arrival(birth(started_us).model_copy(update={"frozen_us": since_us}), at_us, **told)


def reads(live: LiveState, at_us: int, words: str) -> None:
    """What the gateway says of reading the machine."""
    live.status("gw", "s1", Status(state="online", sources={"imm-1": words}), (at_us, at_us))


def test_a_frozen_cell_says_since_when_and_is_neither_live_nor_stale_however_long_it_stands():
    live, now = running()
    live.take([frozen(now + S, since_us=now + S)])
    for later_s in (1, 60, 3600, 86_400):
        online(live, now + later_s * S)
        view = live.view("imm-1", now + later_s * S)
        assert (view.freshness, view.state, view.frozen_us) == ("frozen", "frozen", now + S)
        assert view.values["melt_temperature_c"] == 240, "it stands with the values that it had"


def test_a_frozen_cell_that_is_stepped_stays_frozen():
    live, now = running()
    live.take([frozen(now + S, since_us=now + S)])
    online(live, now + 600 * S)
    live.take([frame(now + 600 * S, 251.0, measured_us=now + 2 * S), shot(now + 600 * S)])
    view = live.view("imm-1", now + 600 * S)
    assert (view.state, view.values["melt_temperature_c"]) == ("frozen", 251)


@pytest.mark.parametrize("steps", [0, 1])
def test_a_cell_that_goes_on_is_current_at_once_and_soon_stale_when_it_dies(steps: int):
    live, now = running()
    live.take([frozen(now + S, since_us=now + S)])
    live.take([frame(now + 500 * S, measured_us=now + 2 * S) for _ in range(steps)])
    later = now + 900 * S
    online(live, later)
    live.take([frozen(later, since_us=None, measured_us=now + 3 * S)])
    view = live.view("imm-1", later + S)
    assert (view.freshness, view.frozen_us) == ("catching-up", None), "its values are old"
    live.take([frame(later + 2 * S)])
    assert fresh(live, later + 2 * S) == "live"
    online(live, later + 10 * S)
    assert fresh(live, later + 10 * S) == "stale", "how long it stood says nothing about how often it speaks"


def test_a_frozen_cell_whose_gateway_or_machine_is_gone_is_not_called_frozen():
    live, now = running()
    live.take([frozen(now + S, since_us=now + S)])
    reads(live, now + 60 * S, "no simulator answers at 127.0.0.1:7410")
    assert fresh(live, now + 60 * S) == "stale", "it may have ended and forgotten that it was frozen"
    reads(live, now + 65 * S, NOT_YET_READ)
    assert fresh(live, now + 65 * S) == "frozen", "a gateway that has started again has nothing new to read"
    offline(live, now + 70 * S, sent_us=START)
    assert fresh(live, now + 70 * S) == "offline"
    online(live, now + 80 * S)
    assert fresh(live, now + 80 * S) == "frozen"
    assert fresh(live, now + 101 * S) == "offline", "its gateway fell silent without a goodbye"


def test_words_of_freezing_and_going_on_mean_the_same_in_any_order():
    told = [(1, START + S), (2, None), (3, START + 3 * S), (4, None)]
    for order in permutations(told):
        live, now = running()
        for moment, since_us in order:
            live.take([frozen(now, since_us=since_us, measured_us=now + moment)])
        assert fresh(live, now) == "live", order


def test_a_new_run_of_a_frozen_cell_is_frozen_before_it_has_told_anything():
    live, now = running()
    live.take([frozen(now + S, since_us=START, started_us=now + S, run="r2")])
    view = live.view("imm-1", now + S)
    assert (view.state, view.values) == ("frozen", {})
    live.take([frozen(now + 2 * S, since_us=None, started_us=now + 2 * S, run="r3")])
    live.take([frame(now + 3 * S, run="r3")])
    assert fresh(live, now + 3 * S) == "live"


def test_a_visitors_frozen_cell_is_frozen_too():
    live = state()
    live.take(visitors("s1", START))
    online(live, START + S)
    told = birth().model_copy(update={"sandbox": True, "frozen_us": START + S})
    live.take([arrival(told, START + S)])
    assert (live.view("imm-1", START + 2 * S).state, live.here("imm-1", START + 2 * S)) == ("frozen", True)


def test_a_cell_is_called_in_other_languages_as_its_birth_says_and_an_old_gateway_says_none():
    live, now = running()
    assert (live.view("imm-1", now).title, live.view("imm-1", now).translations) == ("Press 1", {})
    told = birth().model_copy(update={"translations": {"es": {"title": "Prensa 1"}}})
    live.take([arrival(told, now, measured_us=now)])
    assert (live.view("imm-1", now).title, live.view("imm-1", now).translations["es"]) == (
        "Press 1",
        {"title": "Prensa 1"},
    )


def test_a_cell_that_never_spoke_is_called_as_the_plant_file_does():
    raw = PLANT.model_dump(mode="json", exclude_none=True)
    raw["cells"][0]["title"] = {"en": "Press 1", "es": "Prensa 1"}
    live = LiveState(Plant.model_validate(raw), lambda *_: "")
    view = live.view("imm-1", START)
    assert (view.title, view.translations, view.machine) == ("Press 1", {"es": {"title": "Prensa 1"}}, None)


def test_a_new_layout_of_the_same_run_does_not_rename_what_was_read():
    live, now = running()
    narrow = [CHANNELS[0]]
    told = birth().model_copy(update={"channels": narrow, "layout": layout_id(narrow)})
    live.take([arrival(told, now + S, measured_us=START + S)])
    assert live.view("imm-1", now + S).values == {"machine_mode": 1, "melt_temperature_c": 240}
    live.take([arrival(Sample(layout=layout_id(narrow), frames=[[now + 2 * S, 3]]), now + 2 * S)])
    assert live.view("imm-1", now + 2 * S).values == {"machine_mode": 3}
