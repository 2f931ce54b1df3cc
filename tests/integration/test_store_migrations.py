"""hub.db is brought to the form this program knows, and a copy is kept before."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlmodel import SQLModel
from store_world import T0, ZONE, Place, arrival, birth, opened

import sprue_server.store.tables
from sprue_server.store.migrate import _config, migrate
from sprue_server.store.problems import StoreError
from sprue_server.store.sqlite.database import back_up, writing_engine
from sprue_server.store.store import Store

NEWEST = max(
    path.name for path in (Path(sprue_server.store.__file__).parent / "migrations/versions").glob("0*.py")
)[:4]
SECOND = f'''"""A made-up change."""
import sqlalchemy as sa
from alembic import op
revision = "9000"
down_revision = "{NEWEST}"
def upgrade() -> None:
    op.add_column("audit", sa.Column("extra", sa.Integer(), nullable=True))
'''


async def test_the_schema_equals_the_tables(place: Place):
    async with opened(place) as (store, _):
        with store.engine.connect() as db:
            context = MigrationContext.configure(db, opts={"compare_type": True})
            assert compare_metadata(context, SQLModel.metadata) == []


def test_a_new_store_needs_no_backup_and_neither_does_one_that_is_up_to_date(tmp_path: Path):
    for _ in range(2):
        store = Store(tmp_path, ZONE)
        assert store.backup is None
        asyncio.run(store.close())
    assert not (tmp_path / "backups").exists()


def test_a_pending_change_keeps_a_whole_copy_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    async def one_record() -> None:
        async with opened(Place(tmp_path / "data")) as (store, _):
            await store.keep([arrival((1, T0, birth()))], [])

    asyncio.run(one_record())
    with_a_second(tmp_path, monkeypatch)
    engine = writing_engine(tmp_path / "data" / "hub.db")
    hub = tmp_path / "data" / "hub.db"
    backup = migrate(engine, hub, lambda found: back_up(hub, found))
    engine.dispose()
    assert backup == tmp_path / "data" / "backups" / f"hub-{NEWEST}-1.db"
    for path, columns in ((backup, 5), (tmp_path / "data" / "hub.db", 6)):
        with closing(sqlite3.connect(path)) as db:
            assert db.execute("SELECT count(*) FROM birth").fetchone() == (1,)
            assert len(db.execute("PRAGMA table_info(audit)").fetchall()) == columns


def with_a_second(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This program, one change of form later."""
    more = folder / "more"
    more.mkdir()
    (more / "9000_made_up.py").write_text(SECOND)

    def longer(engine: object) -> object:
        config = _config(engine)  # type: ignore[arg-type]
        first = config.get_main_option("script_location")
        config.set_main_option("path_separator", "newline")
        config.set_main_option("version_locations", f"{first}/versions\n{more}")
        return config

    monkeypatch.setattr("sprue_server.store.migrate._config", longer)


def test_a_database_of_a_newer_program_is_refused_and_left_alone(tmp_path: Path):
    asyncio.run(Store(tmp_path, ZONE).close())
    with closing(sqlite3.connect(tmp_path / "hub.db")) as db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
        db.commit()
    with pytest.raises(StoreError, match=r"newer Sprue \(its form is 9999\)[\s\S]*Nothing was changed"):
        Store(tmp_path, ZONE)
    assert not (tmp_path / "backups").exists()


def test_every_change_of_form_can_be_taken_back(tmp_path: Path):
    asyncio.run(Store(tmp_path, ZONE).close())
    engine = writing_engine(tmp_path / "hub.db")
    command.downgrade(_config(engine), "base")
    engine.dispose()
    with closing(sqlite3.connect(tmp_path / "hub.db")) as db:
        names = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert names <= {"alembic_version", "sqlite_sequence"}


VERSIONS = Path(sprue_server.store.tables.__file__).parent / "migrations" / "versions"
EARLIER = sorted(path.name[:4] for path in VERSIONS.glob("0*.py"))[:-1]


def made_up(column: sa.Column, number: int) -> object:
    """A value that fits."""
    if isinstance(column.type, sa.JSON):
        return {"n": number}
    kind = column.type.python_type
    return f"{number}" if kind is str else kind(number) if kind is not bytes else bytes([number])


@pytest.mark.parametrize("revision", EARLIER)
def test_every_row_of_an_earlier_release_is_still_there(tmp_path: Path, revision: str):
    engine = writing_engine(tmp_path / "hub.db")
    command.upgrade(_config(engine), revision)
    tables = sa.MetaData()
    tables.reflect(engine)
    rows = {}
    with engine.begin() as db:
        for table in tables.sorted_tables:
            if table.name != "alembic_version":
                row = {column.name: made_up(column, 1 + place) for place, column in enumerate(table.columns)}
                db.execute(table.insert(), row)
                rows[table.name] = row
    engine.dispose()
    store = Store(tmp_path, ZONE)
    assert store.backup == tmp_path / "backups" / f"hub-{revision}-1.db"
    with store.engine.connect() as db:
        for name, row in rows.items():
            (found,) = db.execute(sa.select(tables.tables[name])).mappings().all()
            assert {column: found[column] for column in row} == row, name
    assert len(rows) > 10
    asyncio.run(store.close())
