"""When parts of presses and moulds were cared for, and every how many shots they want to be."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0006"
down_revision = "0005"


def text(name: str, length: int | None = None, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sqlmodel.sql.sqltypes.AutoString(length=length), nullable=nullable)


def upgrade() -> None:
    op.create_table(
        "care",
        sa.Column("id", sa.Integer(), nullable=False),
        text("cell", 40),
        sa.Column("at_us", sa.BigInteger(), nullable=False),
        sa.Column("noted_us", sa.BigInteger(), nullable=False),
        text("role", 20),
        sa.Column("replaces", sa.Integer(), nullable=True),
        sa.Column("void", sa.Boolean(), nullable=False),
        text("note"),
        text("part", 40),
        text("mould", nullable=True),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.Column("every_shots", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_care")),
    )
    op.create_index("ix_care_cell_at_us", "care", ["cell", "at_us"])


def downgrade() -> None:
    op.drop_table("care")
