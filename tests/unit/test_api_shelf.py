"""What many ask for at once is made once, and the shelf never grows beyond its room."""

import asyncio
import threading

from sprue_server.shelf import Shelf


def test_an_answer_is_made_once():
    shelf, made = Shelf[int](), []
    for _ in range(3):
        assert shelf.get("a", lambda: made.append(1) or len(made)) == 1
    assert made == [1]


def test_what_was_asked_for_last_stays():
    shelf, made = Shelf[str](room=2), []

    def get(key: str) -> str:
        return shelf.get(key, lambda: made.append(key) or key)

    for key in ("a", "b", "a", "c", "a", "b"):
        assert get(key) == key
    assert made == ["a", "b", "c", "b"]


def test_who_asks_while_it_is_made_waits_for_it_and_one_who_leaves_ends_it_for_nobody():
    shelf, made, may = Shelf[int](), [], threading.Event()

    def make() -> int:
        may.wait(10)
        made.append(1)
        return len(made)

    async def all_() -> list[int]:
        gone, *stay = [asyncio.create_task(shelf.shared("a", make)) for _ in range(5)]
        await asyncio.sleep(0)
        gone.cancel()
        may.set()
        return [*await asyncio.gather(*stay), await shelf.shared("a", make)]

    assert asyncio.run(all_()) == [1] * 5


def test_what_cannot_be_made_fails_for_all_who_wait_and_is_tried_anew_for_the_next():
    shelf, tried = Shelf[int](), []

    def make() -> int:
        tried.append(1)
        if len(tried) == 1:
            raise OSError("away")
        return 7

    async def both() -> list[int | BaseException]:
        return await asyncio.gather(*(shelf.shared("a", make) for _ in range(2)), return_exceptions=True)

    first = asyncio.run(both())
    assert [type(one) for one in first] == [OSError, OSError]
    assert asyncio.run(shelf.shared("a", make)) == 7
    assert len(tried) == 2
