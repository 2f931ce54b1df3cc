"""First tables."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at_us", sa.BigInteger(), nullable=False),
        sa.Column("role", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("what", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("detail", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_at_us"), ["at_us"], unique=False)

    op.create_table(
        "birth",
        sa.Column("cell", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("run", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("layout", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("gateway", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("born_us", sa.BigInteger(), nullable=False),
        sa.Column("started_us", sa.BigInteger(), nullable=False),
        sa.Column("until_us", sa.BigInteger(), nullable=True),
        sa.Column("arrived_us", sa.BigInteger(), nullable=False),
        sa.Column("origin", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("cell", "run", "layout", name=op.f("pk_birth")),
    )
    with op.batch_alter_table("birth", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_birth_born_us"), ["born_us"], unique=False)

    op.create_table(
        "birth_seen",
        sa.Column("stream", sa.Integer(), nullable=False),
        sa.Column("measured_us", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("stream", "measured_us", "seq", name=op.f("pk_birth_seen")),
    )
    op.create_table(
        "event",
        sa.Column("stream", sa.Integer(), nullable=False),
        sa.Column("measured_us", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("cell", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("run", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("what", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("stream", "measured_us", "seq", name=op.f("pk_event")),
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index("ix_event_cell_measured_us", ["cell", "measured_us"], unique=False)

    op.create_table(
        "image",
        sa.Column("stream", sa.Integer(), nullable=False),
        sa.Column("measured_us", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("cell", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("run", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("camera", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("light", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True),
        sa.Column("shot_counter", sa.BigInteger(), nullable=True),
        sa.Column("media_type", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("sha256", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.PrimaryKeyConstraint("stream", "measured_us", "seq", name=op.f("pk_image")),
    )
    with op.batch_alter_table("image", schema=None) as batch_op:
        batch_op.create_index("ix_image_cell_measured_us", ["cell", "measured_us"], unique=False)
        batch_op.create_index(batch_op.f("ix_image_sha256"), ["sha256"], unique=False)

    op.create_table(
        "login",
        sa.Column("token_sha256", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("role", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("until_us", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("token_sha256", name=op.f("pk_login")),
    )
    op.create_table(
        "measurement",
        sa.Column("stream", sa.Integer(), nullable=False),
        sa.Column("measured_us", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("cell", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("run", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("shot_counter", sa.BigInteger(), nullable=True),
        sa.Column("shot_measured_us", sa.BigInteger(), nullable=True),
        sa.Column("inspector", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("origin", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("readings", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("stream", "measured_us", "seq", name=op.f("pk_measurement")),
    )
    with op.batch_alter_table("measurement", schema=None) as batch_op:
        batch_op.create_index("ix_measurement_cell_measured_us", ["cell", "measured_us"], unique=False)
        batch_op.create_index(batch_op.f("ix_measurement_shot_measured_us"), ["shot_measured_us"], unique=False)

    op.create_table(
        "quarantine",
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.Column("first_us", sa.BigInteger(), nullable=False),
        sa.Column("last_us", sa.BigInteger(), nullable=False),
        sa.Column("topic", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("detail", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("sample", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("reason", name=op.f("pk_quarantine")),
    )
    op.create_table(
        "secret",
        sa.Column("role", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("hash", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("changed_us", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("role", name=op.f("pk_secret")),
    )
    op.create_table(
        "shot",
        sa.Column("stream", sa.Integer(), nullable=False),
        sa.Column("measured_us", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("cell", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("run", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("started_us", sa.BigInteger(), nullable=False),
        sa.Column("counter", sa.BigInteger(), nullable=False),
        sa.Column("job", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("quality", sa.Integer(), nullable=False),
        sa.Column("start_up", sa.Boolean(), nullable=False),
        sa.Column("has_curves", sa.Boolean(), nullable=False),
        sa.Column("cycle_time_s", sa.Float(), nullable=True),
        sa.Column("injection_time_s", sa.Float(), nullable=True),
        sa.Column("dosing_time_s", sa.Float(), nullable=True),
        sa.Column("cooling_time_s", sa.Float(), nullable=True),
        sa.Column("cushion_volume_cm3", sa.Float(), nullable=True),
        sa.Column("plastification_volume_cm3", sa.Float(), nullable=True),
        sa.Column("specific_pressure_maximum_bar", sa.Float(), nullable=True),
        sa.Column("transfer_specific_pressure_bar", sa.Float(), nullable=True),
        sa.Column("transfer_volume_cm3", sa.Float(), nullable=True),
        sa.Column("cavity_pressure_maximum_bar", sa.Float(), nullable=True),
        sa.Column("cavity_wall_start_c", sa.Float(), nullable=True),
        sa.Column("cavity_wall_peak_c", sa.Float(), nullable=True),
        sa.Column("back_pressure_bar", sa.Float(), nullable=True),
        sa.Column("energy_shot_kwh", sa.Float(), nullable=True),
        sa.Column("more", sa.JSON(), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("stream", "measured_us", "seq", name=op.f("pk_shot")),
    )
    with op.batch_alter_table("shot", schema=None) as batch_op:
        batch_op.create_index("ix_shot_cell_measured_us", ["cell", "measured_us"], unique=False)

    op.create_table(
        "shot_curves",
        sa.Column("stream", sa.Integer(), nullable=False),
        sa.Column("measured_us", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("stream", "measured_us", "seq", name=op.f("pk_shot_curves")),
    )
    op.create_table(
        "stream",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("gateway", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("session", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("cell", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("run", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("layout", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stream")),
        sa.UniqueConstraint("gateway", "session", "cell", "run", "layout", name=op.f("uq_stream_gateway")),
    )
    with op.batch_alter_table("stream", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stream_cell"), ["cell"], unique=False)

    op.create_table(
        "tally",
        sa.Column("gateway", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("session", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("cell", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("stored", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("gateway", "session", "cell", name=op.f("pk_tally")),
    )


def downgrade() -> None:
    op.drop_table("tally")
    with op.batch_alter_table("stream", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stream_cell"))

    op.drop_table("stream")
    op.drop_table("shot_curves")
    with op.batch_alter_table("shot", schema=None) as batch_op:
        batch_op.drop_index("ix_shot_cell_measured_us")

    op.drop_table("shot")
    op.drop_table("secret")
    op.drop_table("quarantine")
    with op.batch_alter_table("measurement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_measurement_shot_measured_us"))
        batch_op.drop_index("ix_measurement_cell_measured_us")

    op.drop_table("measurement")
    op.drop_table("login")
    with op.batch_alter_table("image", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_image_sha256"))
        batch_op.drop_index("ix_image_cell_measured_us")

    op.drop_table("image")
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index("ix_event_cell_measured_us")

    op.drop_table("event")
    op.drop_table("birth_seen")
    with op.batch_alter_table("birth", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_birth_born_us"))

    op.drop_table("birth")
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_at_us"))

    op.drop_table("audit")
