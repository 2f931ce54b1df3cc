"""The inbox between paho's thread and the loop."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from sprue_server.inbox import Inbox, Letter


def letter(number: int, size: int = 1) -> Letter:
    return Letter(f"t/{number}", b"x" * size, retained=False, arrived_us=number)


async def test_what_does_not_fit_is_dropped_and_counted():
    inbox = Inbox(asyncio.get_running_loop(), room=3)
    for number in range(5):
        inbox.deliver(letter(number))
    assert [one.arrived_us for one in await inbox.take(10)] == [0, 1, 2]
    assert inbox.dropped == 2


async def test_the_room_is_bounded_in_bytes_too():
    inbox = Inbox(asyncio.get_running_loop(), room_bytes=100)
    for number in range(5):
        inbox.deliver(letter(number, 40))
    assert (len(inbox.waiting), inbox.held_bytes, inbox.dropped) == (2, 80, 3)
    await inbox.take(1)
    assert inbox.held_bytes == 40
    inbox.deliver(letter(9, 40))
    assert inbox.dropped == 3


async def test_a_batch_of_large_messages_is_small_in_number():
    inbox = Inbox(asyncio.get_running_loop())
    for number in range(10):
        inbox.deliver(letter(number, 1000))
    assert len(await inbox.take(10, most_bytes=2500)) == 3


async def test_no_wake_up_is_missed_however_the_threads_meet():
    loop, many = asyncio.get_running_loop(), 20_000
    inbox = Inbox(loop, room=many)
    with ThreadPoolExecutor(1) as paho:
        sending = loop.run_in_executor(paho, lambda: [inbox.deliver(letter(n)) for n in range(many)])
        taken: list[Letter] = []
        while len(taken) < many:
            taken += await asyncio.wait_for(inbox.take(7), 30)
        await sending
    assert [one.arrived_us for one in taken] == list(range(many))
