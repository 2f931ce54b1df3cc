"""What gauges have learnt, and since when one no longer holds."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0007"
down_revision = "0006"


def text(name: str, length: int | None, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sqlmodel.sql.sqltypes.AutoString(length=length), nullable=nullable)


def big(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def upgrade() -> None:
    op.create_table(
        "gauge",
        sa.Column("id", sa.Integer(), nullable=False),
        text("cell", 40),
        text("mould", None),
        text("quantity", 64),
        big("learnt_us"),
        big("from_us"),
        big("to_us"),
        big("begun_us"),
        big("ended_us", nullable=True),
        text("why", 20, nullable=True),
        sa.Column("parts", sa.Integer(), nullable=False),
        text("level", 1),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("model", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gauge")),
    )
    op.create_index("ix_gauge_cell_id", "gauge", ["cell", "id"])


def downgrade() -> None:
    op.drop_table("gauge")
