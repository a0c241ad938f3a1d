"""What waits for a mailbox to agree; what calls for a person by name; secrets of channels sealed

Mailboxes that were told before are told further on. Secrets are sealed by the next worker: migrations know no secret.

Revision: 0011
Follows: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_PERSONAL = sa.text("personal")


def upgrade() -> None:
    op.add_column("channel", sa.Column("sealed", sa.LargeBinary(), nullable=True))
    op.add_column("channel", sa.Column("personal", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("channel", sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE channel SET confirmed_at = created_at WHERE kind = 'email'")
    op.create_index(
        "uq_channel_personal",
        "channel",
        ["account_id"],
        unique=True,
        postgresql_where=_PERSONAL,
        sqlite_where=_PERSONAL,
    )
    op.add_column("letter", sa.Column("about", sa.String(length=40), server_default=sa.text("''"), nullable=False))
    op.create_index("ix_letter_about", "letter", ["about"])
    op.create_table(
        "email_change",
        sa.Column("account_id", _ID, nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_email_change_account_id_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_email_change")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_email_change_token_hash")),
    )
    op.create_table(
        "call",
        sa.Column("delivery_id", _ID, nullable=False),
        sa.Column("activity_id", _ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["delivery.id"], name=op.f("fk_call_delivery_id_delivery"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_call_activity_id_activity"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("delivery_id", "activity_id", name=op.f("pk_call")),
    )
    op.create_index("ix_call_activity_id", "call", ["activity_id"])


def downgrade() -> None:
    op.drop_table("call")
    op.drop_table("email_change")
    op.drop_index("ix_letter_about", "letter")
    op.drop_column("letter", "about")
    op.drop_index("uq_channel_personal", "channel")
    op.drop_column("channel", "confirmed_at")
    op.drop_column("channel", "personal")
    op.drop_column("channel", "sealed")
