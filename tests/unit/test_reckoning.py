"""Does everything meet: told only of one moment; on its way is neither lost nor doubled."""

import pytest

from sprue_contract.sandbox import Lent, OutboxCount
from sprue_server.live.unplugged import Unplugged
from sprue_server.reckoning import TRIES, one_moment, reckon


def outbox(produced: int, receipted: int, given_up: int = 0) -> OutboxCount:
    waiting = produced - receipted - given_up
    return OutboxCount(
        session="s-1",
        produced=produced,
        receipted=receipted,
        given_up=given_up,
        waiting=waiting,
        waiting_rows=waiting,
        waiting_bytes=waiting * 300,
    )


@pytest.mark.parametrize(
    ("file", "stored"),
    [(outbox(100, 100), 100), (outbox(150, 100), 100), (outbox(150, 100, given_up=7), 100), (outbox(0, 0), 0)],
    ids=["drained", "cable out", "given up", "nothing yet"],
)
def test_it_meets_when_nothing_moves(file, stored):
    told = reckon(file, stored, file)
    assert (told.meets, told.lost, told.doubled, told.receipts_due) == (True, 0, 0, 0)
    assert told.produced == told.waiting + told.stored + told.given_up


def test_a_file_that_changed_meanwhile_is_of_no_one_moment():
    told = reckon(outbox(100, 100), 100, outbox(101, 100))
    assert (told.meets, told.lost, told.doubled) == (False, 0, 0)
    assert reckon(outbox(100, 90), 100, outbox(100, 100)).meets is False


def test_what_is_stored_while_its_receipt_is_on_its_way_counts_at_both_ends():
    file = outbox(100, 90)
    told = reckon(file, 96, file)
    assert (told.meets, told.receipts_due, told.lost, told.doubled) == (False, 6, 0, 0)


def test_what_was_receipted_and_is_not_stored_is_lost():
    told = reckon(outbox(100, 100), 97, outbox(100, 100))
    assert (told.meets, told.lost, told.doubled) == (False, 3, 0)


def test_more_than_was_ever_produced_is_doubled():
    told = reckon(outbox(100, 100), 103, outbox(100, 100))
    assert (told.meets, told.lost, told.doubled) == (False, 0, 3)
    assert reckon(outbox(100, 90, given_up=4), 98, outbox(100, 90, given_up=4)).doubled == 2


class Ends:
    """A file and a database that move while they are asked."""

    def __init__(self, files, stored) -> None:
        self.files, self.tallies, self.asked = list(files), list(stored), 0

    async def outbox(self):
        return self.files.pop(0)

    async def stored(self, session: str) -> int:
        assert session == "s-1"
        self.asked += 1
        return self.tallies.pop(0)


async def test_both_ends_are_asked_until_they_stand_still():
    ends = Ends([outbox(101, 100), outbox(101, 101)], [100, 101])
    first = outbox(100, 100)
    ends.files.append(outbox(101, 101))
    ends.tallies.append(101)
    told = await one_moment(first, ends.stored, ends.outbox)
    assert (told.meets, told.produced, told.stored, ends.asked) == (True, 101, 101, 3)


async def test_ends_that_never_stand_still_are_asked_a_few_times_only():
    ends = Ends([outbox(100 + n, 100) for n in range(1, 9)], [100] * 9)
    told = await one_moment(outbox(100, 100), ends.stored, ends.outbox)
    assert (told.meets, told.produced, ends.asked) == (False, 100 + TRIES, TRIES)


async def test_a_file_that_goes_meanwhile_has_no_numbers():
    assert await one_moment(outbox(1, 1), Ends([], [1]).stored, Ends([None], []).outbox) is None


def lent(cell: str = "sandbox-1", expires_us: int = 1000, *, unplugged: bool = False) -> Lent:
    return Lent(cell=cell, machine="toy-gear", owner="0" * 64, expires_us=expires_us, unplugged=unplugged)


def test_a_cell_whose_cable_is_out_is_here_until_its_lease_ends():
    known = Unplugged()
    assert not known.holds("sandbox-1", 0)
    known.learn([lent(unplugged=True), lent("sandbox-2")])
    assert known.holds("sandbox-1", 999)
    assert not known.holds("sandbox-1", 1000)
    assert not known.holds("sandbox-2", 0)


def test_a_cable_that_is_in_again_is_believed_until_the_lease_ends_and_for_nobody_else():
    known = Unplugged()
    known.hold(lent())
    known.learn([lent()])
    assert known.holds("sandbox-1", 999)
    known.learn([lent(expires_us=5000)])
    assert not known.holds("sandbox-1", 0), "another visitor's lease"
    known.hold(lent())
    known.learn([])
    assert not known.holds("sandbox-1", 0), "given back, or its simulator is gone"
