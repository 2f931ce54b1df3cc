"""What people note on the floor: jobs, stop reasons, scrap, releases, measured parts."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0005"
down_revision = "0004"


def text(name: str, length: int | None = None, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sqlmodel.sql.sqltypes.AutoString(length=length), nullable=nullable)


def big(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def number(name: str, kind: sa.types.TypeEngine) -> sa.Column:
    return sa.Column(name, kind, nullable=True)


def noted(table: str, *columns: sa.Column) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        text("cell", 40),
        big("at_us"),
        big("noted_us"),
        text("role", 20),
        number("replaces", sa.Integer()),
        sa.Column("void", sa.Boolean(), nullable=False),
        text("note"),
        *columns,
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(f"ix_{table}_cell_at_us", table, ["cell", "at_us"])


def upgrade() -> None:
    noted(
        "job",
        text("job"),
        big("to_us", nullable=True),
        text("source", 20),
        text("mould", nullable=True),
        text("product", nullable=True),
        text("material", nullable=True),
        number("standard_cycle_s", sa.Float()),
        number("cavities", sa.Integer()),
        number("active_cavities", sa.Integer()),
        number("part_weight_g", sa.Float()),
        big("planned_quantity", nullable=True),
    )
    noted("stop_reason", big("to_us", nullable=True), text("reason", 60))
    noted(
        "scrap",
        sa.Column("parts", sa.Integer(), nullable=False),
        text("reason", 60),
        text("job", nullable=True),
    )
    noted("release", sa.Column("released", sa.Boolean(), nullable=False), text("job", nullable=True))
    noted(
        "hand_measured",
        text("job", nullable=True),
        big("shot_counter", nullable=True),
        text("origin", 20),
        sa.Column("readings", sa.JSON(), nullable=False),
    )


def downgrade() -> None:
    for table in ("hand_measured", "release", "scrap", "stop_reason", "job"):
        op.drop_table(table)
