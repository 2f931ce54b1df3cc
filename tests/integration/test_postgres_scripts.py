"""What docs/postgres says to a consultant is well written, as far as a server without extensions can tell."""

from pathlib import Path

import psycopg
import pytest
from store_world import Place

MISSING_HERE = {"0A000", "22023", "42704", "42883", "42P01", "58P01"}  # an extension and what it would bring


@pytest.mark.parametrize("name", ["citus", "timescaledb"])
def test_a_script_is_read_by_a_server_that_lacks_its_extension(root: Path, name: str, postgres_place: Place):
    script = (root / "docs" / "postgres" / f"{name}.sql").read_text()
    lines = [line for line in script.splitlines() if not line.startswith("--")]
    with psycopg.connect(postgres_place.database, autocommit=True) as db:
        said = [_said(db, statement) for statement in "\n".join(lines).split(";\n") if statement.strip()]
    assert set(said) <= MISSING_HERE | {None}
    assert len(said) > 3


def _said(db: psycopg.Connection, statement: str) -> str | None:
    try:
        db.execute(statement)
    except psycopg.Error as problem:
        return f"{problem.sqlstate}" if problem.sqlstate in MISSING_HERE else f"{problem.sqlstate}: {problem}"
    return None
