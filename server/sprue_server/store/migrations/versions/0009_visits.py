"""Visits: slots, bookings, groups, the shared tour, and what is counted of them."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0009"
down_revision = "0008"
TABLES = ("slot", "booking", "group", "tour", "tablet", "walk", "rating")


def text(name: str, length: int, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sqlmodel.sql.sqltypes.AutoString(length=length), nullable=nullable)


def big(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def whole(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def told(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.JSON(), nullable=nullable)


def table(name: str, *columns: sa.Column, key: tuple[str, ...] = ("id",)) -> None:
    op.create_table(f"visit_{name}", *columns, sa.PrimaryKeyConstraint(*key, name=op.f(f"pk_visit_{name}")))


def upgrade() -> None:
    bookings()
    groups()
    table("tour", whole("id"), whole("revision"), whole("reset"), told("body", nullable=True))
    table("tablet", whole("group"), text("owner", 64), key=("group", "owner"))
    table("rating", whole("id"), whole("group"), big("at_us"), whole("rating"))


def bookings() -> None:
    table(
        "slot",
        whole("id"),
        big("starts_us"),
        whole("minutes"),
        whole("places"),
        told("languages"),
        text("note", 300),
        big("opened_us"),
        big("closed_us", nullable=True),
    )
    op.create_index("ix_visit_slot_starts_us", "visit_slot", ["starts_us"])
    op.create_table(
        "visit_booking",
        whole("id"),
        whole("slot"),
        text("code_sha256", 64),
        whole("people"),
        text("sector", 30),
        text("role", 20),
        text("size", 20),
        text("language", 20),
        big("booked_us"),
        big("changed_us", nullable=True),
        big("cancelled_us", nullable=True),
        text("name", 120, nullable=True),
        text("contact", 200, nullable=True),
        text("consent", 20, nullable=True),
        text("consent_language", 20, nullable=True),
        big("consent_us", nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_booking")),
        sa.UniqueConstraint("code_sha256", name=op.f("uq_visit_booking_code_sha256")),
    )
    op.create_index("ix_visit_booking_slot", "visit_booking", ["slot"])
    op.create_index("ix_visit_booking_consent_us", "visit_booking", ["consent_us"])


def groups() -> None:
    table(
        "group",
        whole("id"),
        whole("slot", nullable=True),
        big("begun_us"),
        big("ended_us", nullable=True),
        whole("firms"),
        whole("people"),
        told("roles"),
        told("sectors"),
        text("language", 20),
        whole("minutes"),
        sa.Column("minutes_walked", sa.Float(), nullable=False),
        told("stops"),
    )
    op.create_index("ix_visit_group_begun_us", "visit_group", ["begun_us"])
    table(
        "walk",
        whole("id"),
        big("at_us"),
        text("how", 10),
        text("role", 20),
        text("language", 20),
        whole("minutes"),
        sa.Column("minutes_walked", sa.Float(), nullable=False),
        told("stops"),
        sa.Column("finished", sa.Boolean(), nullable=False),
        whole("rating", nullable=True),
    )
    op.create_index("ix_visit_walk_at_us", "visit_walk", ["at_us"])


def downgrade() -> None:
    for name in TABLES:
        op.drop_table(f"visit_{name}")
