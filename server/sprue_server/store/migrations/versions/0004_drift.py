"""What the process analyses have called, and against what."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0004"
down_revision = "0003"


def text(name: str, length: int | None, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sqlmodel.sql.sqltypes.AutoString(length=length), nullable=nullable)


def big(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def upgrade() -> None:
    op.create_table(
        "drift",
        sa.Column("id", sa.Integer(), nullable=False),
        text("cell", 40),
        text("run", 40),
        sa.Column("sandbox", sa.Boolean(), nullable=False),
        text("kind", 20),
        big("called_us"),
        big("since_us"),
        big("ended_us", nullable=True),
        text("shot", 60),
        text("since_shot", 60),
        text("cause", 40, nullable=True),
        text("group", 40, nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        text("template", 16),
        sa.Column("body", sa.JSON(), nullable=False),
        text("told", 40, nullable=True),
        text("role", 20, nullable=True),
        big("at_us", nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drift")),
    )
    op.create_index("ix_drift_cell_called_us", "drift", ["cell", "called_us"])
    op.create_table(
        "template",
        text("cell", 40),
        text("version", 16),
        text("run", 40),
        text("job", None, nullable=True),
        big("learnt_us"),
        big("from_us"),
        big("to_us"),
        sa.Column("shots", sa.Integer(), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("levels", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("cell", "version", name=op.f("pk_template")),
    )


def downgrade() -> None:
    for table in ("template", "drift"):
        op.drop_table(table)
