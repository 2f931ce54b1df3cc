"""What the eyes have seen, what people said of it, and with what was looked."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0003"
down_revision = "0002"


def text(name: str, length: int, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sqlmodel.sql.sqltypes.AutoString(length=length), nullable=nullable)


def big(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def upgrade() -> None:
    op.create_table(
        "inspection",
        sa.Column("stream", sa.Integer(), nullable=False),
        big("measured_us"),
        big("seq"),
        text("cell", 40),
        text("run", 40),
        text("camera", 40),
        text("of", 8),
        sa.Column("cavity", sa.Integer(), nullable=True),
        big("shot_counter", nullable=True),
        big("inspected_us"),
        text("verdict", 20),
        text("reason", 20, nullable=True),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("p_value", sa.Float(), nullable=True),
        text("worst", 40, nullable=True),
        sa.Column("checks", sa.JSON(), nullable=False),
        sa.Column("place", sa.JSON(), nullable=False),
        sa.Column("pictures", sa.JSON(), nullable=False),
        text("map_sha256", 64, nullable=True),
        sa.Column("took_ms", sa.Float(), nullable=False),
        text("name", 90),
        text("model", 64),
        sa.PrimaryKeyConstraint("stream", "measured_us", "seq", name=op.f("pk_inspection")),
    )
    op.create_index("ix_inspection_cell_measured_us", "inspection", ["cell", "measured_us"])
    op.create_index("ix_inspection_model", "inspection", ["name", "measured_us"])
    op.create_table(
        "correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stream", sa.Integer(), nullable=False),
        big("measured_us"),
        big("seq"),
        text("told", 8),
        text("defect", 40, nullable=True),
        sa.Column("note", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        text("role", 20),
        big("at_us"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
    )
    op.create_index("ix_correction_inspection", "correction", ["stream", "measured_us", "seq"])
    op.create_table(
        "eyes_model",
        text("name", 90),
        text("version", 64),
        big("since_us"),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("name", "version", name=op.f("pk_eyes_model")),
    )


def downgrade() -> None:
    for table in ("eyes_model", "correction", "inspection"):
        op.drop_table(table)
