"""How Alembic reaches our tables: the engine is handed over by `migrate.py`."""

from alembic import context
from sqlmodel import SQLModel

import sprue_server.store.drift_tables
import sprue_server.store.eye_tables
import sprue_server.store.floor_tables
import sprue_server.store.gauge_tables
import sprue_server.store.tables
import sprue_server.store.visit_tables  # all fill SQLModel.metadata
import sprue_server.store.voice_tables  # noqa: F401
from sprue_server.store.dialect import alone

with context.config.attributes["engine"].begin() as connection:
    alone(connection)
    context.configure(connection=connection, target_metadata=SQLModel.metadata, render_as_batch=True)
    context.run_migrations()
