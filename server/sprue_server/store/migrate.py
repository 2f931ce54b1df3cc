"""Bringing the tables to the form this program knows; what can be copied is copied before it is changed."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from sprue_server.store.problems import StoreError


def migrate(engine: Engine, where: Path | str, back_up: Callable[[str], Path | None]) -> Path | None:
    """Run pending migrations; the backup made before, if there was something to keep.

    Raises:
        StoreError: the database is newer than this program, or there is no room for a backup.
    """
    config = _config(engine)
    newest = ScriptDirectory.from_config(config).get_current_head()
    found = _revision(engine)
    if found == newest:
        return None
    _refuse_newer(config, where, found)
    backup = back_up(found) if found else None
    command.upgrade(config, "head")
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


def _refuse_newer(config: Config, where: Path | str, found: str | None) -> None:
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if found and found not in known:
        raise StoreError(
            where,
            f"it was written by a newer Sprue (its form is {found})",
            "Start that newer Sprue, or name another place.",
            "Nothing was changed.",
        )
