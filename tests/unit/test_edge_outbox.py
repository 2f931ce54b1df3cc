"""The gateway's memory: nothing leaves without a receipt, nothing is numbered twice."""

import json
import sqlite3

import pytest

from sprue_contract.payloads import Birth
from sprue_edge.intake import Draft, Intake
from sprue_edge.keeper import OutboxError, open_outbox
from sprue_edge.outbox import Outbox
from sprue_edge.outbox_file import Group, Stock
from sprue_edge.reading import record, sample

LAYOUT = "0123456789abcdef"
SHOTS = Group("live", "c", "shot")


def shot(cell="c", *, lane="live", position=None, kind="shot", weight=1, body="{}"):  # noqa: PLR0913
    return Draft(lane, cell, f"{cell}:x:live", kind, "r", 5, None, [body], weight, position)


def birth(run, until_us=None):
    body = Birth(
        title="t",
        machine="m",
        origin="real",
        pace=1,
        started_us=1,
        until_us=until_us,
        layout=LAYOUT,
        channels=[],
    )
    return Draft("live", "c", "s", "birth", run, 1, None, [record(body, run, 1).body], 1, None)


@pytest.fixture
def outbox(tmp_path):
    box = Outbox(tmp_path / "outbox.db")
    yield box
    box.close()


def test_rows_are_numbered_from_one_and_carry_their_number(outbox):
    outbox.write([shot(), shot()], [])
    assert [(row.seq, json.loads(row.text)["seq"]) for row in outbox.rows(SHOTS, 0, 999, 9)] == [(1, 1), (2, 2)]


def test_a_number_is_never_given_again_even_when_the_outbox_was_empty(tmp_path):
    box = Outbox(tmp_path / "outbox.db")
    box.write([shot(), shot()], [])
    box.write([], [(1, 2)])
    session = box.session
    box.close()
    again = Outbox(tmp_path / "outbox.db")
    again.write([shot()], [])
    assert again.session == session
    assert [row.seq for row in again.rows(SHOTS, 0, 999, 9)] == [3]
    again.close()


def test_a_row_and_the_position_behind_it_are_kept_together_or_not_at_all(outbox):
    outbox.write([shot(position={"row": 1})], [])
    bad = shot(position={"row": 2})
    bad.lane = None
    with pytest.raises(sqlite3.IntegrityError):
        outbox.write([shot(position={"row": 2}), bad], [])
    assert outbox.position("c:x:live") == {"row": 1}
    assert outbox.counts()["c"].produced == 1
    assert outbox.last_seq() == 1


def test_a_receipt_takes_away_what_it_names_and_only_once(outbox):
    outbox.write([shot() for _ in range(4)], [])
    change = outbox.write([], [(2, 3), (2, 3), (900, 999)])
    assert [row.seq for row in outbox.rows(SHOTS, 0, 999, 9)] == [1, 4]
    assert (change.counts["c"].produced, change.counts["c"].receipted) == (4, 2)
    assert change.stock[SHOTS].rows == -2


def test_a_sample_counts_its_frames(outbox):
    outbox.write([shot(kind="sample", weight=60), shot()], [])
    change = outbox.write([], [(1, 1)])
    assert (change.counts["c"].produced, change.counts["c"].receipted) == (61, 60)


def test_what_a_transaction_reports_adds_up_to_what_waits(outbox):
    total = {}
    for change in (
        outbox.write([shot(), shot(cell="d")], []),
        outbox.write([shot(lane="backlog")], [(1, 1)]),
        outbox.write([shot()], [], 3),
    ):
        for group, stock in change.stock.items():
            before = total.get(group, Stock(0, 0))
            total[group] = Stock(before.rows + stock.rows, before.bytes + stock.bytes)
    assert {group: stock for group, stock in total.items() if stock.rows} == outbox.stock()


def test_a_group_has_grown_even_when_as_many_rows_have_left(outbox):
    outbox.write([shot()], [])
    change = outbox.write([shot()], [(1, 1)])
    assert change.stock[SHOTS].rows == 0
    assert SHOTS in change.grown


def test_live_rows_that_have_waited_go_to_the_backlog_and_births_stay(outbox):
    outbox.write([birth("r"), shot(), shot()], [])
    assert outbox.write([], [], old_below=3).aged
    assert outbox.stock()[Group("backlog", "c", "shot")].rows == 1
    assert outbox.stock()[SHOTS].rows == 1
    assert outbox.stock()[Group("live", "c", "birth")].rows == 1


def test_a_bundle_fits_but_the_first_row_always_comes(outbox):
    outbox.write([shot(body=json.dumps("x" * 300)) for _ in range(3)], [])
    assert len(outbox.rows(SHOTS, 0, 800, 9)) == 2
    assert len(outbox.rows(SHOTS, 0, 1, 9)) == 1
    assert len(outbox.rows(SHOTS, 0, 9999, 2)) == 2


def test_the_current_birth_is_the_newest_of_a_run_that_goes_on(outbox):
    outbox.write([birth("old"), birth("new"), birth("history", until_us=9)], [])
    assert [(each.run, each.current) for each in outbox.births("c")] == [
        ("old", False),
        ("new", True),
        ("history", False),
    ]
    assert outbox.births("d") == []


def test_a_birth_told_again_within_a_run_is_the_current_one_by_its_number(outbox):
    first = outbox.write([shot(), birth("r")], [])
    again = outbox.write([birth("r"), shot()], [])
    assert (first.births, again.births) == ({"c": 2}, {"c": 3})
    assert [(each.seq, each.current) for each in outbox.births("c")] == [(3, True)]


def test_births_outlive_their_receipt_but_not_for_ever(outbox):
    for number in range(20):
        outbox.write([birth(f"run-{number}")], [(1, 99)])
    assert [each.run for each in outbox.births()][-1] == "run-19"
    assert len(outbox.births()) == 8


def test_a_folder_that_cannot_be_used_is_explained(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutboxError, match=r"cannot be used as data folder.*Nothing was started"):
        open_outbox(tmp_path / "file")


def test_a_file_that_is_no_outbox_is_explained(tmp_path):
    (tmp_path / "outbox.db").write_text("this is no database, it is a text of some length")
    with pytest.raises(OutboxError, match=r"outbox\.db: cannot be used as outbox.*Nothing was started"):
        open_outbox(tmp_path)


async def test_frames_that_wait_together_become_one_row():
    intake = Intake()
    for at in range(100):
        await intake.add("s", "c", "backlog", sample(LAYOUT, "r", [[at, 1.5]], {"at": at}))
    drafts = intake.take()
    assert [draft.weight for draft in drafts] == [60, 40]
    assert drafts[0].position == {"at": 59}
    assert len(json.loads(drafts[0].body())["frames"]) == 60


async def test_frames_are_joined_only_with_their_like_and_never_across_a_shot():
    intake = Intake()
    frame = sample(LAYOUT, "r", [[1, 1.5]])
    for source, lane, reading in [
        ("s", "live", frame),
        ("s", "backlog", frame),
        ("s", "backlog", frame._replace(run="r2")),
        ("s", "backlog", frame._replace(run="r2", kind="event", layout=None)),
        ("s", "backlog", frame._replace(run="r2")),
        ("t", "backlog", frame._replace(run="r2")),
    ]:
        await intake.add(source, "c", lane, reading)
    assert [draft.weight for draft in intake.take()] == [1] * 6
