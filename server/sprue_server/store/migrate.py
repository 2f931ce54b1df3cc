"""Bringing hub.db to the form this program knows; a copy is kept before an existing one is changed."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from sprue_server.store.problems import StoreError, opening_error

SPARE = 2  # times the database's size must be free before it is copied and changed


def migrate(engine: Engine, path: Path) -> Path | None:
    """Run pending migrations; the backup made before, if there was something to keep.

    Raises:
        StoreError: the database is newer than this program, or there is no room for a backup.
    """
    config = _config(engine)
    newest = ScriptDirectory.from_config(config).get_current_head()
    found = _revision(engine)
    if found == newest:
        return None
    _refuse_newer(config, path, found)
    try:
        backup = _back_up(path, found) if found else None
        command.upgrade(config, "head")
    except (DBAPIError, sqlite3.Error, OSError) as problem:
        raise opening_error(path, problem) from problem
    return backup


def _config(engine: Engine) -> Config:
    config = Config()
    folder = str(Path(__file__).parent / "migrations")
    config.set_main_option("script_location", folder.replace("%", "%%"))
    config.attributes["engine"] = engine
    return config


def _revision(engine: Engine) -> str | None:
    with engine.connect() as db:
        return MigrationContext.configure(db).get_current_revision()


def _refuse_newer(config: Config, path: Path, found: str | None) -> None:
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if found and found not in known:
        raise StoreError(
            path,
            f"it was written by a newer Sprue (its form is {found})",
            "Start that newer Sprue, or name another data folder.",
            "Nothing was changed.",
        )


def _back_up(path: Path, found: str) -> Path:
    """A copy that SQLite itself makes, so that what is still in the WAL is in it."""
    size, free = path.stat().st_size, shutil.disk_usage(path.parent).free
    if free < SPARE * size:
        what = f"a backup before its change of form needs {SPARE * size:,} bytes, {free:,} are free"
        raise StoreError(path, what, "Free some space on this disk.", "Nothing was changed.")
    folder = path.parent / "backups"
    folder.mkdir(exist_ok=True)
    copies = len(list(folder.glob(f"hub-{found}-*.db")))
    backup = folder / f"hub-{found}-{copies + 1}.db"
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(backup)) as copy:
        source.backup(copy)
    return backup
