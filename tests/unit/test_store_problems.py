"""What SQLite says no with becomes words that say what now."""

import sqlite3

import pytest

from sprue_server.store.problems import blocked
from sprue_server.store.sqlite.problems import SQLITE


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("disk I/O error", "read-only now, or failing"),
        ("database or disk is full", "Free some space"),
        ("database is locked", "End that program"),
        ("attempt to write a readonly database", "right to write"),
        ("something new", "the database says: something new"),
    ],
)
def test_a_refusal_says_where_and_what_now_and_that_nothing_is_lost(said: str, told: str):
    text = str(blocked("hub.db", SQLITE, sqlite3.OperationalError(said)))
    assert text.startswith("hub.db: ")
    assert told in text
    assert text.endswith("Nothing is lost: what is not stored is sent again.")
