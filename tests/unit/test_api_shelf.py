"""What many ask for at once is made once, and the shelf never grows beyond its room."""

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
