"""What is on its way: the window is full, a receipt opens it, time makes it due again."""

from sprue_edge.outbox import Change
from sprue_edge.outbox_file import Group, Kept
from sprue_edge.shelf import Shelf
from sprue_edge.window import BACKLOG_SHARE, Parcel, Window

LIVE, OLD = Group("live", "c", "shot"), Group("backlog", "c", "shot")


def parcel(*seqs, group=LIVE, size=10):
    return Parcel(group, [Kept(seq, "x" * size) for seq in seqs])


def test_a_full_window_has_no_room_and_a_receipt_opens_it():
    window = Window(messages=2)
    for seq in (1, 2):
        window.add(parcel(seq))
    assert window.room("live") == 0
    window.release([(1, 1)])
    assert window.room("live") > 0


def test_bytes_fill_the_window_too():
    window = Window(size=100)
    window.add(parcel(1, 2, size=40))
    assert window.room("live") == 20
    window.release([(1, 2)])
    assert window.room("live") == 100


def test_the_backlog_leaves_room_for_what_happens_now():
    window = Window(messages=100, size=100)
    window.add(parcel(1, group=OLD, size=int(100 * BACKLOG_SHARE)))
    assert window.room("backlog") <= 0
    assert window.room("live") == 25


def test_part_of_a_parcel_may_be_receipted_and_only_the_rest_is_sent_again():
    window, sent = Window(), parcel(1, 2, 3)
    window.add(sent)
    window.release([(2, 2)])
    assert list(sent.rows) == [1, 3]
    assert window.holds(1)
    assert not window.holds(2)


def test_a_wide_receipt_names_only_what_is_on_its_way():
    window = Window()
    window.add(parcel(5, 6))
    window.release([(1, 2**52)])
    assert len(window) == 0


def test_a_parcel_is_due_after_five_seconds_then_after_ten_then_at_most_after_twenty():
    sent = parcel(1)
    waits = []
    for _ in range(5):
        sent.sent(100.0)
        waits.append(sent.due_at - 100)
    assert waits == [5, 10, 20, 20, 20]


def test_after_a_reconnection_everything_is_due_at_once():
    window, sent = Window(), parcel(1)
    sent.sent(100.0)
    window.add(sent)
    assert window.due(101.0) == []
    window.all_due()
    assert window.due(101.0) == [sent]


def test_live_goes_before_backlog_and_births_before_the_rest():
    born, live = Group("live", "d", "birth"), Group("live", "a", "sample")
    shelf = Shelf(("live", "backlog"), [OLD, live, born])
    assert shelf.waiting() == [born, live, OLD]


def test_each_cell_gets_its_turn():
    first, second = Group("backlog", "a", "shot"), Group("backlog", "b", "shot")
    shelf = Shelf(("backlog",), [first, second])
    shelf.took(first, 1)
    assert shelf.waiting() == [second, first]
    shelf.took(second, 2)
    assert shelf.waiting() == [first, second]


def test_an_empty_group_is_looked_at_again_only_when_rows_have_come():
    shelf = Shelf(("live",), [LIVE])
    shelf.look(LIVE)
    assert shelf.waiting() == []
    shelf.change(Change({}, {}, 1, grown=[LIVE]))
    assert shelf.waiting() == [LIVE]


def test_rows_that_come_while_the_outbox_is_asked_are_not_forgotten():
    shelf = Shelf(("live",), [LIVE])
    shelf.look(LIVE)
    shelf.change(Change({}, {}, 1, grown=[LIVE]))  # and now the answer comes: there was nothing
    assert shelf.waiting() == [LIVE]


def test_a_group_whose_next_row_does_not_fit_keeps_its_turn():
    shelf = Shelf(("live",), [LIVE])
    shelf.look(LIVE)
    shelf.put_back(LIVE)
    assert shelf.waiting() == [LIVE]


def test_pictures_are_not_for_the_connection_of_the_rows():
    assert Shelf(("live", "backlog"), [Group("pictures", "c", "image")]).waiting() == []


def test_rows_that_moved_to_the_backlog_are_found_although_their_numbers_are_low():
    shelf = Shelf(("live", "backlog"), [OLD])
    shelf.took(OLD, 900)
    shelf.change(Change({}, {}, 900, grown=[OLD], aged=True))
    assert shelf.look(OLD) == 0
