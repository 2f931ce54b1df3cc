"""What visitors leave: voices, votes, seats in meetings, interests."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0008"
down_revision = "0007"


def text(name: str, length: int | None = None, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sqlmodel.sql.sqltypes.AutoString(length=length), nullable=nullable)


def whole(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def big(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def left() -> list[sa.Column]:
    return [whole("id"), text("owner", 64), big("left_us"), text("language", 20)]


def consented() -> list[sa.Column]:
    return [
        whole("consent_version", nullable=True),
        text("consent_language", 20, nullable=True),
        big("consent_us", nullable=True),
    ]


def upgrade() -> None:
    op.create_table(
        "visitor",
        text("owner", 64),
        text("code_sha256", 64),
        big("made_us"),
        sa.PrimaryKeyConstraint("owner", name=op.f("pk_visitor")),
    )
    op.create_index("ix_visitor_code_sha256", "visitor", ["code_sha256"])
    op.create_table(
        "voice",
        *left(),
        *consented(),
        text("kind", 20),
        text("text"),
        whole("stars", nullable=True),
        *(text(name, length, nullable=True) for name, length in (("station", 40), ("plan", 20))),
        *(text(name, length, nullable=True) for name, length in (("sector", 20), ("size", 20), ("firm", 120))),
        text("state", 20),
        text("answer"),
        text("done"),
        big("done_us", nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voice")),
    )
    op.create_index("ix_voice_owner", "voice", ["owner"])
    op.create_table(
        "vote",
        whole("voice"),
        text("owner", 64),
        big("left_us"),
        sa.PrimaryKeyConstraint("voice", "owner", name=op.f("pk_vote")),
    )
    op.create_index("ix_vote_owner", "vote", ["owner"])
    together()


def together() -> None:
    op.create_table(
        "meeting",
        whole("id"),
        text("kind", 20),
        text("title"),
        big("starts_us"),
        text("place"),
        whole("places"),
        text("language", 20),
        text("link", nullable=True),
        text("station", 40, nullable=True),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        big("made_us"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )
    op.create_table(
        "seat",
        *left(),
        *consented(),
        whole("meeting"),
        text("name", 120, nullable=True),
        text("email", 120, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seat")),
        sa.UniqueConstraint("meeting", "owner", name=op.f("uq_seat_meeting")),
    )
    op.create_index("ix_seat_owner", "seat", ["owner"])
    op.create_table(
        "interest",
        *left(),
        *consented(),
        text("side", 20),
        text("station", 40),
        text("kind", 20),
        *(text(name, size, nullable=True) for name, size in (("sector", 20), ("name", 120), ("contact", 120))),
        text("state", 20),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interest")),
        sa.UniqueConstraint("owner", "station", "side", name=op.f("uq_interest_owner")),
    )
    op.create_index("ix_interest_owner", "interest", ["owner"])
    op.create_index("ix_interest_station_side", "interest", ["station", "side"])


def downgrade() -> None:
    for table in ("interest", "seat", "meeting", "vote", "voice", "visitor"):
        op.drop_table(table)
