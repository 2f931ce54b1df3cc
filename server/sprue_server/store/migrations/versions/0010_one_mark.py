"""A device that walks with a group says once how it was."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.add_column("visit_tablet", sa.Column("may_rate", sa.Boolean(), nullable=False, server_default=sa.true()))


def downgrade() -> None:
    op.drop_column("visit_tablet", "may_rate")
